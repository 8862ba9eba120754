import type { CommandEvaluation, Decision, Evaluation, RuleEvidence } from './evaluation.js';
import { place } from './findings.js';
import type { ProfileDenial } from './profileDenial.js';
import { maskText, maskWords } from './maskWords.js';

/** One command of a decision, as it is written down. */
export interface AuditedCommand {
  /** Secrets masked, long words cut. */
  readonly argv: readonly string[];
  readonly decision: Decision;
  /** `npm run * (bgjobs.yaml:12)`. */
  readonly rule?: string;
  /** The file that would run. */
  readonly program?: string;
}

/** A person's answer: for this call, for as long as the client stays, or not at all. */
export type ConsentAnswer = 'once' | 'session' | 'no';

/** One decision, as it is written down; who asked and when are added where it is written. */
export interface AuditEntry {
  /** What asked for the decision: the name of a tool. */
  readonly tool: string;
  readonly client: string;
  readonly decision: Decision;
  /** The code of the finding that decided, when it was not allowed. */
  readonly code?: string;
  readonly refused_by?: 'file' | 'ceiling';
  /** What a person answered who was asked. Without it what has to be asked for does not run. */
  readonly consent?: ConsentAnswer;
  readonly profile?: string;
  readonly commands: readonly AuditedCommand[];
  /** The beginning of a text that did not parse. */
  readonly text?: string;
  readonly cwd?: string;
  /** Names of the variables that the call sets. */
  readonly env?: readonly string[];
}

/** The most commands, words and names that are written down of one decision. */
const MOST_COMMANDS = 16;
const MOST_WORDS = 64;
const MOST_NAMES = 32;

/** Who asked for a decision, and through what. */
export interface Asked {
  readonly tool: string;
  readonly client: string;
}

/** A decision on an ad-hoc command. */
export function auditEvaluation({ tool, client }: Asked, evaluation: Evaluation, consent?: ConsentAnswer): AuditEntry {
  const { decision, finding, refusedBy, commands, cwd, request } = evaluation;
  const { input, env } = request;
  const isUnread = commands.length === 0 && input.kind === 'text';
  return {
    tool,
    client,
    decision,
    ...(finding === undefined ? {} : { code: finding.code }),
    ...(refusedBy === undefined ? {} : { refused_by: refusedBy }),
    ...(consent === undefined ? {} : { consent }),
    commands: commands.slice(0, MOST_COMMANDS).map(auditedCommand),
    ...(isUnread ? { text: maskText(input.text) } : {}),
    ...(cwd === undefined ? {} : { cwd }),
    ...(env.size === 0 ? {} : { env: [...env.keys()].slice(0, MOST_NAMES).map((name) => name.slice(0, 64)) }),
  };
}

/** A profile that may be started. */
export function auditProfile(
  { tool, client }: Asked,
  profile: string,
  command: { readonly argv: readonly string[]; readonly program: string; readonly cwd: string },
): AuditEntry {
  const { argv, program, cwd } = command;
  return {
    tool,
    client,
    decision: 'allow',
    profile,
    commands: [{ argv: words(argv), decision: 'allow', program }],
    cwd,
  };
}

/** A profile that was refused: with its command, where that was known by then. */
export function auditProfileDenial({ tool, client }: Asked, denial: ProfileDenial): AuditEntry {
  const { code, profile } = denial;
  const refused = { tool, client, decision: 'deny', code, profile } as const;
  if (denial.code !== 'refused-by-ceiling') return { ...refused, refused_by: 'file', commands: [] };
  const { argv, program, cwd } = denial.command;
  const command = { argv: words(argv), decision: 'deny', program } as const;
  return { ...refused, refused_by: 'ceiling', commands: [command], cwd };
}

function auditedCommand({ argv, decision, rule, program }: CommandEvaluation): AuditedCommand {
  return {
    argv: words(argv),
    decision,
    ...(rule === undefined ? {} : { rule: ruleText(rule) }),
    ...(program === undefined ? {} : { program }),
  };
}

function words(argv: readonly string[]): string[] {
  const shown = maskWords(argv.slice(0, MOST_WORDS));
  return argv.length > MOST_WORDS ? [...shown, `… ${argv.length - MOST_WORDS} more`] : shown;
}

function ruleText({ text, range }: RuleEvidence): string {
  return `${text.slice(0, 200)} (${place(range)})`;
}
