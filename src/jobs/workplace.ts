import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { err, ok, type Result } from '../lib/result.js';
import { openIdSequence } from './ids.js';
import { STATE_FOLDER } from './job.js';
import { prepareStateFolder, systemMessage } from './jobFolder.js';
import { findCgroupHome, sweepCgroups } from './process/cgroup.js';
import { adoptJob } from './registry/adopt.js';
import { heedStopRequests } from './registry/heedStopRequests.js';
import { isNotedAsOver } from './registry/recordFile.js';
import { dropStopRequests } from './registry/stopRequests.js';
import { sweep } from './registry/sweep.js';
import { openTerminal, watchOver, type Server, type Workplace } from './server.js';

/** Prepares the state folder before the first job, and cleans up after servers that are gone. A failure is tried again next time. */
export function openWorkplace(server: Server): Promise<Result<Workplace, string>> {
  server.isOpen = true;
  server.workplace ??= prepare(server).then((result) => {
    if (!result.ok) server.workplace = undefined;
    return result;
  });
  return server.workplace;
}

/** Cleans up after servers that are gone, and goes on with their persistent jobs. */
export async function inherit(server: Server, folder: string): Promise<void> {
  const { context, table, options } = server;
  const legacy = await sweep(folder, context, options.takesOver);
  for (const problem of legacy.problems) context.problems.set(problem, problem);
  for (const job of legacy.finished) table.add(job);
  if (legacy.taken.length > 0) watchOver(server, folder);
  const wantsTerminal = legacy.taken.some(({ request }) => request.settings.tty);
  const terminal = wantsTerminal ? await openTerminal(server) : undefined;
  for (const job of legacy.taken) {
    table.add(job);
    const { revive, serverEnv } = options;
    await adoptJob(job, context, { revive, serverEnv, terminal });
  }
  server.mirrors.refresh();
  dropStopRequests(options.stateFolder, (id) => {
    const job = table.byId(id);
    return job !== undefined && !isNotedAsOver(job.folder);
  });
}

async function prepare(server: Server): Promise<Result<Workplace, string>> {
  const { options, context } = server;
  const kept = prepareStateFolder(options.stateFolder);
  const place = kept.ok ? kept : temporaryFolder();
  if (!place.ok) return err(kept.ok ? place.error : kept.error);
  const folder = place.value;
  if (kept.ok) await inherit(server, folder);
  else context.problems.set(STATE_FOLDER, inMemoryOnly(options.stateFolder, kept.error));
  const cgroupHome = options.capabilities.cgroup ? findCgroupHome() : undefined;
  if (cgroupHome !== undefined) sweepCgroups(cgroupHome);
  const heeding = heedStopRequests(server);
  if (server.table.running().length > 0) heeding.begin();
  return ok({
    jobsFolder: folder,
    trouble: kept.ok ? undefined : kept.error,
    ids: openIdSequence(kept.ok ? options.stateFolder : folder, options.stateFolder),
    since: context.owner.start,
    cgroupHome,
    heedRequests: () => heeding.begin(),
    close() {
      heeding.end();
      if (!kept.ok) rmSync(folder, { recursive: true, force: true });
    },
  });
}

/** For this server alone, and as long as it lives: its jobs still need files to write to. */
function temporaryFolder(): Result<string, string> {
  try {
    return ok(realpathSync(mkdtempSync(join(tmpdir(), 'bgjobs-'))));
  } catch (error) {
    return err(systemMessage(error));
  }
}

function inMemoryOnly(stateFolder: string, why: string): string {
  return `jobs are known to this server alone and forgotten when it ends, since the state folder ${stateFolder} cannot be used: ${why}`;
}
