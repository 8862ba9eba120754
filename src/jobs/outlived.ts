import { endKeeper } from './inputPipe.js';
import type { Job, JobContext } from './job.js';
import { readLaunch } from './launchFile.js';
import type { ProcessTable } from './process/processTable.js';
import type { ProcessEnd } from './spawn.js';

/** How often a program is looked at that is no child of anybody here, milliseconds. */
export const LOOK_EVERY_MS = 50;

/**
 * Who kills both at once has killed the program too, which may take a moment longer to go, milliseconds; one that was just being
 * started says in that time which process it is.
 */
const TOGETHER_MS = 1_000;

/** Whether the program of a persistent job is alive, whatever has become of its launcher. */
export function isProgramAlive({ folder, tree, request }: Job, table: ProcessTable): boolean {
  if (request.settings.lifetime !== 'persistent' || tree.isPast) return false;
  const pid = readLaunch(folder)?.program;
  const info = pid === undefined ? undefined : table.one(pid);
  if (info === undefined || info.zombie || info.start < tree.since) return false;
  // Its number may be another process's by now.
  const isTied = tree.leader !== undefined && (info.group === tree.leader.pid || info.session === tree.leader.pid);
  return isTied || tree.seen.get(info.pid) === info.start || table.hasEnvironment(info.pid, tree.marker);
}

/**
 * Waits for the program of a persistent job whose launcher alone was killed: it runs on, and so does the job. How it ends nobody can
 * tell.
 * @param end how the launcher ended.
 * @returns that, where the program went with it.
 */
export async function endOfOutliving(job: Job, context: JobContext, end: ProcessEnd): Promise<ProcessEnd> {
  if (end.signal === undefined) return end;
  const since = context.clock.monotonic();
  const elapsed = (): number => context.clock.monotonic() - since;
  const isBegun = (): boolean => readLaunch(job.folder)?.program !== undefined;
  await new Promise<void>((resolve) => {
    const look = (): void => {
      if (isBegun() ? isProgramAlive(job, context.table) : job.cause === undefined && elapsed() < TOGETHER_MS) return;
      subscription.stop();
      resolve();
    };
    const subscription = context.ticker.every(LOOK_EVERY_MS, look);
    look();
  });
  const isTogether = !isBegun() || elapsed() < TOGETHER_MS;
  await endKeeper(job, context);
  return isTogether ? end : { code: undefined, signal: undefined };
}
