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
