/** Why a command line is outside the command language. One row each in docs/errors.md. */
export type SyntaxCode =
  | 'syntax-empty'
  | 'syntax-too-long'
  | 'syntax-too-many-commands'
  | 'syntax-too-many-words'
  | 'syntax-control-character'
  | 'syntax-hidden-character'
  | 'syntax-lone-surrogate'
  | 'syntax-character'
  | 'syntax-newline'
  | 'syntax-background'
  | 'syntax-pipe-stderr'
  | 'syntax-empty-command'
  | 'syntax-redirect'
  | 'syntax-here-document'
  | 'syntax-substitution'
  | 'syntax-variable'
  | 'syntax-dollar'
  | 'syntax-dollar-quote'
  | 'syntax-glob'
  | 'syntax-brace'
  | 'syntax-subshell'
  | 'syntax-exclamation'
  | 'syntax-comment'
  | 'syntax-assignment'
  | 'syntax-reserved-word'
  | 'syntax-tilde'
  | 'syntax-equals'
  | 'syntax-unclosed-quote'
  | 'syntax-trailing-backslash'
  | 'syntax-escape'
  | 'syntax-empty-program';

/** A refusal of the text itself, with the place and what to write instead. */
export interface SyntaxRefusal {
  readonly code: SyntaxCode;
  /** One lower-case sentence, names in backticks, without a full stop. */
  readonly message: string;
  readonly hint: string;
  /** UTF-16 units from the start of the text. */
  readonly offset: number;
}

/** The most commands in one list or pipeline. */
export const MAX_COMMANDS = 16;
/** The most words in one list or pipeline, all its commands together. */
export const MAX_WORDS = 1_024;
/** The longest command line, in UTF-16 units. */
export const MAX_UNITS = 8_192;

const QUOTE = 'put the word in single quotes, or pass `argv`';

/** What each code says where the place itself gives nothing better. */
const TEXTS: Readonly<Record<SyntaxCode, { readonly message: string; readonly hint: string }>> = {
  'syntax-empty': { message: 'the command is empty', hint: 'give a program and its arguments' },
  'syntax-too-long': {
    message: `a command has at most ${MAX_UNITS} characters`,
    hint: 'put the long part in a file and pass its path',
  },
  'syntax-too-many-commands': {
    message: `a list has at most ${MAX_COMMANDS} commands`,
    hint: 'start several jobs, or put the steps in a script that a profile runs',
  },
  'syntax-too-many-words': {
    message: `a command has at most ${MAX_WORDS} words`,
    hint: 'pass a folder or a file that lists the arguments',
  },
  'syntax-control-character': {
    message: 'control characters are not accepted',
    hint: 'leave it out; words are separated by spaces or tabs',
  },
  'syntax-hidden-character': {
    message: 'characters that cannot be seen or that turn the text around are not accepted',
    hint: 'leave it out',
  },
  'syntax-lone-surrogate': {
    message: 'half of a surrogate pair is no character',
    hint: 'leave it out; it has no form in UTF-8',
  },
  'syntax-character': { message: 'this character has to be quoted', hint: QUOTE },
  'syntax-newline': {
    message: 'a command is one line',
    hint: 'join commands with `&&` or `;`, start them as separate jobs, or quote the newline if it belongs to a word',
  },
  'syntax-background': {
    message: '`&` is not accepted',
    hint: 'leave it out: every job runs in the background anyway; start a second job for a second command',
  },
  'syntax-pipe-stderr': {
    message: '`|&` is not accepted',
    hint: 'use `|`; standard error is captured by the job anyway',
  },
  'syntax-empty-command': { message: 'a command is missing beside the operator', hint: 'leave the operator out' },
  'syntax-redirect': {
    message: 'redirections are not accepted',
    hint: 'leave it out: the output of a job is kept, read it with `read_output`',
  },
  'syntax-here-document': {
    message: 'here-documents are not accepted',
    hint: 'start the job and give it the text with `send_input`, or pass a file',
  },
  'syntax-substitution': {
    message: 'commands inside a word are not accepted',
    hint: 'run the inner command first and pass its result as a word; single quotes make the characters literal',
  },
  'syntax-variable': {
    message: 'variables are not expanded',
    hint: 'write the value itself, or put the word in single quotes if the `$` is meant literally',
  },
  'syntax-dollar': { message: 'a `$` has to be in single quotes', hint: QUOTE },
  'syntax-dollar-quote': {
    message: '`$\'...\'` and `$"..."` are not accepted',
    hint: 'use plain single quotes, or pass `argv`',
  },
  'syntax-glob': {
    message: 'file name patterns are not expanded',
    hint: 'name the files, or put the word in single quotes if the program expands it itself',
  },
  'syntax-brace': { message: 'braces are not expanded', hint: QUOTE },
  'syntax-subshell': { message: 'parentheses are not accepted', hint: 'write one flat list, or quote the word' },
  'syntax-exclamation': { message: 'an unquoted `!` is not accepted', hint: QUOTE },
  'syntax-comment': { message: 'comments are not accepted', hint: 'leave it out, or quote the word' },
  'syntax-assignment': {
    message: 'assignments before a command are not accepted',
    hint: 'pass the variable in `env`',
  },
  'syntax-reserved-word': {
    message: 'this is a keyword of the shell, not a program',
    hint: 'give plain commands; put a script in a profile with `shell`',
  },
  'syntax-tilde': { message: '`~` is not expanded', hint: 'write the whole path, or quote the word' },
  'syntax-equals': { message: 'a word may not begin with an unquoted `=`', hint: QUOTE },
  'syntax-unclosed-quote': { message: 'the quote is never closed', hint: 'close it, or pass `argv`' },
  'syntax-trailing-backslash': {
    message: 'a backslash at the end escapes nothing',
    hint: 'leave it out, or quote it',
  },
  'syntax-escape': { message: 'this escape is not accepted', hint: 'use single quotes, where nothing is special' },
  'syntax-empty-program': { message: 'the program is an empty word', hint: 'begin with the name of a program' },
};

/** Makes a refusal; the texts of the code, unless the place gives better ones. */
export function refusal(
  code: SyntaxCode,
  offset: number,
  better: { readonly message?: string; readonly hint?: string } = {},
): SyntaxRefusal {
  return { code, message: better.message ?? TEXTS[code].message, hint: better.hint ?? TEXTS[code].hint, offset };
}
