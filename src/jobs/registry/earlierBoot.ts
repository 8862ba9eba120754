import { monotonicAt } from '../../lib/clock.js';
import type { JobContext } from '../job.js';
import type { JobRecord } from './jobRecord.js';
import { isOfEarlierBoot } from './serverId.js';

/**
 * When the job began, milliseconds on the monotonic clock of this boot of the machine. One of an earlier boot began when the wall
 * clock says that it did.
 */
export function startedOnThisBoot(record: JobRecord, { clock, table }: JobContext): number {
  const { owner, startedAt, startedMono } = record;
  return isOfEarlierBoot(owner, table) ? monotonicAt(startedAt, clock) : startedMono;
}

/** The record's monotonic times as those of a job that began at `startedMono`: each keeps its distance from the beginning. */
export function timesFrom(
  startedMono: number,
  { startedMono: recorded, attempt, progress }: JobRecord,
): Pick<JobRecord, 'attempt' | 'progress'> {
  const shiftMs = startedMono - recorded;
  const moved = (time: number | undefined): number | undefined => (time === undefined ? undefined : time + shiftMs);
  return {
    ...(attempt === undefined ? {} : { attempt: { ...attempt, startedMono: attempt.startedMono + shiftMs } }),
    progress: {
      ...progress,
      runStartedMono: moved(progress.runStartedMono),
      nextAttemptMono: moved(progress.nextAttemptMono),
      endedMono: moved(progress.endedMono),
    },
  };
}
