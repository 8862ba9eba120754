import { posix } from 'node:path';
import { err, ok, type Result } from '../lib/result.js';
import { ApprovedCommand, type EnvironmentSpec, type Pin } from './approvedCommand.js';
import { boundEnvironment } from './boundEnvironment.js';
import { consentKey } from './consentKey.js';
import type { Denial } from './denial.js';
import type { CommandEvaluation, Evaluation } from './evaluation.js';
import { approvable } from './evaluate.js';
import { pinsOf } from './findSwapped.js';
import type { PolicyHost } from './policyHost.js';
import { displayList, displayWords, emitForShell } from './quoting.js';

/** What a person has consented to: a key of `consentKey`. */
export interface Consent {
  readonly key: string;
}

/**
 * Turns a favourable evaluation into the only thing that can be spawned. The variables of the call are set over those of
 * `environment`. A single command is run without a shell; a list or pipeline is written anew for `/bin/sh -c` from the
 * words that were decided on, programs as the paths that the evidence shows.
 * A command that needs consent needs the one that names exactly this evaluation.
 * @throws for an evaluation that `evaluate` did not make.
 */
export function approve(
  evaluation: Evaluation,
  environment: EnvironmentSpec,
  consent?: Consent,
): Result<ApprovedCommand, Denial> {
  const { policy, env } = approvable(evaluation);
  const { cwd, commands } = evaluation;
  const consented = evaluation.decision === 'ask' && consent?.key === consentKey(evaluation);
  if (evaluation.decision !== 'allow' && !consented) {
    return err({ code: evaluation.finding?.code ?? 'denied', evaluation });
  }
  const [first, second] = commands;
  if (cwd === undefined || first === undefined) throw new Error('an evaluation that allows has a folder and a command');
  const common = {
    cwd,
    environment: boundEnvironment(policy, environment, env),
    pins: pinsFor(evaluation),
    evaluation,
  };
  if (second === undefined) {
    const command = { program: programOf(first), argv: first.argv, display: displayWords(first.argv) };
    return ok(ApprovedCommand.fromPolicy({ ...common, ...command }));
  }
  const script = emitForShell(
    commands.map((command) => ({ operator: command.operator, words: [programOf(command), ...command.argv.slice(1)] })),
  );
  const display = displayList(commands.map(({ operator, argv }) => ({ operator, words: argv })));
  return ok(
    ApprovedCommand.fromPolicy({ ...common, program: systemShell(policy.host), argv: ['sh', '-c', script], display }),
  );
}

function pinsFor({ cwd, cwdIdentity, commands }: Evaluation): readonly Pin[] {
  return pinsOf([
    ...commands.map((command) => ({ kind: 'program' as const, path: programOf(command), identity: command.identity })),
    { kind: 'folder', path: cwd ?? '/', identity: cwdIdentity },
  ]);
}

/** `/bin/sh`, its folder as it really is; the name is kept, as many shells act by it. */
export function systemShell(host: PolicyHost): string {
  return posix.join(host.realPath('/bin') ?? '/bin', 'sh');
}

function programOf({ program, argv }: CommandEvaluation): string {
  if (program === undefined) throw new Error(`an evaluation that allows knows the program of ${argv.join(' ')}`);
  return program;
}
