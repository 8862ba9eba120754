import type { Stream } from '../config/config.js';
import type { Result } from '../lib/result.js';
import type { JobDetails, JobStats, JobView, Status, SurvivorView } from './jobView.js';
import type { Actor, StartError, StartRequest, Started } from './startRequest.js';

/** No job has this id or name; `known` are the nearest and then the newest, ids. */
export interface UnknownJob {
  readonly code: 'unknown-job';
  readonly ref: string;
  readonly known: readonly string[];
}

export interface ReadQuery {
  readonly stream: Stream;
  readonly from:
    | { readonly kind: 'tail'; readonly lines: number }
    | { readonly kind: 'cursor'; readonly cursor: string }
    | {
        readonly kind: 'line';
        /** Counted from 1, which is the first that the job wrote; where lines went uncounted, the oldest that is kept. */
        readonly line: number;
      };
  /** Bytes of the log to look at, at most; with a pattern, bytes of text to answer with (at most 8 MiB are searched). */
  readonly maxBytes: number;
  /** RE2; only lines that match it, with `context` lines around each. With a tail: the last `lines` that match. */
  readonly pattern: string | undefined;
  readonly context: number;
}

/** One page of output. `end` is true when the page reaches the end of what there is and the job has ended. */
export interface OutputPage {
  readonly text: string;
  readonly next_cursor: string;
  /** Bytes that were dropped before this page, since the cursor. */
  readonly lost_bytes: number;
  /** More was there than fits in the page. */
  readonly truncated: boolean;
  readonly end: boolean;
  /** What has to be known about it: lines that are gone, streams put together, what the job did to its own log. */
  readonly notice?: string;
}

export type ReadError =
  | UnknownJob
  | { readonly code: 'bad-cursor'; readonly cursor: string; readonly why: string }
  | { readonly code: 'bad-pattern'; readonly pattern: string; readonly why: string }
  | { readonly code: 'no-separate-streams'; readonly stream: Stream };

export type WaitCondition =
  | { readonly kind: 'exited' }
  | { readonly kind: 'ready' }
  | { readonly kind: 'output'; readonly pattern: string }
  | { readonly kind: 'idle'; readonly quietMs: number };

export interface WaitRequest {
  /** Ids or names. The wait is over when the first of them (or all, as `mode` says) meets the condition. */
  readonly jobs: readonly string[];
  readonly mode: 'any' | 'all';
  readonly until: WaitCondition;
  readonly timeoutMs: number;
  /** Which stream is looked at and returned; absent is both. */
  readonly stream?: Stream;
  /** Output from here on is returned, and looked through for the pattern; undefined is from the start of the wait. */
  readonly cursor: string | undefined;
  /** Ends the wait, never the job. */
  readonly signal: AbortSignal | undefined;
}

/** Why a wait returned. `exited` and `not-ready` also answer waits for something that can no longer come. */
export type WaitReason = 'exited' | 'ready' | 'output' | 'idle' | 'timeout' | 'not-ready' | 'cancelled';

export interface WaitResult {
  readonly returned: WaitReason;
  readonly jobs: readonly JobDetails[];
  /** Of the job that ended the wait (the first one when none did). */
  readonly job: string;
  readonly output: OutputPage;
  /** The line that matched. */
  readonly matched: string | undefined;
}

export type WaitError = UnknownJob | Exclude<ReadError, UnknownJob>;

export interface InputRequest {
  readonly text: string;
  /** Names of keys that are pressed after the text; only on a terminal. Absent is none. */
  readonly keys?: readonly string[];
  /** Then close standard input; on a terminal, type what says that no more will come (ctrl-d). */
  readonly end: boolean;
  /** How long to collect the output that follows, milliseconds. */
  readonly waitMs: number;
}

export type InputError =
  | UnknownJob
  | { readonly code: 'job-ended'; readonly job: JobView }
  | { readonly code: 'stdin-closed'; readonly job: JobView }
  /** Another server has the pipe. */
  | { readonly code: 'other-server'; readonly job: JobView }
  | { readonly code: 'no-tty'; readonly job: JobView; readonly keys: readonly string[] }
  | { readonly code: 'unknown-key'; readonly key: string; readonly near: readonly string[] }
  | { readonly code: 'stdin-full'; readonly job: JobView; readonly written: number };

export interface InputResult {
  readonly written: number;
  readonly output: OutputPage;
}

export interface StopRequest {
  /** Skip the grace: SIGKILL at once. */
  readonly force: boolean;
  readonly by: Actor;
}

export interface StopReport {
  readonly job: JobDetails;
  /** The job had ended before the stop was asked for. */
  readonly alreadyEnded: boolean;
  readonly survivors: readonly SurvivorView[];
}

export interface JobFilter {
  readonly status: readonly Status[] | undefined;
  readonly profile: string | undefined;
  readonly tag: string | undefined;
}

/** Some of the jobs that fit a filter. */
export interface JobOverview {
  /** Newest first. */
  readonly jobs: readonly JobView[];
  /** So many fit. */
  readonly found: number;
  /** So many have not ended, whether they fit or not. */
  readonly running: number;
}

/** Limits that can change while jobs run (a reload). */
export interface JobLimits {
  readonly maxJobs: number;
  readonly keepFinished: number;
  readonly keepFinishedForMs: number;
}

/**
 * The job table, as tools and the command line see it. Nothing in it knows that files or clients exist.
 * Every `ref` is an id or a name; a name means the running job of that name, else the newest one that had it.
 */
export interface Jobs {
  /** Takes over what servers that are gone have left, if there is anything. The first real call awaits it. */
  open(): Promise<void>;
  start(request: StartRequest): Promise<Result<Started, StartError>>;
  /** What a start would be refused for even if this job were gone, as far as that can be known before it is. */
  checkStartInPlaceOf(ref: string, request: StartRequest): Promise<Result<undefined, StartError>>;
  view(ref: string): Result<JobView, UnknownJob>;
  details(ref: string): Result<JobDetails, UnknownJob>;
  /** What the trees of these jobs use, by id; measured now, or up to a second ago. Jobs of which nothing runs are left out. */
  stats(refs: readonly string[]): ReadonlyMap<string, JobStats>;
  /** Newest first. */
  list(filter: JobFilter): readonly JobView[];
  /** The newest of them, so many at most, and how many there are: views of all cost more than a list that is read. */
  overview(filter: JobFilter, most: number): JobOverview;
  read(ref: string, query: ReadQuery): Promise<Result<OutputPage, ReadError>>;
  wait(request: WaitRequest): Promise<Result<WaitResult, WaitError>>;
  sendInput(ref: string, request: InputRequest): Promise<Result<InputResult, InputError>>;
  stop(ref: string, request: StopRequest): Promise<Result<StopReport, UnknownJob>>;
  /** What is wrong with the records of jobs, a sentence each, for people. */
  warnings(): readonly string[];
  /** Marks running preset jobs stale: `digests` are the profiles in force, by name. */
  profilesChanged(digests: ReadonlyMap<string, string>): void;
  setLimits(limits: JobLimits): void;
  /** Called at most once an event-loop turn, with the ids of jobs whose view changed. Returns the way to stop. */
  onChange(listener: (ids: readonly string[]) => void): () => void;
  /** Stops every session job of this server; nothing starts any more. Persistent jobs stay. Resolves when all trees are gone or named as survivors. */
  close(by: Actor): Promise<readonly SurvivorView[]>;
}
