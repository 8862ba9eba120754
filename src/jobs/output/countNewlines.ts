import { readSync } from 'node:fs';
import { beginTurn } from '../../lib/turns.js';
import type { OutputLog } from './outputLog.js';

const NEWLINE = 0x0a;
/** One look at it takes a few milliseconds, even when it is nothing but newlines. */
export const COUNTED_AT_ONCE = 256 * 1024;

/** How many newlines there are. */
export function countNewlines(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(NEWLINE); at !== -1; at = bytes.indexOf(NEWLINE, at + 1)) count++;
  return count;
}

/** Counts the newlines of a stretch of the log, in slices. @returns undefined when not all of it could be read. */
export async function countLines(log: OutputLog, from: number, to: number): Promise<number | undefined> {
  let count = 0;
  for (let at = from; at < to;) {
    const bytes = await log.read(at, Math.min(COUNTED_AT_ONCE, to - at));
    if (bytes.length === 0) return undefined;
    count += countNewlines(bytes);
    at += bytes.length;
  }
  return count;
}

/** Shared: nothing is awaited between filling and counting. */
let slice: Buffer | undefined;

/**
 * The same for bytes of a file that were written a moment ago, so that the system has them in memory: read at once, in turns of
 * the event loop. On a busy machine each read in the background is a wait of its own, for a thread and then for this one.
 * @param openFd the descriptor, as long as there is one.
 * @returns undefined when not all of it could be read. Rejects with what the file system says.
 */
export async function countFreshLines(
  openFd: () => number | undefined,
  from: number,
  to: number,
): Promise<number | undefined> {
  slice ??= Buffer.allocUnsafeSlow(COUNTED_AT_ONCE);
  const turns = beginTurn();
  let count = 0;
  for (let at = from; at < to;) {
    if (turns.isOver()) await turns.next();
    const fd = openFd();
    const length = fd === undefined ? 0 : readSync(fd, slice, 0, Math.min(slice.length, to - at), at);
    if (length === 0) return undefined;
    count += countNewlines(slice.subarray(0, length));
    at += length;
  }
  return count;
}
