import { systemClock } from '../lib/clock.js';
import { err, ok, type Result } from '../lib/result.js';
import { createChanges } from './changes.js';
import { openIdSequence, type IdSequence } from './ids.js';
import type { JobContext } from './job.js';
import { prepareStateFolder, writeRecord, type ServerId } from './jobFolder.js';
import type { JobLimits } from './jobs.js';
import { createJobTable, type JobTable } from './jobTable.js';
import { findCgroupHome, sweepCgroups } from './process/cgroup.js';
import { openProcessTable, type Capabilities } from './process/openProcessTable.js';
import { jobRecord } from './record.js';
import { sweep } from './sweep.js';
import { createTicker } from './ticker.js';
import { createWatchdog, type Watchdog } from './watchdog.js';

export interface ServerOptions {
  /** Absolute; created with the first job. */
  readonly stateFolder: string;
  readonly limits: JobLimits;
  readonly serverEnv: Readonly<Record<string, string | undefined>>;
  /** The script that cleans up when this process is killed. */
  readonly reaper: string;
  readonly capabilities: Capabilities;
}

/** Where jobs are kept and how they are watched over, once the first one is wanted. */
export interface Workplace {
  readonly jobsFolder: string;
  readonly ids: IdSequence;
  readonly watchdog: Watchdog;
  readonly since: number;
  /** Where jobs get control groups of their own; undefined where they cannot. */
  readonly cgroupHome: string | undefined;
}

/** What belongs to this process: its table of jobs, and everything that they share. */
export interface Server {
  readonly options: ServerOptions;
  readonly context: JobContext;
  readonly table: JobTable;
  limits: JobLimits;
  isClosing: boolean;
  workplace: Promise<Result<Workplace, string>> | undefined;
  /** Starts that choose ports go one after another; this one is the last. */
  portTurn: Promise<unknown>;
}

/** Makes a server that has touched nothing yet. */
export function createServer(options: ServerOptions): Server {
  const table = openProcessTable(options.capabilities);
  const owner: ServerId = {
    pid: process.pid,
    start: table.one(process.pid)?.start ?? 0,
    boot: table.boot,
    space: table.space,
  };
  return {
    options,
    context: {
      clock: systemClock,
      ticker: createTicker(() => systemClock.monotonic()),
      table,
      changes: createChanges(),
      owner,
      save: (job) => void writeRecord(job.folder, jobRecord(job, owner)),
    },
    table: createJobTable(),
    limits: options.limits,
    isClosing: false,
    workplace: undefined,
    portTurn: Promise.resolve(),
  };
}

/** Prepares the state folder before the first job, and cleans up after servers that are gone. A failure is tried again next time. */
export function openWorkplace(server: Server): Promise<Result<Workplace, string>> {
  server.workplace ??= prepare(server).then((result) => {
    if (!result.ok) server.workplace = undefined;
    return result;
  });
  return server.workplace;
}

async function prepare({ options, context, limits }: Server): Promise<Result<Workplace, string>> {
  const folder = prepareStateFolder(options.stateFolder);
  if (!folder.ok) return err(folder.error);
  const jobsFolder = folder.value;
  await sweep(jobsFolder, context.table, limits);
  const cgroupHome = options.capabilities.cgroup ? findCgroupHome() : undefined;
  if (cgroupHome !== undefined) sweepCgroups(cgroupHome);
  return ok({
    jobsFolder,
    ids: openIdSequence(options.stateFolder),
    watchdog: createWatchdog({ jobsFolder, owner: context.owner, reaper: options.reaper }),
    since: context.owner.start,
    cgroupHome,
  });
}
