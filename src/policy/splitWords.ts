import { err, ok, type Result } from '../lib/result.js';
import { parseCommandLine } from './lexer.js';

/** Why a text is not exactly one command of plain words. */
export interface SplitError {
  /** A code of the lexer, or `not-one-command`. */
  readonly code: string;
  readonly message: string;
  readonly hint: string | undefined;
  readonly offset: number;
}

/**
 * Splits a text of the file into words with the same parser that reads an agent's commands: exactly one command, and
 * nothing that a shell would act on.
 */
export function splitWords(text: string): Result<readonly string[], SplitError> {
  const parsed = parseCommandLine(text);
  if (!parsed.ok) return parsed;
  const [first, second] = parsed.value;
  if (second !== undefined) {
    return err({
      code: 'not-one-command',
      message: `\`${second.operator ?? ''}\` joins two commands where one is wanted`,
      hint: 'write one command each',
      offset: operatorOffset(text, second.words[0]?.offset ?? 0),
    });
  }
  return ok((first?.words ?? []).map((word) => word.value));
}

/** Where the operator before a word stands: before it there are blanks alone. */
function operatorOffset(text: string, wordOffset: number): number {
  const before = text.slice(0, wordOffset).trimEnd();
  return before.length - (before.endsWith('&&') || before.endsWith('||') ? 2 : 1);
}
