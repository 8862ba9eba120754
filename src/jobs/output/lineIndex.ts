import { COUNTED_AT_ONCE, countNewlines } from './countNewlines.js';
import type { OutputLog } from './outputLog.js';

/** Where a line begins. */
export interface LinePlace {
  readonly position: number;
  /** Its number; larger than what was asked for when that line is gone, undefined when there are not so many lines yet. */
  readonly line: number | undefined;
  /** Whether lines are counted from the first that the job wrote; else from the oldest that is kept. */
  readonly isFromStart: boolean;
}

/** Finds lines by their number, counted from 1. */
export interface LineIndex {
  find(line: number): Promise<LinePlace>;
}

interface Entry {
  readonly position: number;
  /** Newlines before it. */
  readonly newlines: number;
}

/** One entry for so many bytes: 64 KiB of memory for a log of 4 GiB. */
const STEP = 1024 * 1024;
/** What is looked through may be dropped meanwhile. */
const MOST_RETRIES = 5;

/**
 * Makes an index of a log that is built when it is asked, as far as it is needed, and goes on from there the next time.
 * It reads in small slices, so that nothing else waits for it.
 */
export function createLineIndex(log: OutputLog): LineIndex {
  let entries: Entry[] = [];

  /** The place where counting begins, and the entries that are still good. */
  function anchor(from: number): { readonly newlines: number; readonly isFromStart: boolean } {
    const counted = log.linesBefore();
    // Without a count everything depends on where the log begins now.
    entries = entries.filter(({ position }) =>
      counted === undefined ? entries[0]?.position === from : position > from,
    );
    const first = counted ?? 0;
    if (entries[0]?.position !== from) entries.unshift({ position: from, newlines: first });
    return { newlines: first, isFromStart: counted !== undefined };
  }

  /** @returns undefined when what was being looked through is gone. */
  async function scan(line: number): Promise<LinePlace | undefined> {
    const { from, to, isCut } = log.observe();
    const { newlines: before, isFromStart } = anchor(from);
    const oldest = before + 1;
    // A line that has lost its beginning is as good as gone: reading begins at the next.
    if (line <= oldest) return { position: from, line: isCut ? oldest + 1 : oldest, isFromStart };
    // Another call may begin anew meanwhile; what this one finds belongs to what it began with.
    const own = entries;
    let at = own.findLast((entry) => entry.newlines < line - 1) ?? { position: from, newlines: before };
    while (at.position < to) {
      const bytes = await log.read(at.position, Math.min(COUNTED_AT_ONCE, to - at.position));
      if (log.observe().from > at.position || bytes.length === 0) return undefined;
      const newlines = at.newlines + countNewlines(bytes);
      if (newlines >= line - 1)
        return { position: at.position + nthLine(bytes, line - 1 - at.newlines), line, isFromStart };
      at = { position: at.position + bytes.length, newlines };
      if (at.position >= (own.at(-1)?.position ?? 0) + STEP) own.push(at);
    }
    return { position: to, line: undefined, isFromStart };
  }

  return {
    async find(line) {
      for (let attempt = 0; attempt < MOST_RETRIES; attempt++) {
        const place = await scan(line);
        if (place !== undefined) return place;
      }
      return { position: log.observe().to, line: undefined, isFromStart: log.linesBefore() !== undefined };
    },
  };
}

/** What comes after the newline number `count`. */
function nthLine(bytes: Buffer, count: number): number {
  let at = 0;
  for (let missing = count; missing > 0; missing--) at = bytes.indexOf(0x0a, at) + 1;
  return at;
}
