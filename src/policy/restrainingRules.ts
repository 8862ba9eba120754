import { posix } from 'node:path';
import type { CompiledPolicy, CompiledRule, RuleIndex } from './compiledPolicy.js';
import type { PolicyHost } from './policyHost.js';
import { isInsideRoots, relativeToRoot } from './roots.js';
import { matchWords } from './wordPattern.js';
import { wrappedCommands } from './wrappers.js';

/** A deny or ask rule that a command runs into. */
export interface Restraint {
  readonly rule: CompiledRule;
  /** Where the restrained command begins in the argv: 0, or further on behind a wrapper. */
  readonly word: number;
  /** The wrapper that would run it. */
  readonly wrapper: string | undefined;
}

/** What the deny and ask rules say of one command. */
export interface Restraints {
  readonly deny: Restraint | undefined;
  readonly ask: Restraint | undefined;
  /** Wrappers were nested too deep to look behind all of them. */
  readonly tooDeep: boolean;
}

/** Looks for deny and ask rules that a command runs into, itself or behind wrappers. */
export function findRestraints(policy: CompiledPolicy, argv: readonly string[], cwd: string): Restraints {
  const { deny, ask } = policy.rules;
  if (deny.all.length === 0 && ask.all.length === 0) return { deny: undefined, ask: undefined, tooDeep: false };
  const wrapped = wrappedCommands(argv);
  // What is nested too deep is refused for that; looking at what was found of it would only take long.
  const behind = wrapped.complete ? wrapped.commands : [];
  const candidates = [{ argv, word: 0, wrapper: undefined, isEnd: false }, ...behind];
  const place = placeOf(policy, cwd);
  const first = (index: RuleIndex): Restraint | undefined => {
    if (index.all.length === 0) return undefined;
    for (const candidate of candidates) {
      const rule = restraining(policy, index, candidate, place);
      if (rule !== undefined) return { rule, word: candidate.word, wrapper: candidate.wrapper };
    }
    return undefined;
  };
  return { deny: first(deny), ask: first(ask), tooDeep: !wrapped.complete };
}

/** A path as it is spelled, made absolute, and where it leads. */
interface Spelled {
  readonly path: string;
  readonly real: string;
}

/** Where a command runs, and what paths mean there. Many rules and many wrapped commands name the same few. */
interface RestraintPlace {
  /** Below the root. */
  readonly folder: string;
  /** A path in a command. */
  asked(path: string): Spelled;
  /** A path in a rule. */
  named(path: string): Spelled;
}

function placeOf({ host, root }: CompiledPolicy, cwd: string): RestraintPlace {
  const remembering = (base: string): ((path: string) => Spelled) => {
    const known = new Map<string, Spelled>();
    return (spelled) => {
      const seen = known.get(spelled);
      if (seen !== undefined) return seen;
      const path = posix.resolve(base, spelled);
      const found = { path, real: host.realPath(path) ?? path };
      known.set(spelled, found);
      return found;
    };
  };
  return { folder: relativeToRoot(cwd, root), asked: remembering(cwd), named: remembering(root) };
}

/** The first rule of an index whose words a command meets, in this folder. */
function restraining(
  policy: CompiledPolicy,
  index: RuleIndex,
  { argv, isEnd }: { readonly argv: readonly string[]; readonly isEnd: boolean },
  place: RestraintPlace,
): CompiledRule | undefined {
  const meets = (rule: CompiledRule): boolean =>
    !(isEnd && meetsEnds(rule)) &&
    (rule.cwd === undefined || rule.cwd(place.folder)) &&
    meetsWords(policy, rule, argv, place);
  const listed = index.byProgram.get(programKey(argv[0] ?? '', policy.host.platform));
  return listed?.find(meets) ?? index.others.find(meets);
}

/** Whether a rule that is met by the end of a command is met by all of it, as it begins with any words. */
function meetsEnds({ patterns }: CompiledRule): boolean {
  const start = patterns.find(({ kind }) => kind !== 'word');
  return start?.kind === 'words';
}

/** Whether a command meets the words of a deny or ask rule, whose wildcards are read wide; its folders are left aside. */
export function meetsRule(policy: CompiledPolicy, rule: CompiledRule, argv: readonly string[], cwd: string): boolean {
  return meetsWords(policy, rule, argv, placeOf(policy, cwd));
}

function meetsWords(
  policy: CompiledPolicy,
  rule: CompiledRule,
  argv: readonly string[],
  place: RestraintPlace,
): boolean {
  const program = argv[0] ?? '';
  if (rule.program !== undefined) {
    return (
      isSameProgram(policy, rule.program, program, place) &&
      matchWords(rule.patterns, argv, 'wide', rule.program) !== undefined
    );
  }
  if (matchWords(rule.patterns, argv, 'wide') !== undefined) return true;
  // A program is known by its name alone too.
  if (rule.patterns[0]?.kind !== 'pieces' || !program.includes('/')) return false;
  return matchWords(rule.patterns, argv, 'wide', posix.basename(program)) !== undefined;
}

/**
 * A name restrains every path that ends in it; a path in the roots restrains every spelling that leads to the same file;
 * a path elsewhere restrains its name, as no command can spell such a path.
 */
function isSameProgram(
  { host, programs }: CompiledPolicy,
  wanted: string,
  program: string,
  place: RestraintPlace,
): boolean {
  if (wanted === program) return true;
  const isNamed = programKey(wanted, host.platform) === programKey(program, host.platform);
  if (!wanted.includes('/')) return isNamed;
  if (isNamed && !isInsideRoots(place.named(wanted).real, programs.roots)) return true;
  if (!program.includes('/')) return false;
  const [one, other] = [place.asked(program), place.named(wanted)];
  return one.path === other.path || one.real === other.real;
}

/** The name that deny and ask rules know a program by: without its folder, folded where file names are. */
export function programKey(program: string, platform: PolicyHost['platform']): string {
  const name = program.slice(
    Math.max(program.lastIndexOf('/'), platform === 'win32' ? program.lastIndexOf('\\') : -1) + 1,
  );
  if (platform === 'linux') return name;
  const folded = name.normalize('NFC').toLowerCase();
  return platform === 'win32' ? folded.replace(/\.(?:exe|com|cmd|bat)$/, '') : folded;
}
