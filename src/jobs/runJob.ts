import { setTimeout as delay } from 'node:timers/promises';
import { describeEnd, endJob, neverStarted, releaseProcess, type AttemptEnd } from './endJob.js';
import { moveJob, setCause, tellChange, type Job, type JobContext } from './job.js';
import type { Prerequisite } from './startRequest.js';
import { judgeEnd } from './judgeEnd.js';
import { runAttempt } from './runAttempt.js';
import { endTree, stopJob, timeoutOrder, type StopOrder } from './stopJob.js';
import { followAdopted } from './registry/followAdopted.js';
import { heedRequestsFor } from './registry/heedStopRequests.js';
import { neverBegan } from './registry/orphan.js';

/** What a job needs besides itself. */
export interface RunOptions {
  /** Asked after the prerequisite was met: what has come in the way meanwhile. */
  readonly obstacle: () => string | undefined;
}

/**
 * Runs a job from its prerequisite to its end, through as many attempts as its settings allow. Without a prerequisite
 * nothing is awaited before the first spawn. That its program cannot be executed is an outcome, as every other end is.
 */
export async function runJob(job: Job, context: JobContext, options: RunOptions): Promise<void> {
  const { prerequisite } = job;
  if (prerequisite !== undefined) {
    const ending = await awaitPrerequisite(job, context, prerequisite, options);
    if (ending !== undefined) {
      return endJob(job, context, ending);
    }
  }
  await runAttempts(job, context, runAttempt(job, context));
}

/** Goes on with a persistent job that another server started, from wherever it stood when that server ended. */
export async function resumeJob(job: Job, context: JobContext): Promise<void> {
  if (job.isWaiting) {
    job.isWaiting = false;
    heedRequestsFor(job, context);
    setCause(job, 'lost', `the server ended while the job waited for ${job.prerequisite?.what ?? 'others'}`);
    return endJob(job, context, neverStarted);
  }
  const next = job.nextAttemptMono;
  if (next === undefined) {
    const attempts = runAttempts(job, context, resumeAttempt(job, context));
    if (job.state === 'stopping') void stopJob(job, stopUnderWay(job), context);
    return attempts;
  }
  if (job.state !== 'stopping' && (await backOff(job, context, Math.max(0, next - context.clock.monotonic())))) {
    return runAttempts(job, context, runAttempt(job, context));
  }
  return endJob(job, context, neverStarted);
}

/** Goes on with an attempt of the server that is gone, or makes it when that died before. */
async function resumeAttempt(job: Job, context: JobContext): Promise<AttemptEnd> {
  if (!neverBegan(job, context)) {
    const ending = await followAdopted(job, context);
    // Its launcher may just have been about to find that out.
    if (!neverBegan(job, context)) return ending;
  }
  heedRequestsFor(job, context);
  if (isToBeginAnew(job, context)) return runAttempt(job, context);
  setCause(job, 'lost', 'its server died before its program was run');
  return neverStarted;
}

/** Whether the attempt that its last server was about to make is made now. It never ran, so that this is no restart. */
export function isToBeginAnew(job: Job, context: JobContext): boolean {
  const isKept = job.request.settings.restart !== undefined && job.approved !== undefined;
  return isKept && job.cause === undefined && job.state !== 'stopping' && neverBegan(job, context);
}

function stopUnderWay({ cause, stoppedBy }: Job): StopOrder {
  return { outcome: cause?.outcome ?? 'stopped', reason: cause?.reason, by: stoppedBy ?? 'server', force: false };
}

/** From an attempt that runs to the end of the last one. */
async function runAttempts(job: Job, context: JobContext, first: Promise<AttemptEnd>): Promise<void> {
  for (let attempt = first; ; attempt = runAttempt(job, context)) {
    const ending = await attempt;
    heedRequestsFor(job, context);
    const pauseMs = pauseBeforeRestart(job, context, ending);
    if (pauseMs === undefined || !(await backOff(job, context, pauseMs))) {
      return endJob(job, context, ending);
    }
  }
}

