import { posix } from 'node:path';
import type { RuleSource } from '../config/config.js';
import type { Diagnostic } from '../config/diagnostic.js';
import type { CompiledPolicy, CompiledRule } from './compiledPolicy.js';
import type { Finding } from './evaluation.js';
import { findHazard, grantProblem, type HazardContext } from './hazards/hazards.js';
import type { WordPattern, WordMatch } from './wordPattern.js';

/**
 * What is dangerous about the words that a rule's wildcards matched: the first thing found. Words that the rule spells
 * out are its author's grant, and `unsafe: true` lifts all of it.
 */
export function hazardInMatch(
  policy: CompiledPolicy,
  rule: CompiledRule,
  match: WordMatch,
  argv: readonly string[],
  cwd: string,
): Finding | undefined {
  if (rule.source.unsafe || !rule.open) return undefined;
  const wild: boolean[] = [];
  const literal: number[] = [];
  for (let at = 0; at < argv.length; at++) {
    const pattern = rule.patterns[match.matchedBy[at] ?? -1];
    wild.push(pattern?.kind !== 'literal');
    literal.push(literalPrefixOf(pattern));
  }
  return findHazard(hazardContext(policy, argv, cwd, { wild, literalPrefix: literal, open: true }));
}

/** The same for a command of which no rule spelled out a word. */
export function hazardInCommand(policy: CompiledPolicy, argv: readonly string[], cwd: string): Finding | undefined {
  return findHazard(hazardContext(policy, argv, cwd, { wild: undefined }));
}

/** Why a rule that allows grants more than it says, as errors at its place in the file. */
export function hazardDiagnostics(source: RuleSource): Diagnostic[] {
  if (source.decision !== 'allow' || source.unsafe) return [];
  const problem = grantProblem(source.words.map((text) => ({ text, wildcard: text.includes('*') })));
  if (problem === undefined) return [];
  return [
    {
      code: 'rule-too-wide',
      severity: 'error',
      message: `a wildcard of \`${source.text}\` grants more than it says: ${problem.message}`,
      range: source.range,
      suggestion: 'write the words out, or mark the rule `unsafe: true` if all of that is meant',
    },
  ];
}

function hazardContext(
  { host, root, policyFiles }: CompiledPolicy,
  argv: readonly string[],
  cwd: string,
  { wild, literalPrefix, open }: Pick<HazardContext, 'wild' | 'literalPrefix' | 'open'>,
): HazardContext {
  const program = argv[0] ?? '';
  const name = host.platform === 'win32' ? program.slice(program.lastIndexOf('\\') + 1) : program;
  const { platform } = host;
  return { argv, wild, literalPrefix, open, program: posix.basename(name), platform, root, cwd, policyFiles };
}

function literalPrefixOf(pattern: WordPattern | undefined): number {
  switch (pattern?.kind) {
    case 'literal':
      return pattern.text.length;
    case 'pieces':
      return pattern.pieces[0]?.length ?? 0;
    case 'word':
    case 'words':
    case undefined:
      return 0;
  }
}
