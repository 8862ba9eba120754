import type { OutputLog } from '../output/outputLog.js';
import { payAttention, observeOutput, hasEnded, type Job, type JobContext } from '../job.js';

/** A job's output that is being handed on. */
export interface Following {
  readonly stop: () => void;
  /** Resolves when what was there at first has been handed on. */
  readonly caughtUp: Promise<void>;
}

/** Small enough for a pattern that takes long to hold up nothing else. */
const SLICE = 64 * 1024;

/**
 * Hands on a job's output, or one stream of it, from a position, piece by piece as it comes, until `consume` returns false, the job has ended
 * and all was handed on, or the returned function is called. What was dropped before it could be read is skipped.
 * @param onEnd called once when the job has ended and everything was handed on.
 */
export function followOutput(
  job: Job,
  context: JobContext,
  log: OutputLog,
  from: number,
  handlers: { readonly consume: (bytes: Buffer) => Promise<boolean>; readonly onEnd: () => void },
): Following {
  let position = from;
  let caughtUp: () => void = () => undefined;
  const first = new Promise<void>((resolve) => (caughtUp = resolve));
  let isReading = false;
  let isOver = false;
  const release = payAttention(job);
  const forget = job.changed.listen(() => void read());

  function stop(): void {
    if (isOver) return;
    isOver = true;
    release();
    forget();
  }

  async function read(): Promise<void> {
    if (isReading || isOver) return;
    isReading = true;
    try {
      for (;;) {
        const wasEnded = hasEnded(job);
        observeOutput(job, context);
        const extent = log.observe();
        position = Math.max(position, extent.from);
        if (position >= extent.to) {
          if (wasEnded) finish();
          return;
        }
        const bytes = await log.read(position, Math.min(SLICE, extent.to - position));
        // Stopped while we read.
        if (isStopped()) return;
        // What was dropped meanwhile was read as zeros.
        if (log.observe().from > position) continue;
        if (bytes.length === 0) {
          if (wasEnded) finish();
          return;
        }
        position += bytes.length;
        if (!(await handlers.consume(bytes))) stop();
        if (isStopped()) return;
      }
    } finally {
      isReading = false;
      caughtUp();
    }
  }

  function isStopped(): boolean {
    return isOver;
  }

  function finish(): void {
    stop();
    handlers.onEnd();
  }

  // Later, so that the caller has the way to stop before a handler is called.
  queueMicrotask(() => void read());
  return { stop, caughtUp: first };
}
