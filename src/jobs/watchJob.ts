import { formatDuration } from '../lib/duration.js';
import { formatSize } from '../lib/size.js';
import { observeOutput, type Job, type JobContext } from './job.js';
import { createLogLimit } from './output/logLimit.js';
import { stopJob, timeoutOrder, type StopOrder } from './stopJob.js';

/** Rhythms of looking at a job, milliseconds. */
const RESTING_MS = 250;
const ATTENTIVE_MS = 50;
const FLOODED_MS = 25;

/**
 * Looks at a running job again and again: output that grew, its limit, the timeout and the idle timeout.
 * @returns the way to stop, which looks a last time.
 */
export function watchJob(job: Job, context: JobContext): () => void {
  const { settings } = job.request;
  const limit = createLogLimit(job.log, settings.log.maxBytes, () => context.clock.monotonic());
  let isFlooded = false;
  job.log.onFacts = () => context.save(job);

  function rhythm(): number {
    if (isFlooded) return FLOODED_MS;
    const isAwaited = job.attention > 0 || settings.idleTimeoutMs !== undefined;
    // Streams that are kept apart are put in order by how far they have come at each look.
    return isAwaited || settings.log.streams === 'separate' ? ATTENTIVE_MS : RESTING_MS;
  }

  function look(): void {
    const before = job.outputEnd;
    const size = observeOutput(job, context);
    isFlooded = size - before > settings.log.maxBytes / 4;
    subscription.setInterval(rhythm());
    if (limit.check() === 'outrun') {
      const reason = `it wrote faster than its log could be kept within ${formatSize(settings.log.maxBytes)}`;
      end({ outcome: 'log-limit', reason, by: 'server', force: false });
    }
    job.log.checkRoom();
    const now = context.clock.monotonic();
    if (settings.timeoutMs !== undefined && now - (job.runStartedMono ?? now) >= settings.timeoutMs) {
      end(timeoutOrder(settings.timeoutMs));
    }
    if (settings.idleTimeoutMs !== undefined && now - job.outputGrewAt >= settings.idleTimeoutMs) {
      const reason = `it wrote nothing for ${formatDuration(settings.idleTimeoutMs)}`;
      end({ outcome: 'idle-timeout', reason, by: 'server', force: false });
    }
    // Waits and log probes look at the output themselves.
    if (job.attention > 0 || size !== before) job.changed.emit();
  }

  function end(order: StopOrder): void {
    if (job.state === 'running') void stopJob(job, order, context);
  }

  const subscription = context.ticker.every(rhythm(), look);
  job.onAttention = () => subscription.setInterval(rhythm());
  return () => {
    subscription.stop();
    job.onAttention = () => undefined;
    job.log.checkRoom();
    observeOutput(job, context);
    void limit.finish();
  };
}
