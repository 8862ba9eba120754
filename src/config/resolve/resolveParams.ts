import { compilePattern } from '../../lib/linearPattern.js';
import type { ParamSpec, ParamValue } from '../config.js';
import type { DiagnosticCode } from '../diagnosticCodes.js';
import { inTicks, listed } from '../inTicks.js';
import { childPointer } from '../pointer.js';
import { schemaDefaults, type ParamSource, type ProfileSource } from '../schemaTypes.js';
import { checkPattern } from './checkPattern.js';
import type { ResolveContext } from './context.js';
import { entries, get, items, type Node } from './node.js';

const TEXT_KEYS = ['pattern', 'minLength', 'maxLength', 'allow_dash'] as const;
const NUMBER_KEYS = ['minimum', 'maximum'] as const;

/** The parameters of a profile, each checked against itself: its default and its choices have to pass it. */
export function resolveParams(context: ResolveContext, profile: Node<ProfileSource>): Map<string, ParamSpec> {
  return new Map(entries(get(profile, 'params')).map(([name, node]) => [name, resolveParam(context, name, node)]));
}

function resolveParam(context: ResolveContext, name: string, node: Node<ParamSource>): ParamSpec {
  const { value } = node;
  const type = value.type ?? schemaDefaults.param.type;
  const spec: ParamSpec = {
    name,
    type,
    description: value.description ?? schemaDefaults.param.description,
    required: value.default === undefined && (value.required ?? true),
    default: value.default,
    enum: value.enum,
    pattern: value.pattern,
    minLength: value.minLength,
    maxLength: value.maxLength,
    minimum: value.minimum,
    maximum: value.maximum,
    allowDash: value.allow_dash ?? schemaDefaults.param.allow_dash,
  };
  checkKeys(context, node, type);
  const pattern = get(node, 'pattern');
  if (pattern !== undefined) checkPattern(context, pattern);
  checkOrder(context, node, 'minLength', 'maxLength');
  checkOrder(context, node, 'minimum', 'maximum');
  const given = get(node, 'default');
  if (given !== undefined) checkValue(context, spec, given, 'the default');
  items(get(node, 'enum')).forEach((item) => checkValue(context, { ...spec, enum: undefined }, item, 'this choice'));
  if (given !== undefined && value.required === true) {
    tellKey(
      context,
      node,
      'required',
      'key-without-effect',
      '`required: true` says nothing beside a `default`',
      'remove one of the two',
    );
  }
  return spec;
}

/** Keys that say nothing about values of this type. */
function checkKeys(context: ResolveContext, node: Node<ParamSource>, type: ParamSpec['type']): void {
  const wrong =
    type === 'string' ? NUMBER_KEYS : type === 'boolean' ? [...TEXT_KEYS, ...NUMBER_KEYS] : TEXT_KEYS.slice(0, 3);
  for (const key of wrong) {
    if (get(node, key) === undefined) continue;
    const belongs = (TEXT_KEYS as readonly string[]).includes(key) ? '`string`' : '`integer` and `number`';
    tellKey(
      context,
      node,
      key,
      'param-key',
      `${inTicks(key)} says nothing about a parameter of type ${inTicks(type)}`,
      `it is for ${belongs}; remove it, or change the \`type\``,
    );
  }
}

function checkOrder(
  context: ResolveContext,
  node: Node<ParamSource>,
  low: 'minLength' | 'minimum',
  high: 'maxLength' | 'maximum',
): void {
  const least = get(node, low);
  const most = get(node, high);
  if (least === undefined || most === undefined || least.value <= most.value) return;
  context.tell(
    most.pointer,
    'param-range',
    context.places.of(most.pointer),
    `${inTicks(high)} is less than ${inTicks(low)}`,
    {
      expected: `${inTicks(String(least.value))} or more`,
      related: [{ message: `${inTicks(low)} is here`, range: context.places.of(least.pointer) }],
    },
  );
}

function checkValue(context: ResolveContext, spec: ParamSpec, node: Node<ParamValue>, what: string): void {
  const fault = valueFault(spec, node.value);
  if (fault === undefined) return;
  context.tell(
    node.pointer,
    'param-value',
    context.places.of(node.pointer),
    `${what} of ${inTicks(spec.name)} is refused by its own schema: ${fault}`,
    {
      suggestion:
        spec.type === 'string' && typeof node.value !== 'string'
          ? `quote it: ${inTicks(`"${context.places.textOf(node.pointer)?.written ?? String(node.value)}"`)}`
          : undefined,
    },
  );
}

/** Why a value does not fit a parameter, in a few words. */
function valueFault(spec: ParamSpec, value: ParamValue): string | undefined {
  if (spec.type === 'integer' || spec.type === 'number') {
    if (typeof value !== 'number') return `it is not ${spec.type === 'integer' ? 'a whole number' : 'a number'}`;
    if (!Number.isFinite(value)) return 'it is not a finite number';
    if (spec.type === 'integer' && !Number.isSafeInteger(value)) return 'it is not a whole number';
    if (spec.minimum !== undefined && value < spec.minimum) return `it is less than ${spec.minimum}`;
    if (spec.maximum !== undefined && value > spec.maximum) return `it is more than ${spec.maximum}`;
  } else if (typeof value !== spec.type) return `it is not ${spec.type === 'string' ? 'a text' : 'true or false'}`;
  if (typeof value === 'string') {
    const length = Array.from(value).length;
    if (/[\0\n\r]/.test(value)) return 'it holds a line break or a NUL character';
    if (value.startsWith('-') && !spec.allowDash) return 'it begins with `-`, which needs `allow_dash: true`';
    if (spec.minLength !== undefined && length < spec.minLength) return `it has less than ${spec.minLength} characters`;
    if (spec.maxLength !== undefined && length > spec.maxLength) return `it has more than ${spec.maxLength} characters`;
    const pattern = spec.pattern === undefined ? undefined : compilePattern(spec.pattern);
    if (pattern?.ok === true && !pattern.value.testWhole(value))
      return `it does not match ${inTicks(spec.pattern ?? '')} from end to end`;
  }
  if (spec.enum?.includes(value) === false) return `it is none of ${listed(spec.enum.map(String))}`;
  return undefined;
}

function tellKey(
  context: ResolveContext,
  node: Node<ParamSource>,
  key: keyof ParamSource,
  code: DiagnosticCode,
  message: string,
  suggestion: string,
): void {
  const pointer = childPointer(node.pointer, key);
  context.tell(pointer, code, context.places.keyOf(pointer), message, { suggestion });
}
