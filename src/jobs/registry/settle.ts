import { monotonicAt } from '../../lib/clock.js';
import type { Job, JobContext } from '../job.js';

/** Shows a job of another server as ended, whose cause is known and whose owner does not write it down. Changes no file. */
export function settle(job: Job, endedAt: number, { clock }: JobContext): void {
  job.endedAt = endedAt;
  job.endedMono = monotonicAt(endedAt, clock);
  job.nextAttemptMono = undefined;
  job.isWaiting = false;
  job.isStdinOpen = false;
  job.state = 'exited';
  job.log.settle();
}
