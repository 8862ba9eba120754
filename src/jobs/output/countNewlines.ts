import { readSync } from 'node:fs';
import { beginTurn } from '../../lib/turns.js';

const NEWLINE = 0x0a;
/** One look at it takes a few milliseconds, even when it is nothing but newlines. */
export const COUNTED_AT_ONCE = 256 * 1024;

/** How many newlines there are. */
export function countNewlines(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(NEWLINE); at !== -1; at = bytes.indexOf(NEWLINE, at + 1)) count++;
  return count;
}

/** Reads at most `length` bytes; what is read at once may be good only until the next read. */
type Read = (at: number, length: number) => Buffer | Promise<Buffer>;

/** Counts the newlines of a stretch, in slices, in turns of the event loop. @returns undefined when not all of it could be read. */
export async function countLines(read: Read, from: number, to: number): Promise<number | undefined> {
  const turns = beginTurn();
  let count = 0;
  for (let at = from; at < to;) {
    if (turns.isOver()) await turns.next();
    const found = read(at, Math.min(COUNTED_AT_ONCE, to - at));
    const bytes = Buffer.isBuffer(found) ? found : await found;
    if (bytes.length === 0) return undefined;
    count += countNewlines(bytes);
    at += bytes.length;
  }
  return count;
}

/** Shared: good until the next read. */
let slice: Buffer | undefined;

/**
 * Reads bytes of a file that were written a moment ago, so that the system has them in memory, at once. On a busy machine each
 * read in the background is a wait of its own, for a thread and then for this one. @throws what the file system says.
 */
export function readFresh(fd: number, offset: number, length: number): Buffer {
  slice ??= Buffer.allocUnsafeSlow(COUNTED_AT_ONCE);
  return slice.subarray(0, readSync(fd, slice, 0, Math.min(slice.length, length), offset));
}
