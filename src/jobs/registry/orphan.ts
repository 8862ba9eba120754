import { readLaunch } from '../launchFile.js';
import { hasEnded, type Job, type JobContext } from '../job.js';
import { isProgramAlive } from '../outlived.js';
import { judgeEnd, type Judgement } from '../judgeEnd.js';
import { readExit } from './exitFile.js';
import { learnLeader } from './recordedTree.js';
import { isGone, whyLost } from './serverId.js';
import { settle } from './settle.js';
import type { AskedStop } from './stopRequests.js';

/** Whether nobody runs the job any more, and it has not been seen to end. */
export function isOrphan(job: Job, { table }: JobContext): boolean {
  return !hasEnded(job) && isGone(job.owner, table);
}

/** Whether it is a session job of a server that is gone: nobody takes such a one over, and it is brought down by whoever finds it. */
export function isLeftBehind({ owner, request }: Job, { table }: JobContext): boolean {
  return request.settings.lifetime !== 'persistent' && isGone(owner, table);
}

/** Whether the job runs: its first process, or the program of a persistent job whose launcher was killed. */
export function isRunning(job: Job, context: JobContext): boolean {
  return isLeaderAlive(job, context) || isProgramAlive(job, context.table);
}

/**
 * Whether the first process of the job is alive. Its owner may have been killed before it could write down which that is, so that
 * the launcher's own line counts as well. The launcher writes that and only then looks for its parent: where there is none
 * once the owner was seen to be gone, the program will not be run.
 */
function isLeaderAlive(job: Job, { table }: JobContext): boolean {
  const { tree, folder } = job;
  const leader = tree.leader ?? learnLeader(tree, folder, table);
  if (leader === undefined) return false;
  const info = table.one(leader.pid);
  return info?.start === leader.start && !info.zombie;
}

/**
 * Whether its server died when it had begun to start it and before its program was run: its launcher never came up, or found that its
 * parent was gone.
 */
export function neverBegan(job: Job, context: JobContext): boolean {
  const { folder, tree } = job;
  if (job.isWaiting || job.nextAttemptMono !== undefined || isRunning(job, context)) return false;
  // It may have run: nobody knows by now.
  if (tree.isPast) return false;
  return readExit(folder) === undefined && (tree.leader === undefined || readLaunch(folder)?.mark.kind === 'orphan');
}

/** Whether it has no process just now, and its next server starts one: it waits for its next attempt. */
export function isToGoOn({ nextAttemptMono, request }: Job): boolean {
  return nextAttemptMono !== undefined && request.settings.lifetime === 'persistent';
}

/**
 * Shows how a job whose owner is gone stands by now: nobody else writes it down. Changes no file.
 * @param asked the stop that it was asked for and did not hear of, read before it was seen that the record is the last one.
 */
export function settleOrphan(job: Job, context: JobContext, asked: AskedStop | undefined): void {
  if (!isOrphan(job, context) || isToGoOn(job) || isRunning(job, context)) return;
  if (asked !== undefined) noteStop(job, asked);
  const exit = readExit(job.folder);
  const judgement = judge(job, exit?.code, context);
  if (judgement.kind === 'again') {
    // By its next server.
    job.state = 'starting';
    return;
  }
  job.exitCode = exit?.code;
  if (judgement.kind === 'exhausted') job.cause = { outcome: 'crash-loop', reason: judgement.reason };
  job.cause ??=
    exit === undefined
      ? { outcome: 'lost', reason: whyLost(job.owner, context.table) }
      : { outcome: 'exit-code', reason: exit.code === 0 ? undefined : `it exited with code ${exit.code}` };
  settle(job, exit?.at ?? context.clock.wall(), context);
}

/**
 * Shows a job as stopped that is gone while its owner hangs and has not heard that it was to be stopped: that is what the owner
 * makes of it when it wakes. Changes no file.
 */
export function settleUnheeded(job: Job, context: JobContext, asked: AskedStop): void {
  if (hasEnded(job) || job.tree.leader === undefined || isRunning(job, context)) return;
  noteStop(job, asked);
  settle(job, context.clock.wall(), context);
}

function noteStop(job: Job, asked: AskedStop): void {
  if (job.cause !== undefined) return;
  job.cause = { outcome: 'stopped', reason: undefined };
  job.stoppedBy = asked.by;
}

/** A job that goes with its server is not started again. */
function judge(job: Job, code: number | undefined, context: JobContext): Judgement {
  if (job.request.settings.lifetime !== 'persistent') return { kind: 'final' };
  return judgeEnd(job, { code, signal: undefined, spawnError: undefined }, context);
}
