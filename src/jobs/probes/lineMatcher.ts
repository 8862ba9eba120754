import type { LinearPattern } from '../../lib/linearPattern.js';
import { stripEscapes } from '../output/cleanText.js';
import { decodeUtf8 } from '../output/decodeUtf8.js';

/** Looks for a pattern in output that comes in pieces. */
export interface LineMatcher {
  /** @returns the line that matches (as far as it has come), or undefined. */
  push(bytes: Buffer): string | undefined;
}

/** Only so much of a line is looked at. */
const LONGEST_LINE = 16 * 1024;

/**
 * Matches line by line; a carriage return ends a line too, as far as matching goes. A line that is not complete yet is
 * looked at each time it has grown, since prompts end without a newline.
 */
export function createLineMatcher(pattern: LinearPattern): LineMatcher {
  /** The beginning of a line whose end has not come. */
  let open: Buffer = Buffer.alloc(0);

  return {
    push(bytes) {
      let start = 0;
      for (let at = nextEnd(bytes, 0); at !== -1; at = nextEnd(bytes, start)) {
        const line = matched(pattern, joined(open, bytes.subarray(start, at)));
        if (line !== undefined) return line;
        open = Buffer.alloc(0);
        start = at + 1;
      }
      open = joined(open, bytes.subarray(start));
      return matched(pattern, open);
    },
  };
}

function matched(pattern: LinearPattern, bytes: Buffer): string | undefined {
  if (bytes.length === 0 && !pattern.test('')) return undefined;
  const line = stripEscapes(decodeUtf8(bytes));
  return pattern.test(line) ? line : undefined;
}

function joined(open: Buffer, more: Buffer): Buffer {
  const room = LONGEST_LINE - open.length;
  const added = more.subarray(0, Math.max(0, room));
  // Copied in any case: the bytes belong to a larger buffer that can be let go.
  return added.length === 0 ? open : Buffer.concat([open, added]);
}

function nextEnd(bytes: Buffer, from: number): number {
  const newline = bytes.indexOf(0x0a, from);
  const carriage = bytes.subarray(0, newline === -1 ? bytes.length : newline).indexOf(0x0d, from);
  return carriage === -1 ? newline : carriage;
}
