import type { RunSettings } from '../config/config.js';
import { fillTemplate, type Template } from '../config/template.js';
import { err, ok, type Result } from '../lib/result.js';
import type { ApprovedCommand, EnvironmentSpec } from '../policy/approvedCommand.js';
import { auditEvaluation } from '../policy/auditEntry.js';
import { approve, type Consent } from '../policy/approve.js';
import type { CommandInput, Evaluation } from '../policy/evaluation.js';
import { evaluate } from '../policy/evaluate.js';
import { consentKey } from '../policy/consentKey.js';
import { commandRefusal } from './commandRefusal.js';
import { fileTrouble } from './fileTrouble.js';
import type { Refusal } from './refusal.js';
import type { ToolCall } from './toolCall.js';

/** What a call says of the command it means. */
export interface CommandArguments {
  readonly argv?: readonly string[] | undefined;
  readonly command?: string | undefined;
  readonly cwd?: string | undefined;
  readonly env?: Readonly<Record<string, string>> | undefined;
}

/** Lets the policy decide on a command, and writes that down. Nothing runs. */
export function evaluateCommand(call: ToolCall, args: CommandArguments, tool: string): Result<Evaluation, Refusal> {
  const input = commandInput(args);
  if (!input.ok) return input;
  const { policy, config } = call.snapshot;
  const request = {
    input: input.value,
    cwd: args.cwd ?? plain(config.defaults.cwd),
    env: new Map(Object.entries(args.env ?? {})),
  };
  const evaluation = evaluate(policy, request, config.profiles);
  const consent = tool === 'start_command' ? consentFor(call, evaluation) : undefined;
  call.host.audit?.(auditEvaluation({ tool, client: call.actor }, evaluation, consent?.how));
  return ok(evaluation);
}

/** Gets a command approved, or says why it is not and what is permitted instead. */
export function approveCommand(call: ToolCall, args: CommandArguments): Result<ApprovedCommand, Refusal> {
  const evaluated = evaluateCommand(call, args, 'start_command');
  if (!evaluated.ok) return evaluated;
  const evaluation = evaluated.value;
  const consent = consentFor(call, evaluation);
  const approved = approve(evaluation, defaultEnvironment(call.snapshot.config.defaults), consent);
  if (approved.ok) return approved;
  return err(commandRefusal(evaluation, { actor: call.actor, trouble: fileTrouble(call.snapshot) }));
}

/** What a person at this client agreed to, if this has to be asked for. */
function consentFor(
  call: ToolCall,
  evaluation: Evaluation,
): (Consent & { readonly how: 'once' | 'session' }) | undefined {
  if (evaluation.decision !== 'ask') return undefined;
  const key = consentKey(evaluation);
  const how = call.consentTo(key);
  return how === undefined ? undefined : { key, how };
}

function commandInput({ argv, command }: CommandArguments): Result<CommandInput, Refusal> {
  if (argv !== undefined && command === undefined) return ok({ kind: 'argv', argv });
  if (command !== undefined && argv === undefined) return ok({ kind: 'text', text: command });
  return err({
    code: 'bad-arguments',
    message: argv === undefined ? 'neither `argv` nor `command` is given' : '`argv` and `command` are both given',
    hint: 'give exactly one: `argv` such as ["npm", "test"], or `command` such as "npm test"',
  });
}

/** What the file's `defaults` say of the environment; `approve` sets what the call asks for on top. */
function defaultEnvironment(defaults: RunSettings): EnvironmentSpec {
  const set = new Map<string, string | null>();
  for (const [name, value] of defaults.env) set.set(name, value === null ? null : plain(value));
  return {
    inherit: defaults.inheritEnv,
    files: defaults.envFiles.map(({ path, required }) => ({ path: plain(path), required })),
    set,
  };
}

/** `defaults` know neither parameters nor ports, so their templates are plain text by now. */
function plain(template: Template): string {
  return fillTemplate(template, { params: new Map(), ports: new Map() }) ?? '';
}
