import type { Health, JobState, Outcome, Readiness, SurvivorView } from './jobView.js';
import type { ApprovedCommand } from '../policy/approvedCommand.js';
import type { Actor, Prerequisite, ShownCommand, StartRequest } from './startRequest.js';
import type { JobFolder } from './jobFolder.js';
import type { ProcessTable } from './process/processTable.js';
import type { Tree } from './process/tree.js';
import type { Signal, Changes } from './changes.js';
import type { Stream } from '../config/config.js';
import type { Clock } from '../lib/clock.js';
import type { Mask } from './output/masks.js';
import type { JobLog } from './output/jobLog.js';
import type { OutputLog } from './output/outputLog.js';
import type { PunchHole } from './output/punchHole.js';
import type { SpawnedProcess } from './spawn.js';
import type { Terminal } from './terminal.js';
import type { Ticker } from './ticker.js';
import type { PageSource } from './output/pageSource.js';
import { isSameServer, type ServerId } from './registry/serverId.js';
import { nextState, type JobEvent } from './stateTable.js';

/** Keeps the records of one server's jobs up to date. No writing of a job's record is ever followed by an older one. */
export interface RecordKeeper {
  /** Writes `job.json` as the job stands now; right after the writing that is under way, if one is. */
  save(job: Job): void;
  /**
   * The same, but holds nothing up. To replace a file can take a quarter of a second on a disk that is being written to:
   * ext4 writes the new one out first.
   * @returns resolves when it is written.
   */
  saveSoon(job: Job): Promise<void>;
  /** Writes down the facts of the job's log alone, which costs next to nothing. Resolves when whoever reads the log can know. */
  saveFacts(job: Job): Promise<void>;
  /** Resolves when no writing is under way: of this job, or of any. */
  saved(job?: Job): Promise<void>;
}

/** What all jobs of one server share. */
export interface JobContext {
  readonly clock: Clock;
  readonly ticker: Ticker;
  readonly table: ProcessTable;
  /** The same, looked at once for all who ask now: see `sharedLook`. */
  readonly lookTogether: () => Promise<ProcessTable>;
  readonly changes: Changes;
  /** This process. */
  readonly owner: ServerId;
  /** Where the jobs of the project are written down, and what is asked of their owners. */
  readonly stateFolder: string;
  /** What a person should know about how jobs are recorded, a sentence each: by job, by itself, or under `STATE_FOLDER`. */
  readonly problems: Map<string, string>;
  /** How logs are kept within their limits in place; undefined where that cannot be had. */
  readonly punchHole: PunchHole | undefined;
  readonly records: RecordKeeper;
}

/** Name of the problem that all jobs of the server have. */
export const STATE_FOLDER = 'state-folder';

/** Name of the problem that jobs have whose probes ask who holds a port. */
export const UNSEEN_PORTS = 'unseen-ports';

/** Why a job is being ended, or was. The first cause wins. */
export interface Cause {
  readonly outcome: Outcome;
  readonly reason: string | undefined;
}

/** What the end of a job changes of it, all at once. */
export type JobEnd = Pick<
  Job,
  'state' | 'cause' | 'exitCode' | 'signal' | 'readiness' | 'readinessReason' | 'endedAt' | 'endedMono'
>;

/** One start of the job's process; a job that is restarted has several. */
export interface Attempt {
  /** Monotonic milliseconds. */
  readonly startedMono: number;
  /** Where its output begins, in each stream. */
  readonly outputFrom: Readonly<Record<Stream, number>>;
  /** How the files of its probes were before it started, by path; undefined was not there. */
  readonly files: ReadonlyMap<string, string | undefined>;
}

/** What a job was started with, as every server knows it. */
export interface JobRequest extends Pick<StartRequest, 'settings' | 'origin' | 'startedBy'> {
  readonly command: ShownCommand;
}

/** A job from its start to its end. Everything that changes is changed by the files that say so; views are made from it in `view`. */
export interface Job {
  readonly id: string;
  readonly name: string;
  /** Value of BGJOBS_JOB_UID in its processes. */
  readonly uid: string;
  /** The server that runs it: this one, or another whose record is shown. */
  owner: ServerId;
  request: JobRequest;
  /** What is spawned. Undefined when another server started the job: only the policy can approve it anew. */
  approved: ApprovedCommand | undefined;
  readonly prerequisite: Prerequisite | undefined;
  /** Its ports, by their names in the profile; no other job is given them. */
  readonly ports: ReadonlyMap<string, number>;
  readonly folder: JobFolder;
  log: JobLog;
  readonly tree: Tree;
  /** What gives it a pseudo-terminal; undefined for a job without one. */
  terminal: Terminal | undefined;
  /** Wall clock, milliseconds since the epoch, and monotonic milliseconds. */
  readonly startedAt: number;
  readonly startedMono: number;

