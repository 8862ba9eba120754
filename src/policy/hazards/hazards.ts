import type { Finding } from '../evaluation.js';
import type { Platform } from './grammar.js';
import { findProtectedPath } from './protectedPaths.js';
import { scanProgram, type Scan } from './scan.js';
import { findWindowsHazard } from './windows.js';

/** A command that a rule allows, and which of its words the rule's author did not write. */
export interface HazardContext {
  /** The program first. */
  readonly argv: readonly string[];
  /** Whether a wildcard of the rule matched each word; undefined when there is no rule and every word came from the agent. */
  readonly wild: readonly boolean[] | undefined;
  /** Of each word, how many characters at its start stand literally in the rule (`--out=*`: 6); 0 for all when undefined. */
  readonly literalPrefix?: readonly number[] | undefined;
  /** Whether the rule has a wildcard, even one that matched no word (`node **` on `node`). By default whether a word is wild. */
  readonly open?: boolean | undefined;
  /** The base name as it was matched: `git`. */
  readonly program: string;
  readonly platform: Platform;
  /** Absolute. */
  readonly root: string;
  /** Absolute. */
  readonly cwd: string;
  /** Absolute paths of the files that hold the policy. */
  readonly policyFiles: readonly string[];
}

/** A word of a rule. */
export interface RulePatternWord {
  readonly text: string;
  /** Whether it has a `*` that is one. */
  readonly wildcard: boolean;
}

/**
 * What is dangerous about the words that a wildcard matched: the first thing found, or undefined. Words that the author
 * of the rule wrote are never refused. Linear in the length of argv.
 */
export function findHazard(context: HazardContext): Finding | undefined {
  const { argv, platform, root, cwd } = context;
  const wild = context.wild ?? argv.map((_, at) => at > 0);
  const open = context.open ?? (context.wild === undefined || wild.includes(true));
  if (!open) return undefined;
  const scan: Scan = {
    argv,
    wild,
    literal: context.literalPrefix ?? [],
    place: { root, cwd, platform },
    load: false,
    texts: new Set(),
    values: [],
  };
  const windows = platform === 'win32' ? findWindowsHazard(scan, context.program) : undefined;
  return (
    windows ?? scanProgram(scan, 0, context.program) ?? findProtectedPath(scan, context.program, context.policyFiles)
  );
}

const NOWHERE = { root: '/', cwd: '/', platform: 'linux' } as const;

/**
 * Why a rule grants too much to be loaded without `unsafe: true`: a wildcard stands over the words of a program that runs
 * other programs. undefined when the rule is sound.
 */
export function grantProblem(words: readonly RulePatternWord[]): Finding | undefined {
  const program = words[0];
  if (program === undefined || !words.some((word) => word.wildcard)) return undefined;
  const argv = words.map((word) => word.text);
  const scan: Scan = {
    argv,
    wild: words.map((word) => word.wildcard),
    literal: words.map((word) => (word.wildcard ? word.text.indexOf('*') : word.text.length)),
    place: NOWHERE,
    load: true,
    texts: new Set(),
    values: [],
  };
  return scanProgram(scan, 0, program.text.slice(program.text.lastIndexOf('/') + 1));
}
