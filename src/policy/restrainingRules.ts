import { posix } from 'node:path';
import type { CompiledPolicy, CompiledRule, RuleIndex } from './compiledPolicy.js';
import type { PolicyHost } from './policyHost.js';
import { relativeToRoot } from './roots.js';
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
  const candidates = [{ argv, word: 0, wrapper: undefined }, ...wrapped.commands];
  const first = (index: RuleIndex): Restraint | undefined => {
    if (index.all.length === 0) return undefined;
    for (const candidate of candidates) {
      const rule = restraining(policy, index, candidate.argv, cwd);
      if (rule !== undefined) return { rule, word: candidate.word, wrapper: candidate.wrapper };
    }
    return undefined;
  };
  return { deny: first(deny), ask: first(ask), tooDeep: !wrapped.complete };
}

/** The first rule of an index whose words a command meets, in this folder. */
function restraining(
  policy: CompiledPolicy,
  index: RuleIndex,
  argv: readonly string[],
  cwd: string,
): CompiledRule | undefined {
  const listed = index.byProgram.get(programKey(argv[0] ?? '', policy.host.platform)) ?? [];
  if (listed.length === 0 && index.others.length === 0) return undefined;
  const folder = relativeToRoot(cwd, policy.root);
  return [...listed, ...index.others].find(
    (rule) => (rule.cwd === undefined || rule.cwd(folder)) && meetsRule(policy, rule, argv, cwd),
  );
}

/** Whether a command meets the words of a deny or ask rule, whose wildcards are read wide; its folders are left aside. */
export function meetsRule(policy: CompiledPolicy, rule: CompiledRule, argv: readonly string[], cwd: string): boolean {
  const program = argv[0] ?? '';
  if (rule.program === undefined) {
    const names = [program, posix.basename(program)];
    return names.some((name) => matchWords(rule.patterns, argv, 'wide', name) !== undefined);
  }
  if (!isSameProgram(policy, rule.program, program, cwd)) return false;
  return matchWords(rule.patterns, argv, 'wide', rule.program) !== undefined;
}

/** A name restrains every path that ends in it; a path restrains every spelling that leads to the same file. */
function isSameProgram(policy: CompiledPolicy, wanted: string, program: string, cwd: string): boolean {
  const { host, root } = policy;
  if (!wanted.includes('/')) return programKey(wanted, host.platform) === programKey(program, host.platform);
  if (wanted === program) return true;
  if (!program.includes('/')) return false;
  const asked = posix.resolve(cwd, program);
  const named = posix.resolve(root, wanted);
  return asked === named || (host.realPath(asked) ?? asked) === (host.realPath(named) ?? named);
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
