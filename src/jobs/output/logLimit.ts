import type { JobLog } from './jobLog.js';

/** Keeps a log within its limit, as far as the job lets it. */
export interface LogLimit {
  /**
   * Looks at the log and has its oldest part dropped where needed. `above`: something is to be dropped still, look again
   * even if nothing comes. `outrun`: the job has to be stopped.
   */
  check(): 'within' | 'above' | 'outrun';
  /** Drops what is too much for the last time: the job has ended. */
  finish(): Promise<void>;
}

/** What is left after dropping, as a part of the limit, so that it is not done for every line. */
const KEEP = 0.75;
/** A job may be so far above its limit for so long: on a busy machine a burst is caught up with slowly. */
const OUTRUN_FACTOR = 4;
const OUTRUN_MS = 10_000;
/** And never further than this, bytes. */
const FARTHEST = 1024 ** 3;

/** Has the oldest part of a log dropped, of all its streams together, when it is larger than its limit. */
export function createLogLimit(log: JobLog, maxBytes: number, now: () => number): LogLimit {
  let dropping: Promise<void> | undefined;
  let canDrop = true;
  let aboveSince: number | undefined;

  function trim(): void {
    const { from, to } = log.observe();
    if (to - from <= maxBytes || dropping !== undefined) return;
    dropping = drop(to - Math.floor(maxBytes * KEEP)).finally(() => (dropping = undefined));
  }

  function isAbove(): boolean {
    return dropping !== undefined || log.sizeOnDisk() > maxBytes;
  }

  async function drop(position: number): Promise<void> {
    // A job that outruns its limit has no time to wait until its lines are counted.
    canDrop = await log.drop(position, maxBytes);
  }

  return {
    async finish() {
      await dropping;
      trim();
      await dropping;
    },
    check() {
      trim();
      if (log.sizeOnDisk() <= maxBytes * OUTRUN_FACTOR) {
        aboveSince = undefined;
        return isAbove() ? 'above' : 'within';
      }
      aboveSince ??= now();
      const isHopeless = !canDrop || log.sizeOnDisk() > Math.max(FARTHEST, maxBytes * OUTRUN_FACTOR);
      return isHopeless || now() - aboveSince > OUTRUN_MS ? 'outrun' : 'above';
    },
  };
}