/** @returns how the job ends without having run, or undefined when it may run. */
async function awaitPrerequisite(
  job: Job,
  context: JobContext,
  prerequisite: Prerequisite,
  options: RunOptions,
): Promise<AttemptEnd | undefined> {
  const stopped = whenLeaving(job, 'starting');
  job.isWaiting = true;
  tellChange(job, context);
  const met = await Promise.race([prerequisite.meet(stopped.signal), stopped.happened]);
  stopped.forget();
  job.isWaiting = false;
  heedRequestsFor(job, context);
  if (met === undefined || job.state !== 'starting') return neverStarted;
  if (!met.ok) {
    setCause(job, 'dependency-failed', met.error);
    return neverStarted;
  }
  const obstacle = options.obstacle();
  return obstacle === undefined ? undefined : { ...neverStarted, spawnError: obstacle };
}

/** @returns how long to wait before another attempt, milliseconds; undefined when there is to be none. */
function pauseBeforeRestart(job: Job, context: JobContext, ending: AttemptEnd): number | undefined {
  const judgement = judgeEnd(job, ending, context);
  switch (judgement.kind) {
    case 'final':
      return undefined;
    case 'exhausted':
      setCause(job, 'crash-loop', judgement.reason);
      return undefined;
    case 'again':
      break;
  }
  // Another server started it, and the policy cannot approve the same again.
  if (job.approved === undefined) {
    const reason = `${describeEnd(ending, job)}; it was not started again, since its profile is another now`;
    setCause(job, ending.signal === undefined ? 'exit-code' : 'signal', reason);
    return undefined;
  }
  job.restartsInARow = judgement.inARow;
  job.restarts++;
  job.restartReason = judgement.why;
  return judgement.pauseMs;
}

/**
 * Clears away what the last attempt left running, and waits. The job is `starting` meanwhile.
 * @returns false when a stop or the timeout came first.
 */
async function backOff(job: Job, context: JobContext, pauseMs: number): Promise<boolean> {
  releaseProcess(job);
  job.process = undefined;
  const next = context.clock.monotonic() + pauseMs;
  job.nextAttemptMono = next;
  job.readiness = job.request.settings.ready.length === 0 ? 'none' : 'pending';
  job.readinessReason = undefined;
  job.lastProbe = undefined;
  job.health = 'unknown';
  job.healthReason = undefined;
  job.healthFailures = undefined;
  const stopped = whenLeaving(job, 'starting');
  moveJob(job, 'to-restart', context);
  const left = await endTree(job, context);
  if (left.length === 0) {
    job.tree.leader = undefined;
    job.tree.seen.clear();
  }
  await Promise.race([stopped.happened, untilNext(job, context, next, stopped.signal)]);
  stopped.forget();
  // That the next attempt was begun is on the disk before its program runs; behind another writing it would come later.
  await context.records.saved(job);
  heedRequestsFor(job, context);
  return job.state === 'starting';
}

/** Waits for the next attempt, or for the timeout of the whole run, which ends the job. */
async function untilNext(job: Job, context: JobContext, next: number, over: AbortSignal): Promise<void> {
  const { timeoutMs } = job.request.settings;
  const runEnd = timeoutMs === undefined ? Infinity : (job.runStartedMono ?? 0) + timeoutMs;
  const wait = Math.max(0, Math.min(next, runEnd) - context.clock.monotonic());
  try {
    await delay(Math.min(wait, 2 ** 31 - 1), undefined, { signal: over });
  } catch {
    return;
  }
  if (timeoutMs !== undefined && runEnd <= next) void stopJob(job, timeoutOrder(timeoutMs), context);
}

/** Tells when the job leaves a state: in these, when a stop was asked for. */
function whenLeaving(
  job: Job,
  state: Job['state'],
): { readonly signal: AbortSignal; readonly happened: Promise<undefined>; readonly forget: () => void } {
  const controller = new AbortController();
  let forget: () => void = () => undefined;
  const happened = new Promise<undefined>((resolve) => {
    forget = job.changed.listen(() => {
      if (job.state === state) return;
      controller.abort();
      resolve(undefined);
    });
  });
  return { signal: controller.signal, happened, forget: () => forget() };
}
