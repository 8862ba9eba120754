import { systemClock } from '../lib/clock.js';
import { err, ok, type Result } from '../lib/result.js';
import { createChanges } from './changes.js';
import { openIdSequence, type IdSequence } from './ids.js';
import type { JobContext } from './job.js';
import { prepareStateFolder, writeRecord, type ServerId } from './jobFolder.js';
import type { JobLimits } from './jobs.js';
import { createJobTable, type JobTable } from './jobTable.js';
import { openProcessTable } from './process/openProcessTable.js';
import { jobRecord } from './record.js';
import { findTerminal } from './findTerminal.js';
import { sweep } from './sweep.js';
import type { Terminal } from './terminal.js';
import { createTicker } from './ticker.js';
import { createWatchdog, type Watchdog } from './watchdog.js';

export interface ServerOptions {
  /** Absolute; created with the first job. */
  readonly stateFolder: string;
  readonly limits: JobLimits;
  readonly serverEnv: Readonly<Record<string, string | undefined>>;
  /** The script that cleans up when this process is killed. */
  readonly reaper: string;
  /** Where `script` may be, absolute paths; undefined is where systems have it. */
  readonly scriptPlaces: readonly string[] | undefined;
}

/** Where jobs are kept and how they are watched over, once the first one is wanted. */
export interface Workplace {
  readonly jobsFolder: string;
  readonly ids: IdSequence;
  readonly watchdog: Watchdog;
  readonly since: number;
}

/** What belongs to this process: its table of jobs, and everything that they share. */
export interface Server {
  readonly options: ServerOptions;
  readonly context: JobContext;
  readonly table: JobTable;
  limits: JobLimits;
  isClosing: boolean;
  workplace: Promise<Result<Workplace, string>> | undefined;
  /** What gives jobs a pseudo-terminal, once one was wanted. */
  terminal: Promise<Terminal | undefined> | undefined;
  /** Starts that choose ports go one after another; this one is the last. */
  portTurn: Promise<unknown>;
}

/** Makes a server that has touched nothing yet. */
export function createServer(options: ServerOptions): Server {
  const table = openProcessTable();
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
    terminal: undefined,
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

/** Finds what gives jobs a pseudo-terminal. What is not there is looked for again next time. */
export function openTerminal(server: Server): Promise<Terminal | undefined> {
  server.terminal ??= findTerminal(server.options.scriptPlaces).then((found) => {
    if (found === undefined) server.terminal = undefined;
    return found;
  });
  return server.terminal;
}

async function prepare({ options, context, limits }: Server): Promise<Result<Workplace, string>> {
  const folder = prepareStateFolder(options.stateFolder);
  if (!folder.ok) return err(folder.error);
  const jobsFolder = folder.value;
  await sweep(jobsFolder, context.table, limits);
  return ok({
    jobsFolder,
    ids: openIdSequence(options.stateFolder),
    watchdog: createWatchdog({ jobsFolder, owner: context.owner, reaper: options.reaper }),
    since: context.owner.start,
  });
}
