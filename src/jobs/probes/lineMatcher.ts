import type { LinearPattern } from '../../lib/linearPattern.js';
import { beginTurn } from '../../lib/turns.js';
import { stripEscapes } from '../output/cleanText.js';
import { heldBack } from '../output/heldBack.js';
import { LONGEST_LINE } from '../output/lineStart.js';
import { decodeMasked, findMasked, unfinishedMask, type Mask } from '../output/masks.js';

/** Looks for a pattern in output that comes in pieces. */
export interface LineMatcher {
  /**
   * What of the first line came before the first piece: it belongs to that line, but a match has to have something new.
   * @param before undefined when the line began too far back for the rest of it to be looked at.
   */
  begin(before: Buffer | undefined): void;
  /**
   * One piece at a time. A pattern that takes long on every line holds up nothing else meanwhile.
   * @returns the line that matches (as far as it has come), or undefined.
   */
  push(bytes: Buffer): Promise<string | undefined>;
  /** Nothing more comes. @returns the last line when it matches as it is, though its newline never came. */
  finish(): string | undefined;
}

const NOTHING = Buffer.alloc(0);

/**
 * Matches line by line; a carriage return ends a line too, as far as matching goes. A line that is not complete yet is
 * looked at each time it has grown, since prompts end without a newline.
 * @param masks values that whoever chose the pattern must not learn: the pattern sees what is shown instead.
 */
export function createLineMatcher(pattern: LinearPattern, masks: readonly Mask[] = []): LineMatcher {
  /** The beginning of a line whose end has not come. */
  let open: Buffer = NOTHING;
  /** Nothing is looked at before the next line. */
  let isSkipping = false;
  const isEmptyMatched = pattern.test('');

  function matched(bytes: Buffer, isWhole: boolean): string | undefined {
    if (bytes.length === 0 && !isEmptyMatched) return undefined;
    // What may be the beginning of a masked value, or of what is not shown at all, is not seen before it is known not to be.
    const isCut = bytes.length >= LONGEST_LINE;
    const held = isCut ? unfinishedMask(bytes, masks) : isWhole ? 0 : heldBack(bytes, masks);
    const line = stripEscapes(decodeMasked(bytes, findMasked(bytes, masks), 0, bytes.length - held));
    return (line !== '' || isWhole) && pattern.test(line) ? line : undefined;
  }

  return {
    begin(before) {
      isSkipping = before === undefined;
      // Where it had matched already, only what comes counts.
      open = before === undefined || matched(before, false) !== undefined ? NOTHING : before;
    },
    async push(bytes) {
      const turn = beginTurn();
      let start = 0;
      for (const at of lineEnds(bytes)) {
        if (turn.isOver()) await turn.next();
        const isEmpty = isSkipping || (at === start && open.length === 0 && !isEmptyMatched);
        const line = isEmpty ? undefined : matched(joined(open, bytes.subarray(start, at)), true);
        if (line !== undefined) return line;
        [open, isSkipping] = [NOTHING, false];
        start = at + 1;
      }
      if (isSkipping) return undefined;
      open = joined(open, bytes.subarray(start));
      return matched(open, false);
    },
    finish: () => (open.length === 0 ? undefined : matched(open, true)),
  };
}

function joined(open: Buffer, more: Buffer): Buffer {
  const room = LONGEST_LINE - open.length;
  const added = more.subarray(0, Math.max(0, room));
  // Copied in any case: the bytes belong to a larger buffer that can be let go.
  return added.length === 0 ? open : Buffer.concat([open, added]);
}

/** Where newlines and carriage returns are, in order; each byte is looked at once for either. */
function* lineEnds(bytes: Buffer): Generator<number> {
  let newline = bytes.indexOf(0x0a);
  let carriage = bytes.indexOf(0x0d);
  while (newline !== -1 || carriage !== -1) {
    if (newline !== -1 && (carriage === -1 || newline < carriage)) {
      yield newline;
      newline = bytes.indexOf(0x0a, newline + 1);
    } else {
      yield carriage;
      carriage = bytes.indexOf(0x0d, carriage + 1);
    }
  }
}
