import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import type { RuleSource } from '../config/config.js';
import type { SourceRange } from '../config/diagnostic.js';
import type { Overrides } from '../config/overrides.js';
import { parseDuration } from '../lib/duration.js';
import { err, ok, type Result } from '../lib/result.js';
import { parseSize } from '../lib/size.js';
import { parseCommandLine } from '../policy/lexer.js';
import { displayWords } from '../policy/quoting.js';
import type { CommandIo, CommandValues } from './command.js';

/** The flags that override the file, for `parseArgs`. */
export const OVERRIDE_OPTIONS = {
  'max-jobs': { type: 'string' },
  'max-log': { type: 'string' },
  timeout: { type: 'string' },
  'keep-finished-for': { type: 'string' },
  root: { type: 'string' },
  allow: { type: 'string', multiple: true },
} as const;

/** The same in the help. */
export const OVERRIDE_HELP = [
  'Flags, and after them environment variables, override the file for this server:',
  '--max-jobs N             BGJOBS_MAX_JOBS           jobs running at once',
  '--max-log SIZE           BGJOBS_MAX_LOG            output kept per job, such as 10MB',
  '--timeout DURATION       BGJOBS_TIMEOUT            of jobs that state none of their own, such as 30m',
  '--keep-finished-for D    BGJOBS_KEEP_FINISHED_FOR  how long finished jobs stay, such as 24h',
  '--root FOLDER            BGJOBS_ROOT               the only folder in which anything may run',
  '--allow RULE             BGJOBS_ALLOW              allows a command, such as "npm run *"; repeat it, or one a line',
].join('\n');

/** Reads one text, or says in one sentence what is wrong with it. */
type Read<T> = (text: string) => Result<T, string>;

/** What a person gave, and where. */
interface Given {
  /** `--max-jobs` or `BGJOBS_MAX_JOBS`. */
  readonly origin: string;
  readonly text: string;
}

/**
 * Reads the flags and variables that override the file.
 * @returns them, or one sentence that names the flag or variable and the fix.
 */
export function readOverrides(values: CommandValues, io: CommandIo): Result<Overrides, string> {
  const one = <T>(flag: keyof typeof OVERRIDE_OPTIONS, read: Read<T>): Result<T | undefined, string> => {
    const [given] = givenTexts(flag, values, io);
    return given === undefined ? ok(undefined) : named(given, read(given.text));
  };
  const maxJobs = one('max-jobs', readCount);
  if (!maxJobs.ok) return maxJobs;
  const maxLogBytes = one('max-log', (text) => plain(parseSize(text)));
  if (!maxLogBytes.ok) return maxLogBytes;
  const timeoutMs = one('timeout', (text) => plain(parseDuration(text)));
  if (!timeoutMs.ok) return timeoutMs;
  const keepFinishedForMs = one('keep-finished-for', (text) => plain(parseDuration(text)));
  if (!keepFinishedForMs.ok) return keepFinishedForMs;
  const root = one('root', (text) => readFolder(resolve(io.cwd, text)));
  if (!root.ok) return root;
  const allow: RuleSource[] = [];
  for (const given of givenTexts('allow', values, io)) {
    const rule = readRule(given);
    if (!rule.ok) return named(given, rule);
    allow.push(rule.value);
  }
  return ok({
    limits: {
      ...(maxJobs.value === undefined ? {} : { maxJobs: maxJobs.value }),
      ...(maxLogBytes.value === undefined ? {} : { maxLogBytes: maxLogBytes.value }),
      ...(keepFinishedForMs.value === undefined ? {} : { keepFinishedForMs: keepFinishedForMs.value }),
    },
    ...(timeoutMs.value === undefined ? {} : { timeoutMs: timeoutMs.value }),
    ...(root.value === undefined ? {} : { root: root.value }),
    allow,
  });
}

/** Which flag or variable gives each override that is given, by the flag's name. */
export function overrideNames(values: CommandValues, io: CommandIo): ReadonlyMap<string, string> {
  const flags = Object.keys(OVERRIDE_OPTIONS) as (keyof typeof OVERRIDE_OPTIONS)[];
  return new Map(flags.flatMap((flag) => givenTexts(flag, values, io).map(({ origin }) => [flag, origin] as const)));
}

/** Flags first: a variable counts only where its flag was not given. */
function givenTexts(flag: keyof typeof OVERRIDE_OPTIONS, values: CommandValues, io: CommandIo): readonly Given[] {
  const value = values[flag];
  const flags = Array.isArray(value) ? value : value === undefined ? [] : [value];
  if (flags.length > 0) return flags.map((text) => ({ origin: `--${flag}`, text: String(text) }));
  const variable = `BGJOBS_${flag.toUpperCase().replaceAll('-', '_')}`;
  const text = io.env[variable];
  if (text === undefined || text === '') return [];
  const lines = flag === 'allow' ? text.split('\n').filter((line) => line.trim() !== '') : [text];
  return lines.map((line) => ({ origin: variable, text: line }));
}

function readRule({ origin, text }: Given): Result<RuleSource, string> {
  const parsed = parseCommandLine(text, { wildcards: true });
  if (!parsed.ok) return err(`${parsed.error.message} (${parsed.error.hint})`);
  const [command, another] = parsed.value;
  if (command === undefined || another !== undefined) return err('a rule is one command; give each its own');
  const words = command.words.map((word) => word.value);
  const start = { line: 1, column: 1, offset: 0 };
  const end = { line: 1, column: text.length + 1, offset: text.length };
  const range: SourceRange = { file: origin, start, end };
  const rest = { cwd: [], env: [], reason: undefined, match: [], notMatch: [], unsafe: false };
  return ok({ decision: 'allow', words, text: displayWords(words), range, ...rest });
}

function readCount(text: string): Result<number, string> {
  const count = Number(text);
  return /^\d{1,6}$/.test(text) && count > 0 ? ok(count) : err('takes a whole number from 1 on');
}

function readFolder(path: string): Result<string, string> {
  try {
    return ok(realpathSync(path));
  } catch {
    return err(`there is no folder \`${path}\``);
  }
}

function plain<T>(result: Result<T, { readonly message: string; readonly hint?: string }>): Result<T, string> {
  if (result.ok) return result;
  const { message, hint } = result.error;
  return err(hint === undefined ? message : `${message}, such as \`${hint}\``);
}

function named<T>({ origin, text }: Given, result: Result<T, string>): Result<T, string> {
  return result.ok ? result : err(`\`${origin}\` (${JSON.stringify(text)}): ${result.error}`);
}
