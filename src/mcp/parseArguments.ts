import type { z } from 'zod';
import { nearest } from '../lib/nearest.js';
import { err, type Result } from '../lib/result.js';
import type { Refusal } from './refusal.js';

/** More mistakes than this in one call are not told apart. */
const MOST_ISSUES = 5;

/**
 * Reads a call's arguments with the tool's schema, defaults filled in.
 * @returns the arguments, or a refusal that names every mistake and what is allowed in its place.
 */
export function parseArguments<Input extends z.ZodObject>(
  tool: string,
  schema: Input,
  args: unknown,
): Result<z.output<Input>, Refusal> {
  const parsed = schema.safeParse(args ?? {});
  if (parsed.success) return { ok: true, value: parsed.data };
  const known = Object.keys(schema.shape);
  const messages = parsed.error.issues.flatMap((issue) => describeIssue(issue, args, known));
  return err({
    code: 'bad-arguments',
    message: `\`${tool}\` cannot take these arguments: ${messages.slice(0, MOST_ISSUES).join('; ')}`,
    hint:
      known.length === 0
        ? `\`${tool}\` takes no arguments`
        : `arguments: ${known.map((name) => `\`${name}\``).join(', ')}`,
    facts: { arguments: known },
  });
}

function describeIssue(issue: z.core.$ZodIssue, args: unknown, known: readonly string[]): string[] {
  const where = `\`${issue.path.map(String).join('.')}\``;
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      const [meant] = nearest(key, known, 1);
      return `there is no argument \`${shorten(key)}\`${meant === undefined ? '' : `; did you mean \`${meant}\`?`}`;
    });
  }
  const given = valueAt(args, issue.path);
  if (given === undefined) return [`${where} is missing`];
  const got = `, not ${shorten(JSON.stringify(given))}`;
  switch (issue.code) {
    case 'invalid_type':
      return [`${where} must be ${article(issue.expected)}${got}`];
    case 'invalid_value':
      return [`${where} must be one of ${issue.values.map((value) => `\`${String(value)}\``).join(', ')}${got}`];
    case 'too_big':
      return [`${where} must be at most ${String(issue.maximum)}${unit(issue.origin)}${got}`];
    case 'too_small':
      return [`${where} must be at least ${String(issue.minimum)}${unit(issue.origin)}${got}`];
    default:
      return [`${where}: ${issue.message.toLowerCase()}${got}`];
  }
}

function article(type: string): string {
  const name = type === 'int' ? 'integer' : type === 'record' ? 'object' : type;
  return /^[aeiou]/.test(name) ? `an ${name}` : `a ${name}`;
}

function unit(origin: string): string {
  if (origin === 'string') return ' characters long';
  return origin === 'array' ? ' items long' : '';
}

function valueAt(args: unknown, path: readonly PropertyKey[]): unknown {
  let value = args;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
