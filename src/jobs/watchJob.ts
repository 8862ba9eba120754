import { formatDuration } from '../lib/duration.js';
import { formatSize } from '../lib/size.js';
import { observeOutput, type Job, type JobContext } from './job.js';
import { createLogLimit } from './output/logLimit.js';
import { watchOnce } from './output/watchOnce.js';
import { stopJob, timeoutOrder, type StopOrder } from './stopJob.js';

/** Rhythms of looking at a job, milliseconds. */
const RESTING_MS = 250;
/** Its log has been quiet for so long that the next byte is told by an event, and looks are for what sends none. */
const QUIET_AFTER_MS = 2_000;
const QUIET_MS = 2_000;
const ORDERING_MS = 50;
const ATTENTIVE_MS = 25;
const FLOODED_MS = 25;
/** An idle timeout is noticed to this part of itself, or to a look of a job at rest, whichever is sooner. */
const IDLE_PART = 0.1;
/** How often it is looked whether a log has room: one that grows, and one that does not, since without room it cannot grow. */
const GROWING_ROOM_MS = 250;
const ROOM_MS = 1_000;

/**
 * Looks at a running job again and again: output that grew, its limit, the timeout and the idle timeout. A look at a job
 * that is quiet costs next to nothing.
 * @returns the way to stop, which looks a last time.
 */
export function watchJob(job: Job, context: JobContext): () => void {
  const { settings } = job.request;
  const limit = createLogLimit(job.log, settings.log.maxBytes, () => context.clock.monotonic());
  const idleMs = Math.max(ORDERING_MS, (settings.idleTimeoutMs ?? Infinity) * IDLE_PART);
  let isFlooded = false;
  // One that was taken over may have grown meanwhile.
  let isAbove = true;
  let roomSeenAt = -Infinity;
  /** How far the output had come at the last look; others look at it as well. */
  let seen = job.outputEnd;
  /** Set while the log is quiet and watched: ends that. */
  let unwatch: (() => void) | undefined;
  job.log.onFacts = () => context.records.saveFacts(job);

  function rhythm(): number {
    if (isFlooded) return FLOODED_MS;
    if (job.attention > 0) return ATTENTIVE_MS;
    if (unwatch !== undefined && untilTimeout() > 2 * QUIET_MS) return QUIET_MS;
    // Streams that are kept apart are put in order by how far they have come at each look.
    return settings.log.streams === 'separate' ? ORDERING_MS : Math.min(RESTING_MS, idleMs);
  }

  /** Milliseconds until one of the timeouts is over, if nothing is written until then. */
  function untilTimeout(): number {
    const { timeoutMs = Infinity, idleTimeoutMs = Infinity } = settings;
    const now = context.clock.monotonic();
    return Math.min(timeoutMs - (now - (job.runStartedMono ?? now)), idleTimeoutMs - (now - job.outputGrewAt));
  }

  function watchIfQuiet(now: number): void {
    if (unwatch !== undefined || now - job.outputGrewAt < QUIET_AFTER_MS) return;
    unwatch = watchOnce(logFiles(job), () => {
      unwatch = undefined;
      look();
    });
    // What was written before the watch began sends nothing.
    if (observeOutput(job, context) !== seen) endQuiet();
  }

  function endQuiet(): void {
    unwatch?.();
    unwatch = undefined;
  }

  function look(): void {
    const size = observeOutput(job, context);
    const now = context.clock.monotonic();
    const grown = size - seen;
    seen = size;
    isFlooded = grown > settings.log.maxBytes / 4;
    if (grown === 0) watchIfQuiet(now);
    else endQuiet();
    subscription.setInterval(rhythm());
    if (grown > 0 || isAbove) keepWithin();
    if (now - roomSeenAt >= (grown > 0 ? GROWING_ROOM_MS : ROOM_MS)) {
      roomSeenAt = now;
      job.log.checkRoom();
    }
    if (settings.timeoutMs !== undefined && now - (job.runStartedMono ?? now) >= settings.timeoutMs) {
      end(timeoutOrder(settings.timeoutMs));
    }
    if (settings.idleTimeoutMs !== undefined && now - job.outputGrewAt >= settings.idleTimeoutMs) {
      const reason = `it wrote nothing for ${formatDuration(settings.idleTimeoutMs)}`;
      end({ outcome: 'idle-timeout', reason, by: 'server', force: false });
    }
    // Waits and log probes look at the output themselves.
    if (job.attention > 0 || grown > 0) job.changed.emit();
  }

  function keepWithin(): void {
    const found = limit.check();
    isAbove = found !== 'within';
    if (found !== 'outrun') return;
    const reason = `it wrote faster than its log could be kept within ${formatSize(settings.log.maxBytes)}`;
    end({ outcome: 'log-limit', reason, by: 'server', force: false });
  }

  function end(order: StopOrder): void {
    if (job.state === 'running') void stopJob(job, order, context);
  }

  const subscription = context.ticker.every(rhythm(), look);
  job.onAttention = () => subscription.setInterval(rhythm());
  return () => {
    subscription.stop();
    endQuiet();
    job.onAttention = () => undefined;
    job.log.checkRoom();
    observeOutput(job, context);
    void limit.finish();
  };
}

function logFiles({ folder, request }: Job): readonly string[] {
  return request.settings.log.streams === 'separate' ? [folder.logFile, folder.errorLogFile] : [folder.logFile];
}
