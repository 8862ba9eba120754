import { formatDuration } from '../lib/duration.js';
import { withPatience } from '../lib/withPatience.js';
import { hasEnded, moveJob, setCause, tellChange, type Attempt, type Job, type JobContext } from './job.js';
import { helperTrouble, runHelper } from './helper.js';
import type { Outcome } from './jobView.js';
import { isProgramAlive } from './outlived.js';
import type { Actor } from './startRequest.js';
import type { ProcessInfo, ProcessTable } from './process/processTable.js';
import { findTree, releaseTree } from './process/tree.js';
import { stopTree } from './process/stopTree.js';
import { survivorView } from './process/survivor.js';
import { canMove } from './stateTable.js';

/** How long SIGKILL is repeated; what is left then is named. */
export const KILL_MS = 5_000;

export interface StopOrder {
  readonly outcome: Outcome;
  readonly reason: string | undefined;
  readonly by: Actor;
  readonly force: boolean;
}

/** What the end of the run's time means for the job. */
export function timeoutOrder(timeoutMs: number): StopOrder {
  const reason = `it ran longer than its timeout of ${formatDuration(timeoutMs)}`;
  return { outcome: 'timeout', reason, by: 'server', force: false };
}

/**
 * Ends a job, or what is left of the tree of one that has ended. A second order joins the first one;
 * with `force` it ends the grace. Resolves when the tree is gone or its survivors are known.
 */
export function stopJob(job: Job, order: StopOrder, context: JobContext): Promise<void> {
  if (!hasEnded(job) && job.unsavedEnd === undefined) {
    setCause(job, order.outcome, order.reason);
    job.stoppedBy ??= order.by;
    if (canMove(job.state, 'stop-asked')) moveJob(job, 'stop-asked', context);
  }
  if (order.force) {
    job.isHurried = true;
    job.changed.emit();
  }
  job.stopping ??= bringDown(job, context).finally(() => {
    job.stopping = undefined;
    job.isHurried = false;
  });
  return job.stopping;
}

async function bringDown(job: Job, context: JobContext): Promise<void> {
  // What it left running is still there to be ended.
  if (job.unsavedEnd !== undefined) await whenEnded(job);
  // Not spawned yet: whoever is about to spawn sees the state and does not.
  if (job.process === undefined && !hasEnded(job)) return whenEnded(job);
  if (job.isTreeGone) return;
  if (!hasEnded(job)) await runStopCommand(job, context);
  const main = job.process;
  const left = (await endTree(job, context)).map(({ pid }) => pid);
  const leader = job.tree.leader?.pid;
  if (leader !== undefined && !left.includes(leader) && !(await isNoticed(main))) left.push(leader);
  job.survivors = left.map((pid) => survivorView(pid, context.table));
  if (leader === undefined || !left.includes(leader)) await whenEnded(job);
  job.isTreeGone = left.length === 0;
  tellChange(job, context);
}

/** Whether the end of a main process that is dead is noticed, as it is in a moment: unless a debugger holds what is left of it. */
async function isNoticed(main: Job['process']): Promise<boolean> {
  return main === undefined || (await withPatience(main.ended, KILL_MS)) !== undefined;
}

/** Signal, grace, SIGKILL. @returns what would not go. */
export function endTree(job: Job, context: JobContext): Promise<readonly ProcessInfo[]> {
  const { signal, graceMs } = job.request.settings.stop;
  return stopTree(job.tree, context.table, {
    signal,
    graceMs,
    killMs: KILL_MS,
    quietRounds: 1,
    isHurried: () => job.isHurried,
  });
}

/** What was run before the signal, for each attempt that is being ended: whoever asks as well waits for the same. */
const commands = new WeakMap<Attempt, Promise<void>>();

/** Runs what the profile wants to be run before the signal, once; the grace is its bound, and force or the job's end its end. */
export function runStopCommand(job: Job, context: JobContext): Promise<void> {
  const { attempt } = job;
  if (attempt === undefined) return Promise.resolve();
  const running = commands.get(attempt) ?? runOnce(job, context);
  commands.set(attempt, running);
  return running;
}

async function runOnce(job: Job, context: JobContext): Promise<void> {
  const { command, graceMs } = job.request.settings.stop;
  if (command === undefined || job.isHurried) return;
  // Looked at before anything goes, since links to orphans vanish with their parents.
  const members = findTree(job.tree, context.table);
  // Ended by itself, or by somebody else, and not noticed yet.
  if (!members.some((info) => info.pid === job.tree.leader?.pid) && !isProgramAlive(job, context.table)) return;
  const over = new AbortController();
  const forget = job.changed.listen(() => {
    if (job.isHurried || hasEnded(job)) over.abort();
  });
  const end = await runHelper(job, context, command, { timeoutMs: graceMs, over: over.signal });
  forget();
  const trouble = over.signal.aborted ? undefined : helperTrouble(end);
  job.stopNote = trouble === undefined ? undefined : `\`stop.command\` ${trouble}`;
}

/** Resolves when the job has ended. */
export function whenEnded(job: Job): Promise<void> {
  return new Promise((resolve) => {
    if (hasEnded(job)) {
      resolve();
      return;
    }
    const forget = job.changed.listen(() => {
      if (!hasEnded(job)) return;
      forget();
      resolve();
    });
  });
}

/** Looks at what a job left behind when its main process ended by itself, and remembers it for the stop that comes. */
export function noteLeftovers(job: Job, table: ProcessTable): void {
  const left = findTree(job.tree, table);
  job.survivors = left.map((info) => survivorView(info.pid, table));
  job.isTreeGone = left.length === 0;
  if (job.isTreeGone) void releaseTree(job.tree);
}
