import { constants } from 'node:os';
import { moveJob, setCause, type Job, type JobContext } from './job.js';
import { releaseTree } from './process/tree.js';
import { readExit } from './registry/exitFile.js';
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

/** Ends the job for good: its main process is gone, or there never was one. */
export function endJob(job: Job, context: JobContext, ending: AttemptEnd): void {
  job.exitCode = ending.code;
  job.signal = ending.signal;
  if (ending.spawnError !== undefined) setCause(job, 'spawn-error', ending.spawnError);
  else if (ending.signal !== undefined) setCause(job, 'signal', describeEnd(ending, job));
  else if (ending.code === undefined) setCause(job, 'lost', 'its launcher is gone, so how it ended is not known');
  else setCause(job, 'exit-code', ending.code === 0 ? undefined : describeEnd(ending, job));
  if (job.readiness === 'pending') {
    job.readiness = 'failed';
    job.readinessReason = 'it ended before it was ready';
  }
  const now = context.clock.wall();
  // It may have ended while no server ran.
  job.endedAt = (job.request.settings.lifetime === 'persistent' ? readExit(job.folder)?.at : undefined) ?? now;
  job.endedMono = context.clock.monotonic() - Math.max(0, now - job.endedAt);
  job.nextAttemptMono = undefined;
  releaseProcess(job);
  // Finished jobs are kept: these are most of what one takes in memory.
  job.process = undefined;
  job.env = {};
  if (job.tree.leader === undefined) {
    job.isTreeGone = true;
    void releaseTree(job.tree);
  } else if (job.stopping === undefined) noteLeftovers(job, context);
  moveJob(job, 'gone', context);
  job.log.settle();
}

/** Lets go of a process that has ended. */
export function releaseProcess(job: Job): void {
  job.isStdinOpen = false;
  job.process?.stdin?.destroy();
}

/** How it ended, in a sentence: `it exited with code 1`. */
export function describeEnd({ code, signal, spawnError }: AttemptEnd, { request }: Pick<Job, 'request'>): string {
  if (spawnError !== undefined) return spawnError;
  if (signal !== undefined) return `it was ended by ${signal}`;
  const { tty, lifetime } = request.settings;
  const text = `it exited with code ${code ?? -1}`;
  // `script` and the launcher of a persistent job hand on what a shell makes of a signal: 128 and its number.
  const also = tty || lifetime === 'persistent' ? signalNamed((code ?? 0) - 128) : undefined;
  return also === undefined ? text : `${text}, or was ended by ${also}`;
}

function signalNamed(number: number): string | undefined {
  return Object.entries(constants.signals).find(([, value]) => value === number)?.[0];
}
