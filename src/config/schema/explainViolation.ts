import { nearest } from '../../lib/nearest.js';
import type { DiagnosticCode } from '../diagnosticCodes.js';
import { inTicks, listed } from '../inTicks.js';
import type { TextPlace } from '../yaml/place.js';
import type { ConfigSchema, SchemaNode, SchemaViolation } from './configSchema.js';
import { explainText } from './explainText.js';
import type { Explained } from './explained.js';
import { mapMeant } from './mapMeant.js';
import { valueMeant } from './otherValues.js';

/** What a violation is explained from. */
export interface ViolationContext {
  readonly schema: ConfigSchema;
  /** How people call the value: `timeout`, item 2 of `tags`. */
  readonly subject: string;
  /** What would have been right, when the value may be of several kinds. */
  readonly unionTitle: string | undefined;
  readonly text: TextPlace | undefined;
}

/** Explains a violation that speaks of a value itself (not of the keys of a map). */
export function explainViolation(violation: SchemaViolation, context: ViolationContext): Explained {
  const { data, parentSchema } = violation;
  const expected = context.unionTitle ?? expectedOf(parentSchema);
  const { subject } = context;
  const kind = context.schema.definitionOf(parentSchema);
  if (data === null) {
    return {
      code: 'empty-value',
      message: `${subject} has no value`,
      expected,
      suggestion: 'give it one, or remove the key',
    };
  }
  switch (violation.keyword) {
    case 'type':
    case 'anyOf':
      return explainType(data, parentSchema, expected, context);
    case 'const':
    case 'enum':
      return explainChoice(data, parentSchema, expected, context);
    case 'pattern':
      return explainText(data, kind, expected, subject);
    case 'minimum':
    case 'maximum':
      return { code: 'out-of-range', message: `${subject} is ${inTicks(String(Number(data)))}`, expected };
    case 'minLength':
      return { code: 'empty-value', message: `${subject} is an empty text`, expected };
    case 'maxLength':
      return { code: 'out-of-range', message: `${subject} is too long`, expected: limitText(violation, 'characters') };
    case 'minItems':
      return {
        code: 'empty-list',
        message: `${subject} is an empty list`,
        expected,
        suggestion: 'remove the key to get its default',
      };
    case 'uniqueItems':
      return {
        code: 'duplicate-item',
        message: `${subject} has the same item twice`,
        suggestion: 'keep one of the two',
      };
    default:
      return { code: 'bad-value', message: `${subject} is not right`, expected };
  }
}

function explainType(
  data: unknown,
  node: SchemaNode | undefined,
  expected: string | undefined,
  context: ViolationContext,
): Explained {
  const { subject } = context;
  const kind = context.schema.definitionOf(node);
  const written = context.text?.written ?? JSON.stringify(data);
  const code: DiagnosticCode = 'wrong-type';
  if (subject === 'the file') {
    const message = `the file is ${kindOf(data)}`;
    return { code, message, expected, suggestion: 'write `version: 1` in the first line, and keys below it' };
  }
  if (typeof data === 'number' && (kind === 'duration' || kind === 'durationOrNone')) {
    return {
      code: 'missing-unit',
      message: `${subject} is a bare number`,
      expected,
      suggestion: `write ${listed(data < 1_000 ? [`${written}s`, `${written}ms`] : [`${written}ms`, `${written}s`])}`,
    };
  }
  if (typeof data === 'number' && kind === 'size') {
    return {
      code: 'missing-unit',
      message: `${subject} is a bare number`,
      expected,
      suggestion: `write ${inTicks(data < 1_000 ? `${written}MB` : `${written}B`)}`,
    };
  }
  if (expected?.startsWith('a list') === true && !isContainer(data)) {
    return {
      code: 'list-expected',
      message: `${subject} is ${kindOf(data)}`,
      expected,
      suggestion: `write ${inTicks(`[${written}]`)}`,
    };
  }
  const message = `${subject} is ${kindOf(data)}`;
  if (kind === 'profile' && (typeof data === 'string' || Array.isArray(data))) {
    return {
      code,
      message,
      expected,
      suggestion: `write ${inTicks(`command: ${written}`)} on a line of its own below the name`,
    };
  }
  const map = mapMeant(kind ?? expected, data, written);
  if (map !== undefined) return { code, message, expected, suggestion: `write ${map}` };
  if (!isContainer(data) && typeof data !== 'string' && wantsText(expected)) {
    return { code, message, expected, suggestion: `quote it: ${inTicks(`"${written}"`)}` };
  }
  if (typeof data === 'string' && /^(yes|no|on|off)$/i.test(data) && expected === 'true or false') {
    return {
      code,
      message: `${subject} is the text ${inTicks(data)}`,
      expected,
      suggestion: `write \`${/^(yes|on)$/i.test(data) ? 'true' : 'false'}\``,
    };
  }
  if (
    typeof data === 'string' &&
    context.text !== undefined &&
    context.text.written !== data &&
    String(Number(data)) === data
  ) {
    return { code, message, expected, suggestion: `write ${inTicks(data)} without quotes` };
  }
  if (Array.isArray(data) && expected?.startsWith('a map') === true) {
    return { code, message, expected, suggestion: mapOfList(data, node, context) };
  }
  return { code, message, expected };
}

