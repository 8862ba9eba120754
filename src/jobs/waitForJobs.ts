import { compilePattern, type LinearPattern } from '../lib/linearPattern.js';
import { err, ok, type Result } from '../lib/result.js';
import { hasEnded, observeOutput, payAttention, type Job, type JobContext } from './job.js';
import type { JobTable } from './jobTable.js';
import type { WaitCondition, WaitError, WaitReason, WaitRequest, WaitResult } from './jobs.js';
import { cursorJob } from './output/cursor.js';
import { lineBefore } from './output/lineStart.js';
import { followOutput } from './probes/followOutput.js';
import { createLineMatcher } from './probes/lineMatcher.js';
import { outputFrom, positionOf, streamView, type StreamView } from './readOutput.js';
import { jobDetails } from './view.js';
import { waitingForInput } from './waitingForInput.js';

/** Output that a wait brings along, bytes at most. */
const OUTPUT_BYTES = 16 * 1024;
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;
/** So much longer a wait may take that began with much to look at, milliseconds. */
const LAST_LOOK_MS = 1_000;

/** Why the wait for one job is over. */
interface Met {
  readonly job: Job;
  readonly returned: WaitReason;
  readonly matched: string | undefined;
}

/**
 * Waits until jobs meet a condition or no longer can; never longer than asked, and never ends a job.
 * @param shutdown is aborted when this server has stopped its jobs: what is waited for still, it will not see any more.
 */
export async function waitForJobs(
  table: JobTable,
  context: JobContext,
  request: WaitRequest,
  shutdown: AbortSignal,
): Promise<Result<WaitResult, WaitError>> {
  const jobs: Job[] = [];
  for (const ref of request.jobs) {
    const job = table.find(ref);
    if (!job.ok) return job;
    if (!jobs.includes(job.value)) jobs.push(job.value);
  }
  const [first] = jobs;
  if (first === undefined) return err({ code: 'unknown-job', ref: '', known: table.all().map((job) => job.id) });
  const starts = startPositions(jobs, request);
  if (!starts.ok) return starts;
  const pattern = conditionPattern(request.until);
  if (!pattern.ok) return pattern;

  const startOf = (job: Job): Start =>
    starts.value.get(job) ?? { view: { stream: 'merged', log: job.log }, position: 0 };
  const ends = [shutdown, ...(request.signal === undefined ? [] : [request.signal])];
  const met = await firstOrAll(jobs, request, ends, (job, settle) =>
    watchCondition(job, context, request.until, pattern.value, startOf(job), settle),
  );
  // Where nothing ended the wait, the job whose cursor was given is the one to read on.
  const ended = met?.job ?? ownerOf(jobs, request.cursor) ?? first;
  const waiting = waitingForInput(jobs, context);
  return ok({
    returned: met?.returned ?? (ends.some(({ aborted }) => aborted) ? 'cancelled' : 'timeout'),
    jobs: jobs.map((job) => jobDetails(job, context, waiting)),
    job: ended.id,
    output: await outputFrom(ended, startOf(ended).position, OUTPUT_BYTES, startOf(ended).view),
    matched: met?.matched,
  });
}

/** Where a wait begins to look. */
interface Start {
  readonly view: StreamView;
  readonly position: number;
}

function startPositions(
  jobs: readonly Job[],
  { stream = 'merged', cursor }: Pick<WaitRequest, 'stream' | 'cursor'>,
): Result<ReadonlyMap<Job, Start>, WaitError> {
  const starts = new Map<Job, Start>();
  const owner = cursor === undefined ? undefined : (ownerOf(jobs, cursor) ?? jobs[0]);
  for (const job of jobs) {
    const view = streamView(job, stream);
    if (!view.ok) return view;
    const position =
      job === owner && cursor !== undefined ? positionOf(job, view.value, cursor) : ok(view.value.log.observe().to);
    if (!position.ok) return position;
    starts.set(job, { view: view.value, position: position.value });
  }
  return ok(starts);
}

/** The job that a cursor belongs to. */
function ownerOf(jobs: readonly Job[], cursor: string | undefined): Job | undefined {
  return cursor === undefined ? undefined : jobs.find((job) => job.id === cursorJob(cursor));
}

