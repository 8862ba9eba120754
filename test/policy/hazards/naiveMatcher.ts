import type { HazardContext } from '../../../src/policy/hazards/hazards.js';
import { findHazard, grantProblem } from '../../../src/policy/hazards/hazards.js';
import type { Finding } from '../../../src/policy/evaluation.js';
import { matchWords, wordPattern } from '../../../src/policy/wordPattern.js';

export type Platform = HazardContext['platform'];

/** What becomes of a command under one allow rule: the rule may be refused at load, not match, or the hazards may refuse. */
export type Outcome =
  | { readonly kind: 'allow' }
  | { readonly kind: 'no-match' }
  | { readonly kind: 'load'; readonly finding: Finding }
  | { readonly kind: 'hazard'; readonly finding: Finding };

const ROOT = '/repo';

/** Decides with whole-word rules and the hazards, and nothing else of the policy. */
export function decide(
  rule: readonly string[],
  argv: readonly string[],
  platform: Platform = 'linux',
  cwd = ROOT,
): Outcome {
  const grant = grantProblem(rule.map((text) => ({ text, wildcard: text.includes('*') })));
  if (grant !== undefined) return { kind: 'load', finding: grant };
  const patterns = rule.map(wordPattern);
  const match = matchWords(patterns, argv, 'narrow');
  if (match === undefined) return { kind: 'no-match' };
  const matched = match.matchedBy.map((at) => patterns[at]!);
  const finding = findHazard({
    argv,
    wild: matched.map((pattern) => pattern.kind !== 'literal'),
    literalPrefix: matched.map((pattern) => (pattern.kind === 'pieces' ? pattern.pieces[0]!.length : 0)),
    open: patterns.some((pattern) => pattern.kind !== 'literal'),
    program: (argv[0] ?? '').replace(/^.*\//, ''),
    platform,
    root: ROOT,
    cwd,
    policyFiles: [`${ROOT}/bgjobs.yaml`],
  });
  return finding === undefined ? { kind: 'allow' } : { kind: 'hazard', finding };
}
