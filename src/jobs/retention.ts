import { hasEnded, type Job } from './job.js';
import type { JobTable } from './jobTable.js';
import type { JobLimits } from './jobs.js';
import { removeJobFolder } from './jobFolder.js';

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
  for (const job of [...spare, ...kept.filter(isOld)]) {
    table.remove(job);
    job.log.close();
    removeJobFolder(job.folder.path);
  }
  const oldest = kept.findLast((job) => !isOld(job));
  return oldest === undefined ? undefined : limits.keepFinishedForMs - (now - endOf(oldest));
}

function endOf(job: Job): number {
  return job.endedMono ?? job.startedMono;
}
