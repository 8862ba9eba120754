import { constants } from 'node:os';
import { monotonicAt } from '../lib/clock.js';
import { announceChange, type Cause, type Job, type JobContext, type JobEnd } from './job.js';
import { releaseTree } from './process/tree.js';
import { readExit } from './registry/exitFile.js';
import { MACHINE_ENDED } from './registry/serverId.js';
import { nextState } from './stateTable.js';
import { noteLeftovers } from './stopJob.js';

/** How an attempt ended. With a `spawnError` there never was a process of it. */
export interface AttemptEnd {
  readonly code: number | undefined;
  readonly signal: string | undefined;
  /** Why no process came to be. */
  readonly spawnError: string | undefined;
}

/** The end of a job that never had a process, and needs none to be explained. */
export const neverStarted: AttemptEnd = { code: undefined, signal: undefined, spawnError: undefined };

/**
 * Ends the job for good: its main process is gone, or there never was one. Resolves when that is written down; nobody is told
 * before, since a server that is killed between must not have said what the next one does not know.
 */
export async function endJob(job: Job, context: JobContext, ending: AttemptEnd): Promise<void> {
  releaseProcess(job);
  // Finished jobs are kept: these are most of what one takes in memory.
  job.process = undefined;
  job.env = {};
  job.nextAttemptMono = undefined;
  const end = endOf(job, context, ending);
  job.unsavedEnd = end;
  // An attempt that never came to a process may follow one that left something running.
  if (job.tree.leader === undefined && job.tree.seen.size === 0) {
    job.isTreeGone = true;
    void releaseTree(job.tree);
  } else if (job.stopping === undefined) noteLeftovers(job, await context.lookTogether());
  await saveEnd(job, context);
  job.unsavedEnd = undefined;
  Object.assign(job, end);
  announceChange(job, context);
  job.log.settle();
}

/** A job that wrote more than this, bytes, may leave a disk that is still busy with it. */
const MUCH_OUTPUT = 8 * 1024 * 1024;

/** On a disk that is not busy, to write at once takes a fifth of the time. */
function saveEnd(job: Job, { records }: JobContext): Promise<void> {
  if (job.outputEnd > MUCH_OUTPUT) return records.saveSoon(job);
  records.save(job);
  return records.saved(job);
}

/** How its launcher says that a persistent job ended, which may have been while no server ran. */
export function keptExit({ folder, request }: Job): ReturnType<typeof readExit> {
  return request.settings.lifetime === 'persistent' ? readExit(folder) : undefined;
}

function endOf(job: Job, { clock }: JobContext, ending: AttemptEnd): JobEnd {
  const isUnready = job.readiness === 'pending';
  const endedAt = keptExit(job)?.at ?? clock.wall();
  return {
    state: nextState(job.state, 'gone'),
    cause: job.cause ?? causeOf(job, ending),
    exitCode: ending.code,
    signal: ending.signal,
    readiness: isUnready ? 'failed' : job.readiness,
    readinessReason: isUnready ? 'it ended before it was ready' : job.readinessReason,
    endedAt,
    endedMono: monotonicAt(endedAt, clock),
  };
}

function causeOf(job: Job, ending: AttemptEnd): Cause {
  if (ending.spawnError !== undefined) return { outcome: 'spawn-error', reason: ending.spawnError };
  if (ending.signal !== undefined) return { outcome: 'signal', reason: describeEnd(ending, job) };
  if (ending.code === undefined) return { outcome: 'lost', reason: describeEnd(ending, job) };
  return { outcome: 'exit-code', reason: ending.code === 0 ? undefined : describeEnd(ending, job) };
}

/** Lets go of a process that has ended. */
export function releaseProcess(job: Job): void {
  job.isStdinOpen = false;
  job.process?.stdin?.destroy();
}

/** How it ended, in a sentence: `it exited with code 1`. */
export function describeEnd(
  { code, signal, spawnError }: AttemptEnd,
  { request, tree }: Pick<Job, 'request' | 'tree'>,
): string {
  if (spawnError !== undefined) return spawnError;
  if (signal !== undefined) return `it was ended by ${signal}`;
  if (code === undefined && tree.isPast) return MACHINE_ENDED;
  if (code === undefined) return 'its launcher is gone, so how it ended is not known';
  const { tty, lifetime } = request.settings;
  const text = `it exited with code ${code}`;
  // `script` and the launcher of a persistent job hand on what a shell makes of a signal: 128 and its number.
  const also = tty || lifetime === 'persistent' ? signalNamed(code - 128) : undefined;
  return also === undefined ? text : `${text}, or was ended by ${also}`;
}

function signalNamed(number: number): string | undefined {
  return Object.entries(constants.signals).find(([, value]) => value === number)?.[0];
}
