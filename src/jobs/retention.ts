import { hasEnded, type Job } from './job.js';
import type { JobTable } from './jobTable.js';
import type { JobLimits } from './jobs.js';
import { removeJobFolder } from './jobFolder.js';

/** Finished jobs are read right after their end, and kept for so long in any case, milliseconds. */
export const LEAST_KEPT_MS = 1_000;

/** Forgets finished jobs that are too many or too old, and removes their folders. @returns milliseconds until the next is too old. */
export function forgetFinished(
  table: JobTable,
  jobs: readonly Job[],
  limits: JobLimits,
  now: number,
): number | undefined {
  // What a job left running has to stay known until it is stopped.
  const finished = jobs.filter((job) => hasEnded(job) && job.isTreeGone && job.stopping === undefined);
  finished.sort((a, b) => endOf(b) - endOf(a));
  const [kept, spare] = [finished.slice(0, limits.keepFinished), finished.slice(limits.keepFinished)];
  const isOld = (job: Job): boolean => now - endOf(job) >= limits.keepFinishedForMs;
  const leaving = [...spare, ...kept.filter(isOld)];
  const isFresh = (job: Job): boolean => now - endOf(job) < LEAST_KEPT_MS;
  for (const job of leaving) {
    if (isFresh(job)) continue;
    table.remove(job);
    job.log.close();
    removeJobFolder(job.folder.path);
  }
  if (leaving.some(isFresh)) return LEAST_KEPT_MS;
  const oldest = kept.findLast((job) => !isOld(job));
  return oldest === undefined ? undefined : limits.keepFinishedForMs - (now - endOf(oldest));
}

function endOf(job: Job): number {
  return job.endedMono ?? job.startedMono;
}
