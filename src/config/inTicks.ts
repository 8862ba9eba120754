const LONGEST = 60;
// Controls, line and paragraph separators, bidirectional controls, byte-order marks and lone surrogates.
const UNSAFE =
  // eslint-disable-next-line no-control-regex -- these are what has to be made visible
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Makes characters that could change what a terminal shows visible as `\u{...}`. */
export function visible(text: string): string {
  return text.replace(UNSAFE, (character) => {
    if (character === '\n') return '\\n';
    if (character === '\t') return '\\t';
    if (character === '\r') return '\\r';
    return `\\u{${character.charCodeAt(0).toString(16)}}`;
  });
}

/** A text of the file inside a message: in backticks, on one line, at most 60 characters. */
export function inTicks(text: string): string {
  const shown = text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
  return `\`${visible(shown)}\``;
}

/** A path inside a message: in backticks, never shortened, since people copy it. */
export function pathInTicks(path: string): string {
  return `\`${visible(path)}\``;
}

/** Names in backticks, as a sentence lists them: `a`, `b` or `c`. */
export function listed(words: readonly string[], joint: 'or' | 'and' = 'or'): string {
  const shown = words.map((word) => inTicks(word));
  const last = shown.at(-1) ?? '';
  return shown.length <= 1 ? last : `${shown.slice(0, -1).join(', ')} ${joint} ${last}`;
}
