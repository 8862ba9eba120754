import type { CompiledPolicy, CompiledRule } from './compiledPolicy.js';
import type { Finding } from './evaluation.js';
import { refusedEnvName } from './refusedEnv.js';
import { relativeToRoot } from './roots.js';
import { hazardInMatch } from './ruleHazards.js';
import { matchWord, matchWords, type WordMatch } from './wordPattern.js';

/** What a command is looked at in. */
export interface CallContext {
  /** Real path. */
  readonly cwd: string;
  /** Names of the variables that the call sets. */
  readonly env: readonly string[];
}

/** A rule that grants a command, and which of its words matched which. */
export interface Granted {
  readonly kind: 'granted';
  readonly rule: CompiledRule;
  readonly match: WordMatch;
}

/** The rule that came closest to granting a command. */
export type NearMiss =
  /** The words fit, the folder does not. */
  | { readonly kind: 'cwd'; readonly rule: CompiledRule }
  /** Words and folder fit, but the rule does not let this variable be set. */
  | { readonly kind: 'env'; readonly rule: CompiledRule; readonly name: string }
  /** Words, folder and variables fit, but a wildcard matched something dangerous. */
  | { readonly kind: 'hazard'; readonly rule: CompiledRule; readonly hazard: Finding }
  /** The program is the same; `word` is the first word that differs, or the number of words when too few. */
  | { readonly kind: 'words'; readonly rule: CompiledRule; readonly word: number };

/** Finds the first allow rule that grants a command, or the one that came closest. */
export function findGrant(
  policy: CompiledPolicy,
  argv: readonly string[],
  context: CallContext,
): Granted | NearMiss | undefined {
  const candidates = policy.rules.allow.byProgram.get(argv[0] ?? '') ?? [];
  const folder = relativeToRoot(context.cwd, policy.root);
  let near: NearMiss | undefined;
  for (const rule of candidates) {
    const match = matchWords(rule.patterns, argv, 'narrow');
    if (match === undefined) {
      near = nearer(near, { kind: 'words', rule, word: firstDifference(rule, argv) });
    } else if (rule.cwd !== undefined && !rule.cwd(folder)) {
      near = nearer(near, { kind: 'cwd', rule });
    } else {
      const name = context.env.find((variable) => !maySet(policy, rule, variable));
      const hazard = name === undefined ? hazardInMatch(policy, rule, match, argv, context.cwd) : undefined;
      if (name !== undefined) near = nearer(near, { kind: 'env', rule, name });
      else if (hazard !== undefined) near = nearer(near, { kind: 'hazard', rule, hazard });
      else return { kind: 'granted', rule, match };
    }
  }
  return near;
}

/** Whether a call that a rule decides may set a variable. Refused names need a rule that is `unsafe` and lists them. */
export function maySet(policy: CompiledPolicy, rule: CompiledRule | undefined, name: string): boolean {
  if (rule?.env(name) === true) {
    return rule.source.unsafe || refusedEnvName(name, policy.host.platform) === undefined;
  }
  return policy.env(name) && refusedEnvName(name, policy.host.platform) === undefined;
}

function nearer(before: NearMiss | undefined, now: NearMiss): NearMiss {
  return before === undefined || closeness(now) > closeness(before) ? now : before;
}

function closeness(miss: NearMiss): number {
  switch (miss.kind) {
    case 'words':
      return miss.word;
    case 'cwd':
      return Number.MAX_SAFE_INTEGER - 1;
    case 'env':
      return Number.MAX_SAFE_INTEGER;
    case 'hazard':
      return Infinity;
  }
}

function firstDifference(rule: CompiledRule, argv: readonly string[]): number {
  const at = argv.findIndex((word, index) => {
    const pattern = rule.patterns[index];
    return pattern === undefined || !matchWord(pattern, word, 'narrow');
  });
  return at < 0 ? argv.length : at;
}
