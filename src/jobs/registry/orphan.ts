import { hasEnded, type Job, type JobContext } from '../job.js';
import { readExit } from './exitFile.js';
import { isGone } from './serverId.js';

/** Whether nobody runs the job any more, and it has not been seen to end. */
export function isOrphan(job: Job, { table }: JobContext): boolean {
  return !hasEnded(job) && isGone(job.owner, table);
}

/** Whether the first process of the job is alive. */
export function isLeaderAlive(job: Job, { table }: JobContext): boolean {
  const { leader } = job.tree;
  if (leader === undefined || job.owner.boot !== table.boot) return false;
  const info = table.one(leader.pid);
  return info?.start === leader.start && !info.zombie;
}

/** Shows how a job whose owner is gone stands by now: nobody else writes it down. Changes no file. */
export function settleOrphan(job: Job, context: JobContext): void {
  if (!isOrphan(job, context) || isLeaderAlive(job, context)) return;
  const exit = readExit(job.folder);
  job.exitCode = exit?.code;
  job.cause ??=
    exit === undefined
      ? { outcome: 'lost', reason: 'the server that ran it died' }
      : { outcome: 'exit-code', reason: exit.code === 0 ? undefined : `it exited with code ${exit.code}` };
  job.endedAt = exit?.at ?? context.clock.wall();
  job.endedMono = job.startedMono + Math.max(0, job.endedAt - job.startedAt);
  job.isStdinOpen = false;
  job.state = 'exited';
}
