/**
 * Why a word that a wildcard of the rule matched is refused. One row each in the documentation.
 *
 * | code | what it says |
 * |---|---|
 * | `hazard-option` | an option that runs a program, reads another configuration or writes a file |
 * | `hazard-subcommand` | a subcommand that runs programs, installs code or changes the configuration |
 * | `hazard-interpreter` | an option before the script that gives an interpreter other code |
 * | `hazard-script-missing` | an interpreter without a script reads its program from standard input |
 * | `hazard-executor` | the program runs other programs, and a wildcard chooses its words |
 * | `hazard-operand` | an operand with a special meaning, or outside the root |
 * | `hazard-assignment` | a word `NAME=value` that changes what the program runs |
 * | `hazard-url` | an address that reads local files or starts a program |
 * | `hazard-response-file` | a word `@file` from which the program reads more options |
 * | `hazard-protected-path` | a file that decides what runs, or that holds secrets |
 * | `hazard-windows-word` | a word that Windows reads as something else than a plain path |
 * | `hazard-batch-argument` | a word that `cmd.exe` would interpret |
 */
export type HazardCode =
  | 'hazard-option'
  | 'hazard-subcommand'
  | 'hazard-interpreter'
  | 'hazard-script-missing'
  | 'hazard-executor'
  | 'hazard-operand'
  | 'hazard-assignment'
  | 'hazard-url'
  | 'hazard-response-file'
  | 'hazard-protected-path'
  | 'hazard-windows-word'
  | 'hazard-batch-argument';

export type Platform = 'linux' | 'darwin' | 'win32';

/** Where the command would run. */
export interface Place {
  /** Absolute. */
  readonly root: string;
  /** Absolute. */
  readonly cwd: string;
  readonly platform: Platform;
}

/** What is wrong with a word. `reason` is a verb phrase that follows the word: `writes to a file`. */
export interface Refusal {
  readonly code: HazardCode;
  readonly reason: string;
}

/** Judges one value or operand. */
export type Check = (value: string, place: Place) => Refusal | undefined;

/**
 * How options are written.
 * - `gnu`: clustered short options; long ones, which may be abbreviated (getopt_long, git's parse-options)
 * - `exact`: the same without abbreviations (clap, cobra, Go's pflag)
 * - `folded`: the same, `--fooBar` is `--foo-bar`, and no word with a dash is a value of its own (yargs, cac, minimist)
 * - `nopt`: clusters, abbreviations, and no word with a dash is a value of its own (npm)
 * - `single`: one dash or two before a long name, no clusters (find, Go's flag, Java, ffmpeg, terraform)
 * - `caseless`: the same, compared without case (tsc, MSBuild)
 */
export type OptionForm = 'gnu' | 'nopt' | 'exact' | 'folded' | 'single' | 'caseless';

/** What a scan knows when it reaches the end of a command. */
export interface Seen {
  /** As declared: `--output`, `-o`. */
  readonly options: ReadonlySet<string>;
  readonly operands: readonly string[];
  /** Whether a wildcard matched each of them. */
  readonly wild: readonly boolean[];
}

/**
 * The command line of a program or subcommand. Options are listed by name, separated by blanks; `=` behind a name
 * says that it takes a value, glued, behind `=` or as the next word; `?` that it takes one only when glued; a `*` at the end of
 * a long name stands for anything (`--config.*=`), and with `?` behind it for the value (`-Wl,*?`). Options that are not listed are taken for harmless flags, so every option that takes a value as its own word has to be listed.
 */
