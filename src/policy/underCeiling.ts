import { basename } from 'node:path';
import type { Ceiling } from './compiledPolicy.js';
import { decideRequest, refuseAll, strictest, summary, type Outcome } from './decideRequest.js';
import type { CommandEvaluation, CommandRequest, Decision, Evaluation, Finding } from './evaluation.js';
import { finding, quoted, quotedWords } from './findings.js';

/** An outcome, and which policy refused. */
export type BoundedOutcome = Outcome & Pick<Evaluation, 'refusedBy'>;

/**
 * Holds what the file decided against the ceiling: the stricter of the two counts for each command, and the file's own
 * refusal comes first. A ceiling that is missing or broken refuses everything.
 */
export function underCeiling(ceiling: Ceiling | undefined, request: CommandRequest, own: Outcome): BoundedOutcome {
  if (ceiling?.kind === 'broken') {
    return { ...refuseAll(brokenCeiling(ceiling), own.commands, own.cwd), refusedBy: 'ceiling' };
  }
  if (own.decision === 'deny') return { ...own, refusedBy: 'file' };
  if (ceiling === undefined) return { ...own, refusedBy: undefined };
  const above = decideRequest(ceiling.policy, { ...request, cwd: own.cwd });
  const commands = own.commands.map((command, at) => stricter(command, above.commands[at]));
  const decision = strictest(commands);
  const why = decision === 'allow' ? undefined : (firstOf(above) ?? summary(ceiling.policy, commands));
  return {
    ...own,
    decision,
    commands: Object.freeze(commands),
    finding: why,
    refusedBy: decision === 'deny' ? 'ceiling' : undefined,
  };

  /** What the ceiling says of the whole, when all of the refusal is the ceiling's. */
  function firstOf(outcome: Outcome): Finding | undefined {
    return outcome.decision === decision && own.decision === 'allow' ? outcome.finding : undefined;
  }
}

/** The finding about a ceiling that permits nothing. */
export function brokenCeiling({ file, why }: Ceiling & { kind: 'broken' }): Finding {
  return finding(
    'ceiling-broken',
    `the ceiling policy ${quoted(basename(file))} ${why}, and without it nothing is permitted`,
    'tell the person who runs the server',
  );
}

const STRICTNESS: Readonly<Record<Decision, number>> = { allow: 0, ask: 1, deny: 2 };

function stricter(own: CommandEvaluation, above: CommandEvaluation | undefined): CommandEvaluation {
  if (above === undefined) throw new Error('the ceiling read other commands than the file');
  if (STRICTNESS[above.decision] > STRICTNESS[own.decision]) return above;
  if (own.program === above.program) return own;
  const name = quotedWords([own.argv[0] ?? '']);
  const because = finding(
    'ceiling-program',
    `${name} is ${quoted(own.program ?? 'nothing')} to the file and ${quoted(above.program ?? 'nothing')} to the ceiling`,
    'tell the person who runs the server: the `path` of one of the two has to change',
    0,
  );
  return { ...own, decision: 'deny', rule: undefined, finding: because };
}
