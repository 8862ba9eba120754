import type { SyntaxCode } from './syntaxRefusal.js';

const BARE_ASCII = new Set('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_./:@%+,=^~-#');
const LETTER_OR_DIGIT = /^[\p{L}\p{Nd}]$/u;

/** Whether a character stands for itself outside quotes (where in a word `~`, `=` and `#` may stand is for the lexer). */
export function isBare(character: string): boolean {
  return character.length === 1 && character <= '\x7f' ? BARE_ASCII.has(character) : LETTER_OR_DIGIT.test(character);
}

/**
 * Why the character at a place is refused wherever it stands, quotes or not; undefined for one that is not.
 * Tab and newline are for the caller to judge.
 */
export function forbidden(text: string, at: number): SyntaxCode | undefined {
  const unit = text.charCodeAt(at);
  if (unit < 0x20) return unit === 0x09 || unit === 0x0a ? undefined : 'syntax-control-character';
  if (unit < 0x7f) return undefined;
  if (unit <= 0x9f || unit === 0x2028 || unit === 0x2029) return 'syntax-control-character';
  if (isHidden(unit)) return 'syntax-hidden-character';
  if (unit >= 0xd800 && unit <= 0xdbff) return isLow(text.charCodeAt(at + 1)) ? undefined : 'syntax-lone-surrogate';
  if (isLow(unit)) return isHigh(text.charCodeAt(at - 1)) ? undefined : 'syntax-lone-surrogate';
  return undefined;
}

/** The first character of a word given as argv that no word may hold; undefined when there is none. */
export function firstForbidden(word: string): { readonly at: number; readonly code: SyntaxCode } | undefined {
  for (let at = 0; at < word.length; at++) {
    const code = forbidden(word, at);
    if (code !== undefined) return { at, code };
  }
  return undefined;
}

/** Bidirectional controls (Unicode TR 9, also known from CVE-2021-42574) and the byte order mark. */
function isHidden(unit: number): boolean {
  return (
    unit === 0x061c ||
    unit === 0x200e ||
    unit === 0x200f ||
    (unit >= 0x202a && unit <= 0x202e) ||
    (unit >= 0x2066 && unit <= 0x2069) ||
    unit === 0xfeff
  );
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
