import { checkEnv } from './checkEnv.js';
import type { CompiledPolicy } from './compiledPolicy.js';
import { decideCommand } from './decideCommand.js';
import type { CommandEvaluation, CommandRequest, Decision, Evaluation, Finding } from './evaluation.js';
import { cwdFinding, finding, personDecides, quotedWords } from './findings.js';
import { readCommand, type ReadCommand } from './readCommand.js';
import { resolveCwd } from './roots.js';

/** A decision without what was asked and what else is permitted. */
export type Outcome = Pick<Evaluation, 'decision' | 'cwd' | 'cwdIdentity' | 'commands' | 'finding'>;

/** Decides under one policy alone; its ceiling, if it has one, is not looked at. */
export function decideRequest(policy: CompiledPolicy, request: CommandRequest): Outcome {
  const whole = refusedWhole(policy);
  const read = readCommand(request.input);
  if (whole !== undefined) return refuseAll(whole, read.ok ? read.value : [], undefined);
  if (!read.ok) return refuseAll(read.error, [], undefined);
  const env = checkEnv(policy, request.env);
  if (env !== undefined) return refuseAll(env, read.value, undefined);
  const cwd = resolveCwd(policy.host, policy.programs.roots, request.cwd ?? policy.root);
  if (!cwd.ok) return refuseAll(cwdFinding(policy, cwd.error), read.value, undefined);

  const cwdIdentity = policy.host.identify?.(cwd.value);
  const context = { cwd: cwd.value, env: [...request.env.keys()] };
  const commands = read.value.map(({ argv, operator, offsets }): CommandEvaluation => {
    const { program, identity, decision, rule, finding: because } = decideCommand(policy, argv, context);
    return Object.freeze({
      argv: Object.freeze([...argv]),
      operator,
      program,
      identity,
      decision,
      rule,
      finding: because && { ...because, offset: offsets[because.word ?? 0] },
    });
  });
  return {
    decision: strictest(commands),
    cwd: cwd.value,
    cwdIdentity,
    commands: Object.freeze(commands),
    finding: summary(policy, commands),
  };
}

/** A policy that refuses whatever it is asked. */
function refusedWhole(policy: CompiledPolicy): Finding | undefined {
  if (policy.broken) {
    return finding(
      'policy-broken',
      'the policy in the file has errors, and until they are corrected no ad-hoc command is permitted',
      'run `bgjobs check` to see them, or start a profile',
    );
  }
  if (policy.section.adhoc === 'deny') {
    return finding('adhoc-denied', 'no ad-hoc command is permitted here', 'start a profile');
  }
  return undefined;
}

/** Refuses every command of a list, or the text itself, for one reason. */
export function refuseAll(
  why: Finding,
  commands: readonly Pick<ReadCommand, 'argv' | 'operator'>[],
  cwd: string | undefined,
): Outcome {
  return {
    decision: 'deny',
    cwd,
    finding: why,
    commands: commands.map(({ argv, operator }) => ({
      argv,
      operator,
      program: undefined,
      decision: 'deny',
      rule: undefined,
      finding: why,
    })),
  };
}

export function strictest(commands: readonly CommandEvaluation[]): Decision {
  if (commands.some((command) => command.decision === 'deny')) return 'deny';
  return commands.some((command) => command.decision === 'ask') ? 'ask' : 'allow';
}

/** What to say of a list as a whole: the finding of the first command that decided it, and the names of the others. */
export function summary(policy: CompiledPolicy, commands: readonly CommandEvaluation[]): Finding | undefined {
  const decision = strictest(commands);
  const deciding = commands.filter((command) => command.decision === decision);
  const first = deciding[0]?.finding;
  if (decision === 'allow' || first === undefined) return undefined;
  const unknown = deciding.filter((command) => command.finding?.code === 'no-rule');
  if (unknown.length < 2 || unknown.length < deciding.length) return first;
  const names = list([...new Set(unknown.map(({ argv }) => quotedWords([argv[0] ?? ''])))]);
  const rules = list(unknown.map(({ argv }) => quotedWords(argv)));
  return {
    ...first,
    message: `${names} ${names.includes(' and ') ? 'are' : 'is'} not permitted: no rule allows ${rules}`,
    hint: personDecides(
      policy,
      unknown.map(({ argv }) => argv),
    ),
  };
}

function list(names: readonly string[]): string {
  const shown = names.slice(0, 4);
  if (names.length > shown.length) return `${shown.join(', ')} and ${names.length - shown.length} more`;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1) ?? ''}`;
}
