import { setTimeout as delay } from 'node:timers/promises';
import { formatDuration } from '../../lib/duration.js';
import { compilePattern } from '../../lib/linearPattern.js';
import { tellChange, type Job, type JobContext } from '../job.js';
import type { ResolvedProbe } from '../jobSettings.js';
import { followOutput } from './followOutput.js';
import { createLineMatcher } from './lineMatcher.js';
import { lookAt, notApart, type LogTarget, type PolledTarget } from './lookAt.js';
import { isThisMachine } from './portOwner.js';

/**
 * Watches whether the attempt that runs becomes ready: all probes pass (each within its own time), or one runs out of
 * time. Readiness never ends the job; a stop or the attempt's end ends the watching.
 * @returns the way to end it, which resolves when no look is under way any more.
 */
export function watchReadiness(job: Job, context: JobContext): () => Promise<void> {
  const probes = job.request.settings.ready;
  // One that another server began may be settled already.
  if (probes.length === 0 || job.readiness !== 'pending') return () => Promise.resolve();
  const over = new AbortController();
  const forget = job.changed.listen(() => {
    if (job.state !== 'running') end();
  });

  function end(): void {
    forget();
    over.abort();
  }

  let missing = probes.length;

  function pass(): void {
    missing--;
    if (missing > 0 || job.readiness !== 'pending') return;
    job.lastProbe = undefined;
    settle('ready', undefined);
  }

  function giveUp(reason: string): void {
    if (job.readiness === 'pending') settle('failed', reason);
  }

  function settle(readiness: 'ready' | 'failed', reason: string | undefined): void {
    job.readiness = readiness;
    job.readinessReason = reason;
    end();
    tellChange(job, context);
  }

  async function watch(probe: ResolvedProbe): Promise<void> {
    const result = await (probe.target.kind === 'log'
      ? watchLog(job, context, probe, probe.target, over.signal)
      : poll(job, context, probe, probe.target, over.signal));
    if (over.signal.aborted) return;
    if (result.ok) pass();
    else if (result.why !== undefined) giveUp(result.why);
  }

  const watches = probes.map(watch);
  return async () => {
    end();
    await Promise.all(watches);
  };
}

/** `why` is undefined when the watching ended for another reason. */
type Verdict = { readonly ok: true } | { readonly ok: false; readonly why: string | undefined };

const abandoned: Verdict = { ok: false, why: undefined };

/** A port of this machine at which nobody listens is looked at again this soon, milliseconds: it costs little, and nobody sees it. */
const REFUSED_MS = 50;

function isPortHere(target: PolledTarget): boolean {
  if (target.kind === 'tcp') return isThisMachine(target.host);
  return target.kind === 'http' && URL.canParse(target.url) && isThisMachine(new URL(target.url).hostname);
}

/** Counted from the beginning of the attempt, whoever was there to see it. */
function deadlineOf(job: Job, { clock }: JobContext, { timeoutMs }: ResolvedProbe): number {
  return (job.attempt?.startedMono ?? clock.monotonic()) + timeoutMs;
}

/** One loop: look, wait, look. Never two looks at once, and the first one at once. */
async function poll(
  job: Job,
  context: JobContext,
  probe: ResolvedProbe,
  target: PolledTarget,
  over: AbortSignal,
): Promise<Verdict> {
  const deadline = deadlineOf(job, context, probe);
  const isHere = isPortHere(target);
  let inARow = 0;
  let why: string | undefined;
  for (;;) {
    const left = deadline - context.clock.monotonic();
    if (left <= 0) {
      const found = why ?? 'there was no time to look';
      return { ok: false, why: `not ready within ${formatDuration(probe.timeoutMs)}: ${found}` };
    }
    const attempt = await lookAt(job, context, target, { timeoutMs: Math.min(probe.attemptTimeoutMs, left), over });
    if (over.aborted) return abandoned;
    if (attempt.ok) {
      inARow++;
      if (inARow >= probe.successes) return { ok: true };
    } else {
      inARow = 0;
      // A look that the deadline cut short knows less than the one before it.
      const isCutShort = left < probe.attemptTimeoutMs && context.clock.monotonic() >= deadline;
      why = isCutShort ? (why ?? attempt.why) : attempt.why;
      job.lastProbe = why;
    }
    const isRefused = !attempt.ok && attempt.isRefused === true && isHere;
    const pauseMs = isRefused ? Math.min(REFUSED_MS, probe.intervalMs) : probe.intervalMs;
    try {
      await delay(Math.min(pauseMs, Math.max(0, deadline - context.clock.monotonic())), undefined, {
        signal: over,
      });
    } catch {
      return abandoned;
    }
  }
}

/** Looks through everything that the attempt writes, from its first byte. */
function watchLog(
  job: Job,
  context: JobContext,
  probe: ResolvedProbe,
  { pattern: source, stream }: LogTarget,
  over: AbortSignal,
): Promise<Verdict> {
  const log = job.log.of(stream);
  if (log === undefined) return Promise.resolve({ ok: false, why: notApart(stream) });
  const compiled = compilePattern(source);
  if (!compiled.ok) return Promise.resolve({ ok: false, why: `the pattern \`${source}\` is wrong: ${compiled.error}` });
  const matcher = createLineMatcher(compiled.value);
  job.lastProbe ??= `no line matches \`${source}\` yet`;
  return new Promise((resolve) => {
    const settle = (verdict: Verdict): void => {
      clearTimeout(timer);
      over.removeEventListener('abort', abandon);
      stop();
      resolve(verdict);
    };
    const abandon = (): void => settle(abandoned);
    const timer = setTimeout(
      () =>
        settle({
          ok: false,
          why: `not ready within ${formatDuration(probe.timeoutMs)}: no line matched \`${source}\``,
        }),
      Math.min(Math.max(0, deadlineOf(job, context, probe) - context.clock.monotonic()), 2 ** 31 - 1),
    );
    over.addEventListener('abort', abandon, { once: true });
    const { stop } = followOutput(job, context, log, job.attempt?.outputFrom[stream] ?? 0, {
      async consume(bytes) {
        if ((await matcher.push(bytes)) === undefined) return true;
        settle({ ok: true });
        return false;
      },
      onEnd: abandon,
    });
  });
}
