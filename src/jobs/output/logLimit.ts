import { spawnHelper } from '../spawn.js';
import type { OutputLog } from './outputLog.js';

/** Keeps a log within its limit, as far as the job lets it. */
export interface LogLimit {
  /** Looks at the log and has its oldest part dropped where needed. `outrun`: the job has to be stopped. */
  check(): 'ok' | 'outrun';
  /** Drops what is too much for the last time: the job has ended. */
  finish(): Promise<void>;
}

/** Holes are made of whole blocks. */
const BLOCK = 4_096;
/** What is left after dropping, as a part of the limit, so that it is not done for every line. */
const KEEP = 0.75;
/** A job may be so far above its limit for so long; a burst is caught up with. */
const OUTRUN_FACTOR = 4;
const OUTRUN_MS = 2_000;
/** And never further than this, bytes. */
const FARTHEST = 1024 ** 3;

/**
 * Drops the oldest part of a log by punching a hole into its file: positions stay valid, no byte is copied, and the job
 * notices nothing. Where that cannot be done the log may grow to four times its limit.
 * @see fallocate(1), `--punch-hole`
 */
export function createLogLimit(log: OutputLog, maxBytes: number, now: () => number): LogLimit {
  let punching: Promise<void> | undefined;
  let canPunch = true;
  let aboveSince: number | undefined;
  /** Where the last hole ended, as an offset in the file. */
  let punched = 0;

  async function punch(position: number): Promise<void> {
    const offset = log.offsetOf(position);
    if (offset < punched) punched = 0;
    log.dropBefore(position);
    const args = ['-p', '-o', String(punched), '-l', String(offset - punched), log.file];
    const helper = spawnHelper('fallocate', args, 'ignore');
    const end = helper.ok ? await helper.value.ended : undefined;
    if (end?.code === 0) punched = offset;
    else canPunch = false;
  }

  function trim(): void {
    const { from, to } = log.observe();
    if (to - from <= maxBytes || !canPunch || punching !== undefined) return;
    const end = log.offsetOf(to);
    const wanted = end - Math.floor(maxBytes * KEEP);
    const position = to - end + wanted - (wanted % BLOCK);
    if (position <= from) return;
    punching = punch(position).finally(() => (punching = undefined));
  }

  return {
    async finish() {
      await punching;
      trim();
      await punching;
    },
    check() {
      trim();
      const end = log.offsetOf(log.observe().to);
      const onDisk = end < punched ? end : end - punched;
      if (onDisk <= maxBytes * OUTRUN_FACTOR) {
        aboveSince = undefined;
        return 'ok';
      }
      aboveSince ??= now();
      const isHopeless = !canPunch || onDisk > Math.max(FARTHEST, maxBytes * OUTRUN_FACTOR);
      return isHopeless || now() - aboveSince > OUTRUN_MS ? 'outrun' : 'ok';
    },
  };
}
