import { err, ok, type Result } from '../lib/result.js';
import { forbidden, isBare } from './characters.js';
import type { Operator } from './evaluation.js';
import { MAX_COMMANDS, MAX_UNITS, MAX_WORDS, refusal, type SyntaxRefusal } from './syntaxRefusal.js';

/** One word, quotes and escapes removed. */
export interface ParsedWord {
  readonly value: string;
  /** Where it stands in the text, `end` exclusive, in UTF-16 units. */
  readonly offset: number;
  readonly end: number;
}

/** One command of a list: a program and its arguments. */
export interface ParsedCommand {
  /** Between this command and the one before it; undefined for the first. */
  readonly operator: Operator | undefined;
  /** At least one. */
  readonly words: readonly ParsedWord[];
}

/** A list or pipeline, in the order of the text; at least one command. */
export type ParsedList = readonly ParsedCommand[];

/** How the text is read. `wildcards` lets an unquoted `*` stand for itself, as in the text of a rule. */
export interface LexerOptions {
  readonly wildcards: boolean;
}

const RESERVED = new Set(
  'if then elif else fi for while until do done case esac in function select time coproc'.split(' '),
);

/** Characters that stand for themselves anywhere in a bare word; `~`, `=` and `#` depend on what is before them. */
const PLAIN_BARE = /[\p{L}\p{Nd}_./:@%+,^-]+/uy;
/** The same between double quotes, of ASCII. */
const PLAIN_QUOTED = /[ !#%-[\]^_a-~]+/y;

/**
 * Reads a command line of the command language (docs/policy.md) in one pass over the text: words of plain, quoted and
 * escaped characters, joined by `&&`, `||`, `;` and `|`. Everything else that a shell would act on is refused.
 */
export function parseCommandLine(
  text: string,
  options: LexerOptions = { wildcards: false },
): Result<ParsedList, SyntaxRefusal> {
  if (text.length > MAX_UNITS) return err(refusal('syntax-too-long', MAX_UNITS));
  const commands: ParsedCommand[] = [];
  let words: ParsedWord[] = [];
  let count = 0;
  let operator: { readonly text: Operator; readonly offset: number } | undefined;
  let at = 0;
  while (at < text.length) {
    const character = text[at];
    if (character === ' ' || character === '\t') {
      at++;
    } else if (character === '&' || character === '|' || character === ';') {
      const next = readOperator(text, at);
      if (!next.ok) return next;
      if (words.length === 0) return err(missingCommand(text, at));
      commands.push({ operator: operator?.text, words });
      if (commands.length === MAX_COMMANDS) return err(refusal('syntax-too-many-commands', at));
      words = [];
      operator = { text: next.value, offset: at };
      at += next.value.length;
    } else {
      if (count === MAX_WORDS) return err(refusal('syntax-too-many-words', at));
      const word = readWord(text, at, words.length === 0, options);
      if (!word.ok) return word;
      words.push(word.value);
      count++;
      at = word.value.end;
    }
  }
  if (words.length === 0) {
    return err(operator === undefined ? refusal('syntax-empty', 0) : missingCommand(text, operator.offset));
  }
  commands.push({ operator: operator?.text, words });
  return ok(commands);
}

function readOperator(text: string, at: number): Result<Operator, SyntaxRefusal> {
  const character = text[at];
  const next = text[at + 1];
  if (character === ';') return ok(';');
  if (character === '|') {
    if (next === '&') return err(refusal('syntax-pipe-stderr', at));
    return ok(next === '|' ? '||' : '|');
  }
  if (next === '&') return ok('&&');
  return err(next === '>' ? redirect(text, at) : refusal('syntax-background', at));
}

function missingCommand(text: string, at: number): SyntaxRefusal {
  const rest = text.slice(at).trim();
  const hint = rest === ';' ? 'leave the `;` at the end out' : 'put a command on both sides, or leave the operator out';
  return refusal('syntax-empty-command', at, { hint });
}

function readWord(
  text: string,
  start: number,
  isFirst: boolean,
  options: LexerOptions,
): Result<ParsedWord, SyntaxRefusal> {
  let value = '';
  let at = start;
  while (at < text.length) {
    const character = text[at];
    if (character === ' ' || character === '\t' || character === '&' || character === '|' || character === ';') break;
    const plain = runEnd(PLAIN_BARE, text, at);
    if (plain > at) {
      value += text.slice(at, plain);
      at = plain;
      continue;
    }
    const piece =
      character === "'"
        ? readSingleQuoted(text, at)
        : character === '"'
          ? readDoubleQuoted(text, at)
          : character === '\\'
            ? readEscape(text, at)
            : readBare(text, at, start, options);
    if (!piece.ok) return piece;
    value += piece.value.value;
    at = piece.value.end;
  }
  if (isFirst) {
    const problem = refuseAsFirst(text.slice(start, at), value, start);
    if (problem !== undefined) return err(problem);
  }
  return ok({ value, offset: start, end: at });
}

/** Where a run of characters ends that begins at a place; that place when none does. */
function runEnd(characters: RegExp, text: string, at: number): number {
  characters.lastIndex = at;
  return characters.test(text) ? characters.lastIndex : at;
}

/** What a first word may not be; `raw` is the word as it was spelled. */
function refuseAsFirst(raw: string, value: string, at: number): SyntaxRefusal | undefined {
  if (value === '') return refusal('syntax-empty-program', at);
  const assignment = /^([A-Za-z_][A-Za-z0-9_]*)\+?=/.exec(raw);
  if (assignment?.[1] !== undefined) {
    return refusal('syntax-assignment', at, { hint: `pass \`${assignment[1]}\` in \`env\`` });
  }
  return RESERVED.has(raw) ? refusal('syntax-reserved-word', at) : undefined;
}

interface Piece {
  readonly value: string;
  readonly end: number;
}

function readSingleQuoted(text: string, start: number): Result<Piece, SyntaxRefusal> {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === "'") return ok({ value: text.slice(start + 1, at), end: at + 1 });
    const code = forbidden(text, at);
    if (code !== undefined) return err(refusal(code, at));
  }
  return err(refusal('syntax-unclosed-quote', start));
}