export interface Grammar {
  readonly form?: OptionForm;
  /** Options that do no harm. */
  readonly harmless?: string;
  /** Harmless options whose value is never a path. */
  readonly texts?: string;
  /** Options that a wildcard may not match: the reason, and their names. */
  readonly refused?: Readonly<Record<string, string>>;
  /** Options whose value decides. */
  readonly checked?: readonly OptionCheck[];
  /** Options end at the first operand (POSIX); else they may stand anywhere. */
  readonly operandEndsOptions?: boolean;
  /** A word that ends the options beside `--` (`-args` of go test). */
  readonly endOfOptions?: string;
  /** `--` is a word like any other. */
  readonly noEndOfOptions?: boolean;
  /** The first word may be a cluster without its dash (tar). */
  readonly bundledFirstWord?: boolean;
  /** Words `@file` are read as more options. */
  readonly responseFiles?: boolean;
  /** Names and aliases, separated by blanks, to what follows them; a text is the reason why a wildcard may not match it. */
  readonly subcommands?: Readonly<Record<string, Grammar | string>>;
  /** The options of this level are accepted after the subcommand too. */
  readonly inherited?: boolean;
  /** A subcommand may be cut short as long as it is unambiguous (npm). */
  readonly abbreviatedSubcommands?: boolean;
  /** Subcommands that do no harm, where others could be taken for their long form, or run a program. */
  readonly harmlessSubcommands?: string;
  /**
   * A subcommand that is not listed is run: a `command` of the project (pnpm, yarn, bun), or any `program`, which has to be
   * the author's choice (nyc, c8).
   */
  readonly unknownSubcommand?: 'command' | 'program';
  /** As a subcommand: the reason why a wildcard may not match it. */
  readonly refusal?: string;
  /** Judges each operand that a wildcard matched; `index` counts operands from 0. */
  readonly operand?: (value: string, index: number, place: Place) => Refusal | undefined;
  /** The operands from the first on, or only the first, are text and no paths. */
  readonly textOperands?: 'all' | 'first';
  /** Judges the whole, once it is known. */
  readonly atEnd?: (seen: Seen, place: Place) => Refusal | undefined;
  /** Runs other programs: no wildcard may match its own words. The reason, a verb phrase. */
  readonly executor?: string;
  /** Options after which a command stands, up to `;` or `+` (find -exec). */
  readonly commandOptions?: string;
  /** The command that it runs begins after so many operands (`NAME=value` words apart, with `assignments`). */
  readonly runs?: { readonly skip: number; readonly assignments?: boolean; readonly afterDashes?: boolean };
  /** What follows `--` goes to this program (cmake --build). */
  readonly dashesGoTo?: string;
  readonly script?: ScriptRule;
}

/** An interpreter: its first operand is a script, and the words after it belong to the script. */
export interface ScriptRule {
  /** Options that give it code in the script's place, with the options going on (`node -e`). */
  readonly code?: string;
  /** The same, but what follows belongs to the code (`python -c`). */
  readonly codeLast?: string;
  /** Options that name the script and may come through a wildcard (`php -f`). */
  readonly file?: string;
  /** Options with which no script is needed. */
  readonly info?: string;
  /** Whether the words after the script are the script's. */
  readonly after: 'free' | 'options';
  readonly check?: Check;
}

export interface OptionCheck {
  readonly options: string;
  readonly check: Check;
  /** Refused even where the author wrote the option and a wildcard gave only the value. */
  readonly always?: boolean;
  readonly text?: boolean;
}

/** A program's entry in the table. */
export interface ProgramHazards extends Grammar {
  /** Base names, separated by blanks. */
  readonly programs: string;
  /** The manual page or advisory that it rests on. */
  readonly reference: string;
}

/** Puts two grammars together: options add up, everything else is the second's where it has any. */
export function merge(base: Grammar, more: Grammar): Grammar {
  const both = (key: 'harmless' | 'texts' | 'harmlessSubcommands'): string =>
    [base[key], more[key]].filter(Boolean).join(' ');
  const refused: Record<string, string> = { ...base.refused };
  for (const [reason, names] of Object.entries(more.refused ?? {})) {
    refused[reason] = refused[reason] === undefined ? names : `${refused[reason]} ${names}`;
  }
  return {
    ...base,
    ...more,
    harmless: both('harmless'),
    texts: both('texts'),
    harmlessSubcommands: both('harmlessSubcommands'),
    refused,
    checked: [...(base.checked ?? []), ...(more.checked ?? [])],
    subcommands: { ...base.subcommands, ...more.subcommands },
  };
}

/** The names of a declaration, one by one. */
export function names(text: string | undefined): readonly string[] {
  return text === undefined ? [] : text.split(/\s+/).filter((name) => name !== '');
}
