import { err, ok, type Result } from '../lib/result.js';
import { firstForbidden } from './characters.js';
import type { CommandInput, Finding, Operator } from './evaluation.js';
import { finding } from './findings.js';
import { parseCommandLine } from './lexer.js';
import { MAX_UNITS, MAX_WORDS, refusal } from './syntaxRefusal.js';

/** One command to decide on. */
export interface ReadCommand {
  readonly argv: readonly string[];
  readonly operator: Operator | undefined;
  /** Where each word stands in the text; empty for argv. */
  readonly offsets: readonly number[];
}

/** Reads what the agent gave: a text is parsed, argv is taken as it is and never split again. */
export function readCommand(input: CommandInput): Result<readonly ReadCommand[], Finding> {
  if (input.kind === 'argv') return readArgv(input.argv);
  const parsed = parseCommandLine(input.text);
  if (!parsed.ok) return err({ ...parsed.error, word: undefined });
  return ok(
    parsed.value.map(({ operator, words }) => ({
      operator,
      argv: words.map((word) => word.value),
      offsets: words.map((word) => word.offset),
    })),
  );
}

function readArgv(argv: readonly string[]): Result<readonly ReadCommand[], Finding> {
  if (argv.length === 0) return err(finding('syntax-empty', '`argv` is empty', 'give a program and its arguments'));
  if (argv[0] === '') return err(inWord(refusal('syntax-empty-program', 0), 0));
  if (argv.length > MAX_WORDS) return err(inWord(refusal('syntax-too-many-words', 0), MAX_WORDS));
  let units = 0;
  for (const [word, text] of argv.entries()) {
    units += text.length + 1;
    if (units > MAX_UNITS + 1) return err(inWord(refusal('syntax-too-long', 0), word));
    const bad = firstForbidden(text);
    if (bad !== undefined) return err(inWord(refusal(bad.code, 0), word));
  }
  return ok([{ argv, operator: undefined, offsets: [] }]);
}

function inWord({ code, message, hint }: { code: string; message: string; hint: string }, word: number): Finding {
  return { code, message, hint, offset: undefined, word };
}
