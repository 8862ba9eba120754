import type { RunSettings } from '../config/config.js';
import { fillTemplate, type Template } from '../config/template.js';
import { err, ok, type Result } from '../lib/result.js';
import type { ApprovedCommand, EnvironmentSpec } from '../policy/approvedCommand.js';
import { auditEvaluation } from '../policy/auditEntry.js';
import { approve, type Consent } from '../policy/approve.js';
import { describeDenial } from '../policy/denial.js';
import type { CommandInput, Evaluation } from '../policy/evaluation.js';
import { evaluate } from '../policy/evaluate.js';
import { consentKey } from '../policy/consentKey.js';
import { evaluationView, type CommandEvaluationView } from '../policy/evaluationView.js';
import { fileTrouble } from './fileTrouble.js';
import type { Refusal } from './refusal.js';
import { questionText } from './question.js';
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
  const isAgreed = tool === 'start_command' && consentFor(call, evaluation) !== undefined;
  call.host.audit?.(auditEvaluation({ tool, client: call.actor }, evaluation, isAgreed));
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
  return err(denied(call, evaluation, evaluation.decision === 'ask' ? consentKey(evaluation) : undefined));
}

/** What a person at this client agreed to, if this has to be asked for. */
function consentFor(call: ToolCall, evaluation: Evaluation): Consent | undefined {
  if (evaluation.decision !== 'ask') return undefined;
  const key = consentKey(evaluation);
  return call.hasConsent(key) ? { key } : undefined;
}

function denied(call: ToolCall, evaluation: Evaluation, key: string | undefined): Refusal {
  const trouble = fileTrouble(call.snapshot);
  const { decision, code, refused_by, cwd, commands, alternatives } = evaluationView(evaluation);
  const evidence = {
    decision,
    ...(code === undefined ? {} : { code }),
    ...(refused_by === undefined ? {} : { refused_by }),
    ...(cwd === undefined ? {} : { cwd }),
    commands,
    alternatives,
  };
  const facts = { evaluation: evidence, ...(trouble === undefined ? {} : { file: trouble.file }) };
  const details = commands.map(commandLine);
  const message = describeDenial(evaluation);
  const more = trouble === undefined ? '' : `. Note: ${trouble.sentence}`;
  if (key !== undefined) {
    return {
      code: 'needs-a-person',
      message,
      hint: `a person has to permit this, and this client has no way to ask one (elicitation): ask your user to run it, or to add an \`allow\` rule to the file${more}`,
      facts,
      details,
      byFile: true,
      question: { kind: 'command', key, message: questionText(evaluation, call.actor) },
    };
  }
  return {
    code: 'denied',
    message,
    hint: `use what is permitted (list_profiles says what), or ask your user to change the file; another spelling of the same command does not help${more}`,
    facts,
    details,
    byFile: true,
  };
}

/** The verdict on one command of a line, in one line. */
export function commandLine({ argv, program, decision, rule, finding }: CommandEvaluationView): string {
  const by = rule === undefined ? '' : ` by \`${rule.text}\` (${rule.file}:${rule.line})`;
  const why = finding === undefined ? '' : `: ${finding.message}`;
  return `- ${decision} ${JSON.stringify(argv)}${by}${why}${program === undefined ? '' : `, program ${program}`}`;
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