/** How the items of a list are written as a map: `A=b` and `- name: web` of other tools, or names alone. */
function mapOfList(
  items: readonly unknown[],
  node: SchemaNode | undefined,
  { schema }: ViolationContext,
): string | undefined {
  const values = node?.additionalProperties;
  if (typeof values !== 'object') return undefined;
  const [first = 'NAME=value'] = items;
  if (typeof first === 'string') {
    const { enum: choices, examples } = schema.resolve(values);
    const value = [...(choices ?? []), ...(examples ?? [])].find((example) => typeof example === 'string') ?? '...';
    const text = first.includes('=') ? first.replace('=', ': ') : `${first}: ${value}`;
    return `write ${inTicks(text)}, one a line`;
  }
  const name = isContainer(first) ? (first as { readonly name?: unknown }).name : undefined;
  return typeof name === 'string'
    ? `write ${inTicks(`${name}:`)} in the place of ${inTicks(`- name: ${name}`)}`
    : undefined;
}

function explainChoice(
  data: unknown,
  node: SchemaNode | undefined,
  expected: string | undefined,
  { subject }: ViolationContext,
): Explained {
  if (node?.const === 1) {
    if (data === '1') {
      return {
        code: 'unsupported-version',
        message: '`version` is the text `1`',
        expected: 'the number 1',
        suggestion: 'write `version: 1`',
      };
    }
    return {
      code: 'unsupported-version',
      message: `${subject} is ${typeof data === 'string' || typeof data === 'number' ? inTicks(String(data)) : kindOf(data)}`,
      expected: '`version: 1`, the only one there is',
      suggestion: 'write `version: 1`, or use a newer bgjobs',
    };
  }
  const choices = (node?.enum ?? [node?.const]).filter((choice) => typeof choice === 'string');
  const lone = isContainer(data) ? (data as { readonly condition?: unknown }).condition : data;
  const meant = choiceMeant(String(lone), choices);
  if (typeof data !== 'string') {
    const suggestion = meant === undefined || isContainer(lone) ? undefined : `write ${meant}`;
    return { code: 'wrong-type', message: `${subject} is ${kindOf(data)}`, expected, suggestion };
  }
  const near = nearest(data, choices).filter((choice) => inTicks(choice) !== meant);
  const suggestions = [...(meant === undefined ? [] : [meant]), ...near.map(inTicks)];
  return {
    code: 'unknown-value',
    message: `${inTicks(data)} is no value for ${subject}`,
    expected,
    suggestion: suggestions.length > 0 ? `did you mean ${suggestions.join(' or ')}` : undefined,
  };
}

/** `restart` takes one word, and says the others in a map. */
function choiceMeant(word: string, choices: readonly string[]): string | undefined {
  const meant = valueMeant(word, choices);
  if (meant !== undefined) return inTicks(meant);
  const restart = choices.length === 1 && choices[0] === 'never' ? valueMeant(word, ['failure', 'always']) : undefined;
  return restart && inTicks(`{on: ${restart}}`);
}

/** What a node wants, in a few words; a map is told by its keys. */
function expectedOf(node: SchemaNode | undefined): string | undefined {
  const keys = Object.keys(node?.properties ?? {});
  if (keys.length === 0) return node?.title;
  const shown = keys.slice(0, 4).map((key) => inTicks(key));
  return `a map with ${keys.length > 4 ? `keys such as ${shown.join(', ')}` : listed(keys)}`;
}

function wantsText(expected: string | undefined): boolean {
  return expected !== undefined && /^an? (text|command|path|folder|regular|variable|host|`http|script)/.test(expected);
}

function isContainer(data: unknown): boolean {
  return typeof data === 'object' && data !== null;
}

/** What kind of value YAML read. */
export function kindOf(data: unknown): string {
  if (data === null) return 'nothing';
  if (Array.isArray(data)) return 'a list';
  switch (typeof data) {
    case 'string':
      return 'a text';
    case 'number':
      return 'a number';
    case 'boolean':
      return `the boolean \`${String(data)}\``;
    default:
      return 'a map';
  }
}

function limitText(violation: SchemaViolation, unit: string): string {
  return `at most ${String(violation.params.limit)} ${unit}`;
}
