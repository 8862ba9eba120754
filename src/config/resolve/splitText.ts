import { err, ok, type Result } from '../../lib/result.js';
import type { WordSplitter, WordsRefusal } from './context.js';

/** A stretch of the text that the splitter must not look into, and that stays in one word. */
export interface Opaque {
  readonly start: number;
  readonly end: number;
}

/** A piece of a word: text, or the opaque stretch of this index. */
export type WordPiece = { readonly text: string } | { readonly opaque: number };

/**
 * Splits a text into words by the policy's own parser, while some stretches (references, wildcards) stand as placeholders
 * that mean nothing to it. Offsets of refusals are those of the text as it was given.
 */
export function splitText(
  text: string,
  opaque: readonly Opaque[],
  splitWords: WordSplitter,
): Result<readonly (readonly WordPiece[])[], WordsRefusal> {
  const mark = placeholderFor(text);
  let veiled = '';
  let at = 0;
  /** Where each stretch of the veiled text came from. */
  const shifts: { readonly veiled: number; readonly original: number }[] = [{ veiled: 0, original: 0 }];
  opaque.forEach((stretch, index) => {
    veiled += text.slice(at, stretch.start);
    shifts.push({ veiled: veiled.length, original: stretch.start });
    veiled += `${mark}${index}${mark}`;
    shifts.push({ veiled: veiled.length, original: stretch.end });
    at = stretch.end;
  });
  veiled += text.slice(at);
  const words = splitWords(veiled);
  if (words.ok) return ok(words.value.map((word) => unveil(word, mark)));
  return err({ ...words.error, offset: originalOffset(words.error.offset, shifts, opaque) });
}

/** Letters that do not occur in the text: plain characters for every parser. */
function placeholderFor(text: string): string {
  let mark = 'Zq';
  while (text.includes(mark)) mark += 'Zq';
  return `${mark}X`;
}

function unveil(word: string, mark: string): WordPiece[] {
  return word
    .split(new RegExp(`${mark}(\\d+)${mark}`))
    .map((part, index): WordPiece => (index % 2 === 0 ? { text: part } : { opaque: Number(part) }));
}

function originalOffset(
  offset: number,
  shifts: readonly { readonly veiled: number; readonly original: number }[],
  opaque: readonly Opaque[],
): number {
  let last = 0;
  shifts.forEach((shift, index) => {
    if (shift.veiled <= offset) last = index;
  });
  const shift = shifts[last] ?? { veiled: 0, original: 0 };
  // An odd entry begins a placeholder: all of it stands for the start of what it veils.
  const inside = last % 2 === 1 && opaque[(last - 1) / 2] !== undefined;
  return inside ? shift.original : shift.original + offset - shift.veiled;
}
