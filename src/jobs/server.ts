import { randomUUID } from 'node:crypto';
import { systemClock } from '../lib/clock.js';
import type { Result } from '../lib/result.js';
import { createChanges } from './changes.js';
import { isForeign, type Job, type JobContext } from './job.js';
import { jobsFolder } from './jobFolder.js';
import type { JobLimits } from './jobs.js';
import type { Revive } from './startRequest.js';
import { createMirrors, type Mirrors } from './registry/mirrors.js';
import { createJobTable, type JobTable } from './jobTable.js';
import { createPuncher } from './output/puncher.js';
import { punchHole, type PunchHole } from './output/punchHole.js';
import { brandOf } from './process/brand.js';
import { openProcessTable, type Capabilities } from './process/openProcessTable.js';
import type { ProcessTable } from './process/processTable.js';
import { createSharedLook } from './process/sharedLook.js';
import { createRecordKeeper } from './registry/recordKeeper.js';
import { ownServerId } from './registry/serverId.js';
import { findTerminal } from './findTerminal.js';
import type { Terminal } from './terminal.js';
import { createTicker } from './ticker.js';
import { createWatchdog, type Watchdog } from './watchdog.js';
import type { IdSequence } from './ids.js';

export interface ServerOptions {
  /** Absolute; created with the first job. */
  readonly stateFolder: string;
  readonly limits: JobLimits;
  readonly serverEnv: Readonly<Record<string, string | undefined>>;
  /** The script that cleans up when this process is killed. */
  readonly reaper: string;
  /** Approves the command of a job anew that another server started. */
  readonly revive?: Revive | undefined;
  /** Whether it goes on with persistent jobs of servers that are gone. */
  readonly takesOver: boolean;
  /** Where `script` may be, absolute paths; undefined is where systems have it. */
  readonly scriptPlaces: readonly string[] | undefined;
  /** Whether holes may be punched into logs. */
  readonly punchHoles: boolean;
  readonly capabilities: Capabilities;
}

/** Where jobs are kept and how they are watched over, once the first one is wanted. */
export interface Workplace {
  readonly jobsFolder: string;
  /** Why jobs are not kept in the state folder; undefined when they are. */
  readonly trouble: string | undefined;
  readonly ids: IdSequence;
  /** Ticks since boot before which no process of a job can have started. */
  readonly since: number;
  /** Sees to it that stops are heeded which others ask for, while there are jobs to stop. */
  heedRequests(): void;
  /** Removes what must not stay. */
  close(): void;
  /** Where jobs get control groups of their own; undefined where they cannot. */
  readonly cgroupHome: string | undefined;
}

/** What belongs to this process: its table of jobs, and everything that they share. */
export interface Server {
  readonly options: ServerOptions;
  readonly context: JobContext;
  readonly table: JobTable;
  readonly mirrors: Mirrors;
  limits: JobLimits;
  /** It acts, and does not only look at what others do. */
  isOpen: boolean;
  isClosing: boolean;
  workplace: Promise<Result<Workplace, string>> | undefined;
  /** Cleans up should this process be killed; there once it has a job. */
  watchdog: Watchdog | undefined;
  /** What gives jobs a pseudo-terminal, once one was wanted. */
  terminal: Promise<Terminal | undefined> | undefined;
  /** Starts are decided on one after another; this one is the last. */
  startTurn: Promise<unknown>;
}

/** Makes a server that has touched nothing yet. */
export function createServer(options: ServerOptions): Server {
  const processes = openProcessTable(options.capabilities);
  const owner = ownServerId(processes);
  const problems = new Map<string, string>();
  const context: JobContext = {
    clock: systemClock,
    ticker: createTicker(() => systemClock.monotonic()),
    table: processes,
    lookTogether: createSharedLook(processes),
    changes: createChanges(),
    owner,
    stateFolder: options.stateFolder,
    punchHole: options.punchHoles ? holePunch(processes) : undefined,
    problems,
    records: createRecordKeeper(owner, problems),
  };
  const table = createJobTable();
  return {
    options,
    context,
    table,
    mirrors: createMirrors(jobsFolder(options.stateFolder), table, context),
    limits: options.limits,
    isOpen: false,
    isClosing: false,
    workplace: undefined,
    watchdog: undefined,
    terminal: undefined,
    startTurn: Promise.resolve(),
  };
}

/** Where processes have no brands, what punches has to be a child of this process, to be told from the job's. */
function holePunch({ canBrand }: ProcessTable): PunchHole {
  return canBrand ? createPuncher(brandOf(randomUUID())) : punchHole;
}

/** Finds what gives jobs a pseudo-terminal. What is not there is looked for again next time. */
export function openTerminal(server: Server): Promise<Terminal | undefined> {
  server.terminal ??= findTerminal(server.options.scriptPlaces).then((found) => {
    if (found === undefined) server.terminal = undefined;
    return found;
  });
  return server.terminal;
}

/** Sees to it that the jobs in a folder are cleaned up after should this process be killed. */
export function watchOver(server: Server, jobsFolder: string): void {
  const { context, options } = server;
  server.watchdog ??= createWatchdog({ jobsFolder, owner: context.owner, reaper: options.reaper });
  server.watchdog.ensure();
}

/** The jobs that this server runs or ran. */
export function ownJobs({ table, context }: Server): readonly Job[] {
  return table.all().filter((job) => !isForeign(job, context));
}
