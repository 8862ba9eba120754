import type { ViewMap, ViewValue } from './configView.js';
import type { OriginatedValue } from './configOrigins.js';

/** Where the origins stand, in columns. */
const MARGIN = 56;
/** Texts that are themselves in YAML without quotes, and nothing else anywhere. */
const PLAIN = /^(?:[A-Za-z/][A-Za-z0-9_./:-]*|[0-9]+(?:ms|s|m|h|B|kB|MB|GB|KiB|MiB|GiB))$/;
const WORDS = /^(?:true|false|null|yes|no|on|off|y|n|nan|inf)$/i;
const KEY = /^[A-Za-z_][A-Za-z0-9_-]*$/;
/** What JSON leaves as it is and a terminal would act on. */
const HIDDEN = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]/gu;

/** Writes values as YAML, one a line, each with a comment behind it. */
export function renderView(values: readonly OriginatedValue[], comment: (value: OriginatedValue) => string): string {
  const lines: string[] = [];
  let open: readonly string[] = [];
  for (const each of values) {
    const last = each.keys.at(-1) ?? '';
    const parents = each.keys.slice(0, -1);
    let shared = 0;
    while (shared < parents.length && parents[shared] === open[shared]) shared += 1;
    for (const [depth, key] of parents.entries()) {
      if (depth >= shared) lines.push(`${'  '.repeat(depth)}${keyText(key)}:`);
    }
    open = parents;
    const isItem = /^\d+$/.test(last);
    const line = `${'  '.repeat(parents.length)}${isItem ? '-' : `${keyText(last)}:`} ${valueText(each.value)}`;
    lines.push(`${line.padEnd(MARGIN - 1)} # ${comment(each)}`);
  }
  return `${lines.join('\n')}\n`;
}

function valueText(value: ViewValue): string {
  if (typeof value === 'string')
    return PLAIN.test(value) && !WORDS.test(value) && !value.endsWith(':') ? value : quoted(value);
  if (isList(value)) return `[${value.map(flowText).join(', ')}]`;
  if (isMap(value))
    return `{${Object.entries(value)
      .map(([key, inner]) => `${keyText(key)}: ${flowText(inner)}`)
      .join(', ')}}`;
  return String(value);
}

/** Inside brackets a `:` needs more care than it is worth. */
function flowText(value: ViewValue): string {
  return typeof value === 'string' && value.includes(':') ? quoted(value) : valueText(value);
}

function keyText(key: string): string {
  return KEY.test(key) && !WORDS.test(key) ? key : quoted(key);
}

function quoted(text: string): string {
  return JSON.stringify(text).replace(
    HIDDEN,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function isList(value: ViewValue): value is readonly ViewValue[] {
  return Array.isArray(value);
}

function isMap(value: ViewValue): value is ViewMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
