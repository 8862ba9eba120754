import { err, ok, type Result } from '../lib/result.js';
import type { ApprovedCommandFacts, EnvironmentSpec } from './approvedCommand.js';
import type { Ceiling } from './compiledPolicy.js';
import { decideRequest } from './decideRequest.js';
import type { Evaluation, Finding } from './evaluation.js';
import { finding, quoted } from './findings.js';
import { maySet } from './grantingRules.js';
import type { ProfileDenial } from './profileDenial.js';
import { brokenCeiling } from './underCeiling.js';

type ProfileFacts = Pick<ApprovedCommandFacts, 'program' | 'argv' | 'cwd' | 'environment'>;

/** A profile's command as the ceiling lets it run. */
export interface BoundedProfile {
  readonly environment: EnvironmentSpec;
  /** The ceiling's; undefined without one. */
  readonly evaluation: Evaluation | undefined;
}

/**
 * Evaluates a profile's command against the ceiling, as if a call had asked for its argv, folder and variables. There is
 * nobody to ask at a profile, so what the ceiling would ask for is refused. A script for a shell is the argv `sh -c SCRIPT`.
 */
export function profileUnderCeiling(
  ceiling: Ceiling | undefined,
  profile: string,
  { program, argv, cwd, environment }: ProfileFacts,
): Result<BoundedProfile, ProfileDenial> {
  if (ceiling === undefined) return ok({ environment, evaluation: undefined });
  const refuse = ({ message, hint }: Finding): Result<BoundedProfile, ProfileDenial> =>
    err({ code: 'refused-by-ceiling', profile, command: { program, argv, cwd }, detail: message, hint });
  if (ceiling.kind === 'broken') return refuse(brokenCeiling(ceiling));
  const { policy } = ceiling;
  const input = { kind: 'argv', argv } as const;
  const request = { input, cwd, env: variables(environment) };
  const outcome = decideRequest(policy, request);
  if (outcome.decision !== 'allow') {
    return refuse(outcome.finding ?? finding('denied', 'its command is not permitted'));
  }
  const found = outcome.commands[0]?.program;
  if (found !== program) {
    return refuse(
      finding('ceiling-program', `it runs ${quoted(program)} and the ceiling finds ${quoted(found ?? '')}`),
    );
  }
  const evaluation: Evaluation = Object.freeze({ ...outcome, request, refusedBy: undefined, alternatives: [] });
  return ok({
    environment: { ...environment, mayFilesSet: (name) => maySet(policy, undefined, name) },
    evaluation,
  });
}

/** What the profile sets; what carries its parameters is bgjobs' own. */
function variables({ set }: EnvironmentSpec): ReadonlyMap<string, string> {
  return new Map(
    [...set].flatMap(([name, value]): [string, string][] =>
      value === null || name.startsWith('BGJOBS_PARAM_') ? [] : [[name, value]],
    ),
  );
}
