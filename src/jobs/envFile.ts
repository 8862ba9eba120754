import { readFileSync } from 'node:fs';
import { err, ok, type Result } from '../lib/result.js';

/** Why an env file could not be used. */
export interface EnvFileError {
  readonly code: 'env-file';
  readonly path: string;
  readonly message: string;
}

const LARGEST = 256 * 1024;

/** Reads an env file. One that is not there is empty unless it is required. */
export function readEnvFile(path: string, isRequired: boolean): Result<ReadonlyMap<string, string>, EnvFileError> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' && !isRequired) return ok(new Map());
    const why = { ENOENT: 'does not exist', EISDIR: 'is a folder', EACCES: 'is not readable' }[code ?? ''];
    return err({ code: 'env-file', path, message: why ?? `cannot be read (${code ?? String(error)})` });
  }
  if (text.length > LARGEST) return err({ code: 'env-file', path, message: 'is larger than 256 KiB' });
  const parsed = parseEnvFile(text);
  return parsed.ok ? parsed : err({ code: 'env-file', path, message: parsed.error });
}

const ASSIGNMENT = /^[ \t]*(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_.-]*)[ \t]*=[ \t]*/;

/**
 * Parses dotenv syntax: `NAME=value`, `export`, `#` comments, quotes of three kinds (values in them may span lines;
 * only double quotes know `\n`, `\r`, `\t`, `\"`, `\\`). Nothing is expanded.
 * @returns the variables in order, or the first line that is none of that.
 */
export function parseEnvFile(text: string): Result<ReadonlyMap<string, string>, string> {
  const variables = new Map<string, string>();
  let rest = text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  let line = 1;
  while (rest !== '') {
    const blank = /^[ \t]*(?:#[^\n]*)?(?:\n|$)/.exec(rest);
    const assignment = blank === null ? ASSIGNMENT.exec(rest) : null;
    if (blank === null && assignment?.[1] === undefined) return err(`line ${line} is not \`NAME=value\``);
    let taken = blank?.[0].length ?? 0;
    if (assignment?.[1] !== undefined) {
      const value = readValue(rest.slice(assignment[0].length));
      if (!value.ok) return err(`line ${line}: ${value.error}`);
      variables.set(assignment[1], value.value.text);
      taken = assignment[0].length + value.value.length;
    }
    line += rest.slice(0, taken).split('\n').length - 1;
    rest = rest.slice(taken);
  }
  return ok(variables);
}

function readValue(rest: string): Result<{ readonly text: string; readonly length: number }, string> {
  const quote = rest[0];
  if (quote !== '"' && quote !== "'" && quote !== '`') {
    const [raw = ''] = /^[^\n]*\n?/.exec(rest) ?? [];
    return ok({ text: raw.replace(/(^|[ \t])#.*/, '').trim(), length: raw.length });
  }
  const end = closingQuote(rest, quote);
  if (end === -1) return err(`the quote ${quote} is not closed`);
  const after = /^[ \t]*(?:#[^\n]*)?(?:\n|$)/.exec(rest.slice(end + 1));
  if (after === null) return err(`there is text after the closing ${quote}`);
  const inner = rest.slice(1, end);
  return ok({ text: quote === '"' ? unescape(inner) : inner, length: end + 1 + after[0].length });
}

function closingQuote(text: string, quote: string): number {
  for (let at = 1; at < text.length; at++) {
    if (text[at] === '\\' && quote === '"') at++;
    else if (text[at] === quote) return at;
  }
  return -1;
}

function unescape(text: string): string {
  return text.replace(/\\([nrt"\\$])/g, (_, letter: string) => ({ n: '\n', r: '\r', t: '\t' })[letter] ?? letter);
}
