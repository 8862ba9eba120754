import { setTimeout as delay } from 'node:timers/promises';
import { compilePattern } from '../../lib/linearPattern.js';
import { observeOutput, tellChange, type Job, type JobContext } from '../job.js';
import type { HealthSettings } from '../jobSettings.js';
import { endTree, runStopCommand, stopJob } from '../stopJob.js';
import { failed, passed, type Attempt, type AttemptLimits } from './attempt.js';
import { createLineMatcher } from './lineMatcher.js';
import { lookAt, notApart, type LogTarget } from './lookAt.js';

const SLICE = 64 * 1024;

/**
 * Checks the attempt that runs again and again, once it is ready (or runs, where nothing makes it ready): wait, look,
 * wait. So many failures in a row as the settings say make it unhealthy, and have done what they say.
 * @returns the way to end it, which resolves when no look is under way any more.
 */
export function watchHealth(job: Job, context: JobContext): () => Promise<void> {
  const { health } = job.request.settings;
  return health === undefined ? () => Promise.resolve() : watch(job, context, health);
}

function watch(job: Job, context: JobContext, health: HealthSettings): () => Promise<void> {
  const over = new AbortController();
  let checking: Promise<void> | undefined;
  /** Whoever brings the attempt down has to be done before the next one begins, or it would bring that down as well. */
  let ending: Promise<unknown> | undefined;
  const forget = job.changed.listen(begin);

  function begin(): void {
    if (job.state !== 'running') end();
    else if (job.readiness === 'ready' || job.readiness === 'none') checking ??= check();
  }

  function end(): void {
    forget();
    over.abort();
  }

  async function check(): Promise<void> {
    const look = healthLook(job, context, health);
    // What another server was about to do because of it is done when it fails once more.
    let failures = Math.min(job.healthFailures ?? 0, health.failures - 1);
    while (failures < health.failures) {
      if (!(await pause(health.intervalMs, over.signal))) return;
      const attempt = await look({ timeoutMs: health.attemptTimeoutMs, over: over.signal });
      if (over.signal.aborted) return;
      failures = attempt.ok ? 0 : failures + 1;
      const isOver = failures >= health.failures;
      tell(attempt, failures, isOver ? 'unhealthy' : attempt.ok ? 'healthy' : job.health);
      if (!isOver) continue;
      if (act(attempt.ok ? '' : attempt.why)) return;
      // Reported: one check that passes makes it healthy again, one more that fails changes nothing.
      failures = health.failures - 1;
    }
  }

  function tell(attempt: Attempt, failures: number, now: Job['health']): void {
    const reason = attempt.ok ? undefined : attempt.why;
    const isCounted = failures !== (job.healthFailures ?? 0);
    job.healthFailures = failures;
    if (now === job.health && reason === job.healthReason && !isCounted) return;
    job.health = now;
    job.healthReason = reason;
    tellChange(job, context);
  }

  /** @returns whether the attempt is being ended. */
  function act(why: string): boolean {
    const reason = `its health check failed ${health.failures} times in a row: ${why}`;
    switch (health.onFailure) {
      case 'stop':
        void stopJob(job, { outcome: 'unhealthy', reason, by: 'server', force: false }, context);
        return true;
      case 'restart':
        job.restartAsked = reason;
        // The next server has to know, if this one does not see the end.
        tellChange(job, context);
        ending = runStopCommand(job, context).then(() => endTree(job, context));
        return true;
      case 'report':
        return false;
    }
  }

  begin();
  return async () => {
    end();
    await checking;
    await ending;
  };
}

async function pause(ms: number, over: AbortSignal): Promise<boolean> {
  try {
    await delay(ms, undefined, { signal: over });
    return true;
  } catch {
    return false;
  }
}

type Look = (limits: AttemptLimits) => Promise<Attempt>;

function healthLook(job: Job, context: JobContext, { target }: HealthSettings): Look {
  return target.kind === 'log' ? logLook(job, context, target) : (limits) => lookAt(job, context, target, limits);
}

/** A sign of life in the log: a line that matches among those that came since the last look. */
function logLook(job: Job, context: JobContext, { pattern: source, stream }: LogTarget): Look {
  const log = job.log.of(stream);
  if (log === undefined) return () => Promise.resolve(failed(notApart(stream)));
  const compiled = compilePattern(source);
  if (!compiled.ok) return () => Promise.resolve(failed(`the pattern \`${source}\` is wrong: ${compiled.error}`));
  let position = log.observe().to;
  return async ({ over }) => {
    const matcher = createLineMatcher(compiled.value);
    observeOutput(job, context);
    const end = log.observe().to;
    let isMatched = false;
    position = Math.max(position, log.observe().from);
    while (position < end && !isMatched && !over.aborted) {
      const bytes = await log.read(position, Math.min(SLICE, end - position));
      if (bytes.length === 0) break;
      position += bytes.length;
      isMatched = (await matcher.push(bytes)) !== undefined;
    }
    position = end;
    return isMatched ? passed : failed(`no line since the last check matches \`${source}\``);
  };
}
