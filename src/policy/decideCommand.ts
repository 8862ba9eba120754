import type { CompiledPolicy } from './compiledPolicy.js';
import type { CommandEvaluation, Finding } from './evaluation.js';
import {
  askFinding,
  deniedFinding,
  finding,
  hazardFinding,
  noRuleFinding,
  programFinding,
  quoted,
  quotedWords,
  ruleEvidence,
} from './findings.js';
import { findGrant, maySet, type CallContext } from './grantingRules.js';
import { batchArgumentProblem } from './hazards/windows.js';
import { resolveProgram } from './resolveProgram.js';
import { findRestraints } from './restrainingRules.js';
import { hazardInCommand } from './ruleHazards.js';
import { builtinHint } from './shellBuiltins.js';

type Verdict = Omit<CommandEvaluation, 'argv' | 'operator'>;

/**
 * Decides on one command whose syntax, folder and variables have passed: deny rules, what only a shell knows, ask rules,
 * allow rules, the default; and then whether there is a program that may run.
 */
export function decideCommand(policy: CompiledPolicy, argv: readonly string[], context: CallContext): Verdict {
  const found = resolveProgram(policy.programs, argv[0] ?? '', context.cwd);
  const program = found.ok ? found.value : undefined;
  const verdict = decideByRules(policy, argv, context);
  if (verdict.decision === 'deny') return { program, ...verdict };
  // Before anything is read from the file, so that what is put in its place later is noticed.
  const identity = program === undefined ? undefined : policy.host.identify?.(program);
  if (!found.ok) return { program, decision: 'deny', rule: verdict.rule, finding: programFinding(policy, found.error) };
  const batch = batchArgumentProblem(found.value, argv);
  if (batch === undefined) {
    return { program, identity, decision: verdict.decision, rule: verdict.rule, finding: verdict.finding };
  }
  return { program, decision: 'deny', rule: verdict.rule, finding: hazardFinding(batch, 'it is a batch file') };
}

function decideByRules(
  policy: CompiledPolicy,
  argv: readonly string[],
  context: CallContext,
): Omit<Verdict, 'program'> {
  const refuse = (because: Finding): Omit<Verdict, 'program'> => ({
    decision: 'deny',
    rule: undefined,
    finding: because,
  });
  const { deny, ask, tooDeep } = findRestraints(policy, argv, context.cwd);
  if (deny !== undefined) {
    return { decision: 'deny', rule: ruleEvidence(deny.rule), finding: deniedFinding(deny, argv) };
  }
  if (tooDeep) {
    return refuse(
      finding('wrapped-too-deep', 'wrappers are nested too deep to look behind them', 'give the command itself', 0),
    );
  }
  const program = argv[0] ?? '';
  const builtin = builtinHint(program);
  if (builtin !== undefined) {
    const name = quotedWords([program]);
    return refuse(finding('shell-builtin', `${name} only changes the shell it runs in, and there is none`, builtin, 0));
  }
  if (ask !== undefined) {
    const name = context.env.find((variable) => !maySet(policy, ask.rule, variable));
    if (name !== undefined) return refuse(noRuleFinding(policy, argv, { kind: 'env', rule: ask.rule, name }));
    return { decision: 'ask', rule: ruleEvidence(ask.rule), finding: askFinding(ask, argv) };
  }
  const grant = findGrant(policy, argv, context);
  if (grant?.kind === 'granted') return { decision: 'allow', rule: ruleEvidence(grant.rule), finding: undefined };
  if (policy.section.adhoc === 'any') {
    const name = context.env.find((variable) => !maySet(policy, undefined, variable));
    // Where everything is permitted a hazard is worth a word, and no more.
    const hazard = hazardInCommand(policy, argv, context.cwd);
    if (name === undefined) return { decision: 'allow', rule: undefined, finding: hazard };
    return refuse(
      finding('env-not-permitted', `the variable ${quoted(name)} may not be set by a call`, 'leave it out'),
    );
  }
  return refuse(noRuleFinding(policy, argv, grant));
}
