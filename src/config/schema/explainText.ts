import { parseDuration } from '../../lib/duration.js';
import { inTicks } from '../inTicks.js';
import type { Explained } from './explained.js';

/** Words for no limit at all. */
const ENDLESS = /^(never|no|off|forever|infinite|infinity|unlimited|-1)$/i;

/** Explains a text of the wrong form, with the nearest right one where it can be told. */
export function explainText(
  data: unknown,
  kind: string | undefined,
  expected: string | undefined,
  subject: string,
): Explained {
  const text = String(data);
  if (kind === 'duration' || kind === 'durationOrNone') {
    const parsed = parseDuration(text);
    if (kind === 'duration' && text === 'none') {
      return { code: 'bad-duration', message: `${subject} cannot be \`none\``, expected };
    }
    if (kind === 'durationOrNone' && ENDLESS.test(text)) {
      return { code: 'bad-duration', message: `${subject} is ${inTicks(text)}`, expected, suggestion: 'write `none`' };
    }
    const hint = spelledOut(text) ?? (parsed.ok || !/^\d.*(s|m|h)$/.test(text) ? undefined : parsed.error.hint);
    return {
      code: 'bad-duration',
      message: `${subject} is ${inTicks(text)}`,
      expected,
      suggestion: hint && `write ${inTicks(hint)}`,
    };
  }
  if (kind === 'size') {
    const hint = sizeHint(text);
    return {
      code: 'bad-size',
      message: `${subject} is ${inTicks(text)}`,
      expected,
      suggestion: hint && `write ${inTicks(hint)}`,
    };
  }
  if (kind === 'variableName' || kind === 'namePattern') {
    return { code: 'bad-name', message: `${inTicks(text)} is no name of a variable`, expected };
  }
  return { code: 'bad-value', message: `${subject} is ${inTicks(text)}`, expected };
}

/** `5 min` and `2 hours` as this file writes them. */
function spelledOut(text: string): string | undefined {
  const match = /^(\d+(?:\.\d{1,3})?)\s*(ms|milli\w*|s|sec\w*|m|min\w*|h|hr|hour\w*|d|day\w*)$/i.exec(
    text.trim().replace(/^-|[,;]$/g, ''),
  );
  if (match === null) return undefined;
  const [, amount = '', unit = ''] = match;
  const letter = unit.slice(0, 1).toLowerCase();
  const spelled = letter === 'd' ? `${Number(amount) * 24}h` : `${amount}${/^mi?(s|lli)/i.test(unit) ? 'ms' : letter}`;
  return parseDuration(spelled).ok ? spelled : undefined;
}

/** `10 MB`, `10M`, `10Mb` and `10 megabytes` as this file writes them. */
function sizeHint(text: string): string | undefined {
  const match = /^(\d+(?:\.\d{1,3})?)\s*([kmg])?(?:ilo|ega|iga)?(i?)(b|bytes?)?$/i.exec(text.trim());
  if (match !== null) {
    const [, amount = '', prefix = '', binary = ''] = match;
    const letter = binary === '' && prefix.toLowerCase() === 'k' ? 'k' : prefix.toUpperCase();
    return `${amount}${letter}${binary.toLowerCase()}B`;
  }
  return undefined;
}
