import type { Profile } from '../config/config.js';
import { alternativesFor } from './alternatives.js';
import type { CompiledPolicy } from './compiledPolicy.js';
import { decideRequest } from './decideRequest.js';
import type { CommandInput, CommandRequest, Evaluation } from './evaluation.js';
import { underCeiling } from './underCeiling.js';

/** What approval rests on, out of everybody's reach. */
export interface Approvable {
  readonly policy: CompiledPolicy;
  /** Variables that the call sets, as they were decided on. */
  readonly env: ReadonlyMap<string, string>;
}

/** The evaluations that were made here, so that nothing can be approved on the strength of a made-up one. */
const made = new WeakMap<Evaluation, Approvable>();

/** What approval needs beside the evaluation itself. Throws for one that `evaluate` did not make. */
export function approvable(evaluation: Evaluation): Approvable {
  const known = made.get(evaluation);
  if (known === undefined) throw new Error('an evaluation that `evaluate` did not make cannot be approved');
  return known;
}

/**
 * Decides on an ad-hoc command and says why: syntax, then variables and folder, then each command by deny, ask and
 * allow rules and the default. Of several commands the strictest decision counts. Runs nothing.
 */
export function evaluate(
  policy: CompiledPolicy,
  request: CommandRequest,
  profiles: ReadonlyMap<string, Profile>,
): Evaluation {
  const taken = takeRequest(request);
  const { decision, cwd, cwdIdentity, commands, finding, refusedBy } = underCeiling(
    policy.ceiling,
    taken,
    decideRequest(policy, taken),
  );
  const evaluation: Evaluation = Object.freeze({
    decision,
    request: taken,
    cwd,
    cwdIdentity,
    commands,
    finding,
    refusedBy,
    alternatives: decision === 'allow' ? [] : alternativesFor(policy, taken.input, commands, profiles),
  });
  made.set(evaluation, { policy, env: new Map(request.env) });
  return evaluation;
}

/** A copy of the request: what was decided on must not change afterwards. */
function takeRequest({ input, cwd, env }: CommandRequest): CommandRequest {
  const taken: CommandInput = input.kind === 'argv' ? { kind: 'argv', argv: Object.freeze([...input.argv]) } : input;
  return Object.freeze({ input: taken, cwd, env: new Map(env) });
}
