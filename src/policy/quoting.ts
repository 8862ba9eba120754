import { isBare } from './characters.js';
import type { Operator } from './evaluation.js';

/** A command of a list, its words final. */
export interface EmittedCommand {
  readonly operator: Operator | undefined;
  readonly words: readonly string[];
}

/** A word as a person would write it: bare where that reads back as the same word, else quoted. */
export function displayWord(word: string): string {
  if (word === '') return "''";
  const bare = Array.from(word).every((character) => isBare(character) || character === '*');
  return bare && !/^[~#=]|[=:]~/.test(word) ? word : shellQuote(word);
}

/** Words as a person would write them. */
export function displayWords(words: readonly string[]): string {
  return words.map(displayWord).join(' ');
}

/** A list or pipeline as a person would write it. */
export function displayList(commands: readonly EmittedCommand[]): string {
  return join(commands, displayWords);
}

/**
 * A word in single quotes, in which nothing is special to any shell of the POSIX family.
 * @see POSIX.1-2024, Shell Command Language 2.2.2
 */
export function shellQuote(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

/**
 * A list or pipeline as text for `/bin/sh -c`: every word quoted, every operator ours.
 * Each command's first word has to be an absolute path, so that no builtin, function or alias can answer to it.
 */
export function emitForShell(commands: readonly EmittedCommand[]): string {
  for (const { words } of commands) {
    if (words[0]?.startsWith('/') !== true) throw new Error('a program handed to a shell has to be an absolute path');
    if (words.some((word) => word.includes('\0'))) throw new Error('a word handed to a shell cannot hold NUL');
  }
  return join(commands, (words) => words.map(shellQuote).join(' '));
}

function join(commands: readonly EmittedCommand[], render: (words: readonly string[]) => string): string {
  let text = '';
  for (const { operator, words } of commands) {
    if (operator !== undefined) text += operator === ';' ? '; ' : ` ${operator} `;
    text += render(words);
  }
  return text;
}
