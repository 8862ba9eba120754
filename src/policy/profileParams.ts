import type { ParamSpec, ParamValue, Profile } from '../config/config.js';
import { compilePattern, type LinearPattern } from '../lib/linearPattern.js';
import { nearest } from '../lib/nearest.js';
import { err, ok, type Result } from '../lib/result.js';

/** One mistake in the parameters of a call. */
export type ParamProblem =
  | {
      readonly code: 'unknown-param';
      readonly param: string;
      readonly nearest: readonly string[];
      readonly known: readonly string[];
    }
  | { readonly code: 'missing-param'; readonly param: string; readonly expected: string }
  /** `what` completes "the parameter ...". */
  | { readonly code: 'bad-param'; readonly param: string; readonly what: string; readonly expected: string };

/** The longest value, in characters, where the file gives no `maxLength`. */
const LONGEST_VALUE = 8_192;

/**
 * Checks the parameters of a call against a profile and fills in the defaults.
 * @returns every parameter that has a value, as text in the profile's order, or all the mistakes at once.
 */
export function profileParams(
  profile: Profile,
  given: Readonly<Record<string, unknown>>,
): Result<ReadonlyMap<string, string>, readonly ParamProblem[]> {
  const known = [...profile.params.keys()];
  const problems: ParamProblem[] = Object.keys(given)
    .filter((name) => !profile.params.has(name))
    .map((name) => ({ code: 'unknown-param', param: name, nearest: nearest(name, known), known }));
  const values = new Map<string, string>();
  for (const spec of profile.params.values()) {
    const value = (Object.hasOwn(given, spec.name) ? given[spec.name] : undefined) ?? spec.default;
    if (value === undefined) {
      if (spec.required) problems.push({ code: 'missing-param', param: spec.name, expected: describeParam(spec) });
      continue;
    }
    const text = valueText(spec, value);
    if (text.ok) values.set(spec.name, text.value);
    else problems.push({ code: 'bad-param', param: spec.name, what: text.error, expected: describeParam(spec) });
  }
  return problems.length > 0 ? err(problems) : ok(values);
}

/** What a parameter takes, in a few words: `an integer from 1 to 65535`. */
export function describeParam(spec: ParamSpec): string {
  if (spec.enum !== undefined) return `one of ${spec.enum.map((value) => `\`${String(value)}\``).join(', ')}`;
  const parts = [TYPES[spec.type].description];
  if (spec.type === 'integer' || spec.type === 'number') parts.push(span(spec.minimum, spec.maximum, ''));
  if (spec.type === 'string') parts.push(span(spec.minLength, spec.maxLength, ' characters long'));
  if (spec.pattern !== undefined) parts.push(`that matches \`${spec.pattern}\` whole`);
  return parts.filter((part) => part !== '').join(' ');
}

function span(least: number | undefined, most: number | undefined, unit: string): string {
  if (least !== undefined && most !== undefined) return `from ${least} to ${most}${unit}`;
  if (least !== undefined) return `of at least ${least}${unit}`;
  return most === undefined ? '' : `of at most ${most}${unit}`;
}

const TYPES: Readonly<
  Record<ParamSpec['type'], { readonly description: string; readonly accepts: (value: unknown) => value is ParamValue }>
> = {
  string: { description: 'a string', accepts: (value) => typeof value === 'string' },
  boolean: { description: 'true or false', accepts: (value) => typeof value === 'boolean' },
  number: {
    description: 'a number',
    accepts: (value): value is number => typeof value === 'number' && Number.isFinite(value),
  },
  integer: { description: 'a whole number', accepts: (value): value is number => Number.isSafeInteger(value) },
};

/** The text that a value fills in, or what is wrong with it. */
function valueText(spec: ParamSpec, value: unknown): Result<string, string> {
  if (!TYPES[spec.type].accepts(value)) return err(`has the wrong type (${typeName(value)})`);
  if (spec.enum !== undefined && !spec.enum.includes(value)) return err(`cannot be ${show(value)}`);
  if (typeof value === 'number') {
    if (spec.minimum !== undefined && value < spec.minimum) return err(`is ${value}, which is too small`);
    if (spec.maximum !== undefined && value > spec.maximum) return err(`is ${value}, which is too large`);
  }
  const text = String(value);
  if (text.includes('\0') || /[\n\r]/.test(text)) return err('holds NUL or a line break, which no value may hold');
  if (/\p{Cs}/u.test(text)) return err('holds half a surrogate pair, which is no character');
  if (text.startsWith('-') && !spec.allowDash) {
    return err(`begins with \`-\`, which the program could take for an option (the file may say \`allow_dash: true\`)`);
  }
  if (typeof value === 'string') {
    const length = Array.from(text).length;
    if (length < (spec.minLength ?? 0)) return err(`is too short (${length} characters)`);
    if (length > (spec.maxLength ?? LONGEST_VALUE)) return err(`is too long (${length} characters)`);
  }
  if (spec.pattern !== undefined && !matchesWhole(spec.pattern, text))
    return err(`is ${show(text)}, which does not match`);
  return ok(text);
}

const patterns = new Map<string, LinearPattern | undefined>();

/** A pattern that does not compile matches nothing; the file's own check reports it. */
function matchesWhole(source: string, text: string): boolean {
  if (!patterns.has(source)) {
    if (patterns.size >= 1_000) patterns.clear();
    const compiled = compilePattern(source);
    patterns.set(source, compiled.ok ? compiled.value : undefined);
  }
  return patterns.get(source)?.testWhole(text) === true;
}

function typeName(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : typeof value === 'object' ? 'a map' : `a ${typeof value}`;
}

function show(value: unknown): string {
  const text = JSON.stringify(value);
  return `\`${text.length > 60 ? `${text.slice(0, 60)}…` : text}\``;
}
