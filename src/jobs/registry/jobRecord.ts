import type { Health, JobState, Readiness, SurvivorView } from '../jobView.js';
import type { Attempt, Cause, Job } from '../job.js';
import type { JobSettings, ResolvedTarget } from '../jobSettings.js';
import type { ShownCommand } from '../startRequest.js';
import type { LogFacts } from '../output/jobLog.js';
import { maskedJson, type Mask } from '../output/masks.js';
import type { ProcessId } from '../process/tree.js';
import { isRecordShape } from './recordShape.js';
import type { ServerId } from './serverId.js';

/** The version of `job.json`. A record of a later one is left alone, and said so. */
export const RECORD_SCHEMA = 1;

/** What of a job changes as it runs, as it stands in the record. */
export const PROGRESS = [
  'state',
  'readiness',
  'readinessReason',
  'lastProbe',
  'health',
  'healthReason',
  'cause',
  'isWaiting',
  'runStartedMono',
  'restarts',
  'restartsInARow',
  'restartReason',
  'nextAttemptMono',
  'restartAsked',
  'healthFailures',
  'stopNote',
  'exitCode',
  'signal',
  'endedAt',
  'endedMono',
  'stoppedBy',
  'isStale',
  'isStdinOpen',
  'survivors',
  'isTreeGone',
] as const satisfies readonly (keyof Job)[];

/** Those facts, as they come out of JSON: what was undefined is absent. */
export type JobProgress = Partial<Pick<Job, (typeof PROGRESS)[number]>> & {
  readonly state: JobState;
  readonly readiness: Readiness;
  readonly health: Health;
  readonly cause?: Cause;
  readonly survivors: readonly SurvivorView[];
  readonly isTreeGone: boolean;
};

/**
 * `job.json`: what another process has to know to show the job, to stop it, to clean up after it and to take it over.
 * Secrets are masked. Times that end in `Mono` are milliseconds since the boot that `owner` names.
 */
export interface JobRecord {
  readonly schema: typeof RECORD_SCHEMA;
  readonly id: string;
  readonly name: string;
  /** Value of BGJOBS_JOB_UID in the environment of the job's processes. */
  readonly uid: string;
  readonly owner: ServerId;
  readonly command: ShownCommand;
  readonly envNames: readonly string[];
  /** Without the commands in it: only the policy makes those. */
  readonly settings: JobSettings;
  readonly origin?: {
    readonly profile: string;
    readonly digest: string;
    readonly params: Readonly<Record<string, string>>;
  };
  readonly startedBy: string;
  readonly ports: Readonly<Record<string, number>>;
  /** What it waited for before it was launched: `db (ready)`. */
  readonly prerequisite?: string;
  readonly startedAt: number;
  readonly startedMono: number;
  readonly attempt?: {
    readonly startedMono: number;
    readonly outputFrom: Attempt['outputFrom'];
    readonly files: readonly (readonly [string, string | null])[];
  };
  readonly progress: JobProgress;
  /** Ticks since boot before which nothing of the job can have started. */
  readonly since: number;
  readonly leader?: ProcessId;
  /** Folder of the control group that was made for the job; its name is `bgjobs-` and the uid. */
  readonly cgroup?: string;
  /** Processes of the job that were seen and may be alive. */
  readonly members: readonly ProcessId[];
  readonly log: LogFacts;
}

/** The job as `job.json` keeps it. */
export function jobRecord(job: Job): JobRecord {
  const { command, settings, origin, startedBy } = job.request;
  const { program, argv, cwd, display } = command;
  const { attempt, prerequisite } = job;
  return {
    schema: RECORD_SCHEMA,
    id: job.id,
    name: job.name,
    uid: job.uid,
    owner: job.owner,
    command: { program, argv, cwd, display },
    envNames: job.envNames,
    settings: withoutCommands(settings),
    ...(origin === undefined ? {} : { origin: { ...origin, params: Object.fromEntries(origin.params) } }),
    startedBy,
    ports: Object.fromEntries(job.ports),
    ...(prerequisite === undefined ? {} : { prerequisite: prerequisite.what }),
    startedAt: job.startedAt,
    startedMono: job.startedMono,
    ...(attempt === undefined
      ? {}
      : { attempt: { ...attempt, files: [...attempt.files].map(([path, state]) => [path, state ?? null] as const) } }),
    progress: progressOf({ ...job, ...job.unsavedEnd }),
    since: job.tree.since,
    ...(job.tree.leader === undefined ? {} : { leader: job.tree.leader }),
    ...(job.tree.cgroup === undefined ? {} : { cgroup: job.tree.cgroup }),
    members: [...job.tree.seen].map(([pid, start]) => ({ pid, start })),
    log: job.log.facts(),
  };
}

function progressOf(job: Job): JobProgress {
  return Object.fromEntries(PROGRESS.map((key) => [key, job[key]])) as unknown as JobProgress;
}

function withoutCommands(settings: JobSettings): JobSettings {
  const bare = (target: ResolvedTarget): ResolvedTarget =>
    target.kind === 'exec' ? { kind: 'exec', command: undefined } : target;
  const { ready, health, stop } = settings;
  return {
    ...settings,
    ready: ready.map((probe) => ({ ...probe, target: bare(probe.target) })),
    health: health === undefined ? undefined : { ...health, target: bare(health.target) },
    stop: { ...stop, command: undefined },
  };
}

/** The record as text, with every string masked. */
export function formatRecord(record: JobRecord, masks: readonly Mask[]): string {
  return `${maskedJson(record, masks)}\n`;
}

/** Reads a record. @returns it, or why it is none: `later` is one of a later version of bgjobs. */
export function parseRecord(text: string): JobRecord | 'broken' | 'later' {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'broken';
  }
  if (typeof value !== 'object' || value === null) return 'broken';
  const { schema } = value as { readonly schema?: unknown };
  if (typeof schema === 'number' && schema > RECORD_SCHEMA) return 'later';
  return isRecordShape(value) ? (value as JobRecord) : 'broken';
}