function readDoubleQuoted(text: string, start: number): Result<Piece, SyntaxRefusal> {
  let value = '';
  let at = start + 1;
  while (at < text.length) {
    const plain = runEnd(PLAIN_QUOTED, text, at);
    value += text.slice(at, plain);
    at = plain;
    const character = text.charAt(at);
    const next = text.charAt(at + 1);
    if (character === '"') return ok({ value, end: at + 1 });
    if (character === '\\' && (next === '"' || next === '\\')) {
      value += next;
      at += 2;
      continue;
    }
    if (character === '\\' && (next === '$' || next === '`' || next === '\n' || next === '!')) {
      return err(refusal('syntax-escape', at));
    }
    if (character === '$') return err(dollar(text, at, true));
    if (character === '`') return err(refusal('syntax-substitution', at));
    const code = forbidden(text, at);
    if (code !== undefined) return err(refusal(code, at));
    value += character;
    at++;
  }
  return err(refusal('syntax-unclosed-quote', start));
}

function readEscape(text: string, at: number): Result<Piece, SyntaxRefusal> {
  const next = text.charAt(at + 1);
  if (next === '') return err(refusal('syntax-trailing-backslash', at));
  if (next === '\n') return err(refusal('syntax-newline', at + 1, { hint: 'write the command on one line' }));
  if (next < ' ' || next > '~') return err(refusal(forbidden(text, at + 1) ?? 'syntax-escape', at));
  return ok({ value: next, end: at + 2 });
}

function readBare(text: string, at: number, start: number, options: LexerOptions): Result<Piece, SyntaxRefusal> {
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  if (character === '*' && options.wildcards) return ok({ value: character, end: at + 1 });
  if (!isBare(character)) return err(notBare(text, at, start, character));
  const before = text[at - 1];
  if (character === '#' && at === start) return err(refusal('syntax-comment', at));
  if (character === '=' && at === start) return err(refusal('syntax-equals', at));
  if (character === '~' && (at === start || before === '=' || before === ':')) return err(refusal('syntax-tilde', at));
  return ok({ value: character, end: at + character.length });
}

/** The refusal of a character that does not stand for itself outside quotes. */
function notBare(text: string, at: number, start: number, character: string): SyntaxRefusal {
  switch (character) {
    case '\n':
      return refusal('syntax-newline', at);
    case '\r':
      return refusal('syntax-control-character', at, { hint: 'leave the carriage return out; a command is one line' });
    case '<':
    case '>':
      return redirect(text, at);
    case '$':
      return dollar(text, at, false);
    case '`':
      return refusal('syntax-substitution', at);
    case '*':
    case '?':
    case '[':
      return (at === start ? testCommand(text, at) : undefined) ?? refusal('syntax-glob', at);
    case ']':
      return refusal('syntax-glob', at);
    case '{':
    case '}':
      return refusal('syntax-brace', at);
    case '(':
    case ')':
      return refusal('syntax-subshell', at);
    case '!':
      return refusal('syntax-exclamation', at);
    default:
      return refusal(forbidden(text, at) ?? 'syntax-character', at);
  }
}

/** `[ -f x ]` and `[[ -f x ]]`, which are commands and no patterns. */
function testCommand(text: string, at: number): SyntaxRefusal | undefined {
  if (/^\[\[(?:\s|$)/.test(text.slice(at, at + 3))) return refusal('syntax-reserved-word', at);
  if (!/^\[(?:\s|$)/.test(text.slice(at, at + 2))) return undefined;
  return refusal('syntax-glob', at, {
    message: '`[` would have to be quoted',
    hint: 'use `test`, without the brackets',
  });
}

function dollar(text: string, at: number, inQuotes: boolean): SyntaxRefusal {
  const next = text.charAt(at + 1);
  if (next === '(' || next === '[' || (next === '{' && /[\s|]/.test(text.charAt(at + 2)))) {
    return refusal('syntax-substitution', at);
  }
  if (/[A-Za-z0-9_{@*#?$!-]/.test(next)) return refusal('syntax-variable', at);
  if (!inQuotes && (next === "'" || next === '"')) return refusal('syntax-dollar-quote', at);
  return refusal('syntax-dollar', at);
}

function redirect(text: string, at: number): SyntaxRefusal {
  const rest = text.slice(at);
  if (/^[<>]\(/.test(rest)) return refusal('syntax-substitution', at);
  if (rest.startsWith('<<')) return refusal('syntax-here-document', at);
  if (rest.startsWith('<')) {
    return refusal('syntax-redirect', at, { hint: 'pass the file as an argument, or give its text with `send_input`' });
  }
  if (/^&?>[>&|]?\s*(1|2|\/dev\/(null|stdout|stderr))(?![^\s;|&])/.test(rest)) {
    return refusal('syntax-redirect', at, {
      hint: 'leave it out: both streams of a job are captured anyway, read them with `read_output`',
    });
  }
  return refusal('syntax-redirect', at);
}
