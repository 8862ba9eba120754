import type { LogExtent, OutputLog } from './outputLog.js';

/** Patterns look at so much of a line, bytes. */
export const LONGEST_LINE = 16 * 1024;

/**
 * What of a line stands before a position, from its beginning; a carriage return ends a line too.
 * @returns undefined when more than patterns look at does, or its beginning is gone: then the rest of it is not looked at.
 */
export async function lineBefore(log: OutputLog, position: number): Promise<Buffer | undefined> {
  const extent = log.observe();
  const start = Math.max(extent.from, position - LONGEST_LINE);
  if (position <= start) return isLogStart(start, extent) ? Buffer.alloc(0) : undefined;
  const bytes = await log.read(start, position - start);
  if (log.observe().from > start) return undefined;
  const end = Math.max(bytes.lastIndexOf(0x0a), bytes.lastIndexOf(0x0d));
  if (end !== -1) return bytes.subarray(end + 1);
  return isLogStart(start, extent) ? bytes : undefined;
}

/**
 * Where the line of `position` begins, or the one that is `count` lines before it, as far as lines are there and not
 * farther than `mostBytes` away.
 * @returns undefined when the line of `position` begins farther away, or its beginning is gone.
 */
export async function lineStart(
  log: OutputLog,
  position: number,
  { count, mostBytes }: { readonly count: number; readonly mostBytes: number },
): Promise<number | undefined> {
  const extent = log.observe();
  const floor = Math.max(extent.from, position - mostBytes);
  if (position <= floor) return isLogStart(floor, extent) ? position : undefined;
  const bytes = await log.read(floor, position - floor);
  let start: number | undefined;
  for (let missing = count, end = bytes.length; missing >= 0; missing--) {
    const newline = end === 0 ? -1 : bytes.lastIndexOf(0x0a, end - 1);
    if (newline === -1) return isLogStart(floor, extent) ? floor : start;
    start = floor + newline + 1;
    end = newline;
  }
  return start;
}

function isLogStart(position: number, { from, isCut }: LogExtent): boolean {
  return position === from && !isCut;
}