function conditionPattern(until: WaitCondition): Result<LinearPattern | undefined, WaitError> {
  if (until.kind !== 'output') return ok(undefined);
  const compiled = compilePattern(until.pattern);
  return compiled.ok ? compiled : err({ code: 'bad-pattern', pattern: until.pattern, why: compiled.error });
}

type Settle = (returned: WaitReason, matched?: string) => void;

interface Watch {
  readonly stop: () => void;
  /** Resolves when what was there at first has been looked at. */
  readonly caughtUp: Promise<void>;
}

/** Runs one watch a job. @returns what ended the wait, or undefined when time or patience ran out. */
function firstOrAll(
  jobs: readonly Job[],
  request: WaitRequest,
  ends: readonly AbortSignal[],
  watch: (job: Job, settle: Settle) => Watch,
): Promise<Met | undefined> {
  return new Promise((resolve) => {
    const watches: Watch[] = [];
    let lastTimer: NodeJS.Timeout | undefined;
    const met = new Map<Job, Met>();
    const timeoutMs = Math.min(Math.max(0, request.timeoutMs), LONGEST_TIMEOUT_MS);

    function finish(result: Met | undefined): void {
      clearTimeout(timer);
      clearTimeout(lastTimer);
      for (const signal of ends) signal.removeEventListener('abort', cancel);
      for (const { stop } of watches) stop();
      resolve(result);
    }

    function settle(job: Job, returned: WaitReason, matched: string | undefined): void {
      if (met.has(job)) return;
      met.set(job, { job, returned, matched });
      if (request.mode === 'any' || met.size === jobs.length) finish(decisive([...met.values()], request.until));
    }

    const cancel = (): void => finish(undefined);
    // What was there when the wait began counts, however short it is.
    const timer = setTimeout(() => {
      lastTimer = setTimeout(cancel, LAST_LOOK_MS);
      void Promise.all(watches.map(({ caughtUp }) => caughtUp)).then(cancel);
    }, timeoutMs);
    for (const signal of ends) signal.addEventListener('abort', cancel, { once: true });
    for (const job of jobs) watches.push(watch(job, (returned, matched) => settle(job, returned, matched)));
    if (ends.some(({ aborted }) => aborted)) cancel();
  });
}

/** Of several, the first that did not get what was waited for; else the last that did. */
function decisive(met: readonly Met[], until: WaitCondition): Met | undefined {
  return met.find((entry) => entry.returned !== until.kind) ?? met.at(-1);
}

/** Calls `settle` once, never at once, when the job meets the condition or can no longer. */
function watchCondition(
  job: Job,
  context: JobContext,
  until: WaitCondition,
  pattern: LinearPattern | undefined,
  { view, position }: Start,
  settle: Settle,
): Watch {
  if (until.kind === 'output' && pattern !== undefined) {
    const matcher = createLineMatcher(pattern, job.masks);
    let hasBegun = false;
    return followOutput(job, context, view.log, position, {
      async consume(bytes) {
        if (!hasBegun) matcher.begin(await lineBefore(view.log, position));
        hasBegun = true;
        const line = await matcher.push(bytes);
        if (line !== undefined) settle('output', line);
        return line === undefined;
      },
      onEnd() {
        const line = matcher.finish();
        if (line === undefined) settle('exited');
        else settle('output', line);
      },
    });
  }
  const release = until.kind === 'idle' ? payAttention(job) : () => undefined;
  const look = (): void => {
    const reason = reasonNow(job, context, until);
    if (reason !== undefined) settle(reason);
  };
  const forget = job.changed.listen(look);
  queueMicrotask(look);
  return {
    stop: () => {
      release();
      forget();
    },
    caughtUp: Promise.resolve(),
  };
}

function reasonNow(job: Job, context: JobContext, until: WaitCondition): WaitReason | undefined {
  if (hasEnded(job)) return until.kind === 'ready' && job.readiness === 'ready' ? 'ready' : 'exited';
  switch (until.kind) {
    case 'ready':
      if (job.readiness === 'ready') return 'ready';
      // Without probes there is nothing that could make it ready, except that it does not run yet.
      return job.readiness === 'failed' || (job.readiness === 'none' && job.state !== 'starting')
        ? 'not-ready'
        : undefined;
    case 'idle':
      observeOutput(job, context);
      return context.clock.monotonic() - job.outputGrewAt >= until.quietMs ? 'idle' : undefined;
    case 'exited':
    case 'output':
      return undefined;
  }
}