  state: JobState;
  readiness: Readiness;
  cause: Cause | undefined;
  /** What a last probe said, or why something could not be done. */
  lastProbe: string | undefined;
  /** Why it is not ready. */
  readinessReason: string | undefined;
  health: Health;
  /** What the last health check found wrong. */
  healthReason: string | undefined;
  /** Health checks in a row that failed; undefined is none. */
  healthFailures: number | undefined;
  /** It waits for its prerequisite. */
  isWaiting: boolean;
  /** The attempt that runs, or the last one. */
  attempt: Attempt | undefined;
  /** When the first attempt began, monotonic milliseconds: what came before is not the run. */
  runStartedMono: number | undefined;
  /** How often it was started again: in all, and since it last ran for long enough. */
  restarts: number;
  restartsInARow: number;
  restartReason: string | undefined;
  /** When the next attempt begins, monotonic milliseconds. */
  nextAttemptMono: number | undefined;
  /** Why this attempt is being ended for another to begin. */
  restartAsked: string | undefined;
  /** What went wrong with `stop.command`. */
  stopNote: string | undefined;
  exitCode: number | undefined;
  signal: string | undefined;
  endedAt: number | undefined;
  endedMono: number | undefined;
  /** It has ended so, which is being written down and is not told yet. */
  unsavedEnd: JobEnd | undefined;
  stoppedBy: Actor | undefined;
  isStale: boolean;
  isStdinOpen: boolean;
  /** Its end of what its input is sent through, as the process table names it. */
  input: string | undefined;
  /** The last that was sent ended within a line. */
  isInputLineOpen: boolean;
  /** Bytes of input that the system has not taken yet. */
  pendingInput: number;
  survivors: readonly SurvivorView[];
  isTreeGone: boolean;
  /** What its processes are given; empty when another server started it. */
  env: Readonly<Record<string, string>>;
  /** The names in it, sorted. */
  envNames: readonly string[];
  masks: readonly Mask[];
  process: SpawnedProcess | undefined;
  /** Grace of a stop under way is over: somebody forces it. */
  isHurried: boolean;
  /** The stop under way, or the last one. */
  stopping: Promise<void> | undefined;
  /** The output as it was last looked at: its end, and when it last grew (monotonic milliseconds). */
  outputEnd: number;
  outputGrewAt: number;

  /** State, readiness or output changed. */
  readonly changed: Signal;
  /** Somebody needs to know about output within 50 ms. */
  attention: number;
  /** Kept up to date by `watchJob`: makes a new rhythm count at once. */
  onAttention: () => void;
}

/** Moves the job as the table says and tells whoever is interested. @throws on a move that is not in the table. */
export function moveJob(job: Job, event: JobEvent, context: JobContext): void {
  job.state = nextState(job.state, event);
  tellChange(job, context);
}

/** Says that something about the job changed, to other servers too. */
export function tellChange(job: Job, context: JobContext): void {
  context.records.save(job);
  announceChange(job, context);
}

/** Says that something about the job changed that is written down already. */
export function announceChange(job: Job, context: JobContext): void {
  context.changes.note(job.id);
  job.changed.emit();
}

/** Sets why the job ends, unless there is a cause already. */
export function setCause(job: Job, outcome: Outcome, reason?: string): void {
  job.cause ??= { outcome, reason };
}

/** Whether another server runs the job, so that this one can only look at it and ask. */
export function isForeign(job: Job, { owner }: JobContext): boolean {
  return !isSameServer(job.owner, owner);
}

/** Whether the job has ended. */
export function hasEnded(job: Job): boolean {
  return job.state === 'exited';
}

/** Looks at the size of the output and notes growth. @returns the position of its end. */
export function observeOutput(job: Job, context: JobContext): number {
  const { to } = job.log.observe();
  if (to !== job.outputEnd) {
    job.outputEnd = to;
    job.outputGrewAt = context.clock.monotonic();
  }
  return to;
}

/** The job's output, or one stream of it, to be read as its settings say. */
export function pageSource(job: Job, log: OutputLog): PageSource {
  return {
    log,
    masks: job.masks,
    cleaning: job.request.settings.log,
    isLive: () => !hasEnded(job),
  };
}

/** Has the job's output looked at every 50 ms until the returned function is called. */
export function payAttention(job: Job): () => void {
  let isPaid = true;
  job.attention++;
  job.onAttention();
  return () => {
    if (!isPaid) return;
    isPaid = false;
    job.attention--;
    job.onAttention();
  };
}
