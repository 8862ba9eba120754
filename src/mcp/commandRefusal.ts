import { basename } from 'node:path';
import { auditEvaluation } from '../policy/auditEntry.js';
import { consentKey } from '../policy/consentKey.js';
import { describeDenial, LONGEST_DENIAL } from '../policy/denial.js';
import type { Evaluation } from '../policy/evaluation.js';
import { evaluationView, type CommandEvaluationView } from '../policy/evaluationView.js';
import { clip } from '../policy/findings.js';
import { commandLine } from './commandLine.js';
import type { fileTrouble } from './fileTrouble.js';
import { questionText } from './question.js';
import { refusalText, type Refusal } from './refusal.js';

/** So much is said of a file that is not in force; the facts have all of it. UTF-16 units. */
const LONGEST_NOTE = 240;

/** What a refusal says beside the evaluation. */
export interface CommandRefusalContext {
  /** Who asked. */
  readonly actor: string;
  /** That the file on disk is not what is in force. */
  readonly trouble: ReturnType<typeof fileTrouble>;
}

/**
 * The refusal of a command: what was refused, where, why, and what to do instead, all of its text in at most 600
 * characters. The facts hold the whole evidence.
 */
export function commandRefusal(evaluation: Evaluation, { actor, trouble }: CommandRefusalContext): Refusal {
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
  const asks = evaluation.decision === 'ask';
  const advice = asks
    ? 'a person has to permit this, and this client has no way to ask one (elicitation): ask your user to run it'
    : 'use what is permitted (list_profiles), or ask your user to change the file; another spelling does not help';
  const hint = trouble === undefined ? advice : `${advice}. Note: ${clip(trouble.sentence, LONGEST_NOTE)}`;
  const said = { code: asks ? 'needs-a-person' : 'denied', hint };
  const room = LONGEST_DENIAL - refusalText({ ...said, message: '' }).length;
  const refusal = { ...said, message: describeDenial(evaluation, room), facts, byFile: true } as const;
  const lines = commands.map((command) => commandLine(shortly(command, refusal.message)));
  const details = commands.length < 2 ? [] : linesThatFit(lines, refusal);
  if (!asks) return { ...refusal, details };
  const question = {
    kind: 'command',
    key: consentKey(evaluation),
    message: questionText(evaluation, actor),
    asked: auditEvaluation({ tool: 'start_command', client: actor }, evaluation),
  } as const;
  return { ...refusal, details, question };
}

/** A verdict in few words: without its reason where the message has given that already, the file by its name alone. */
function shortly({ finding, rule, ...verdict }: CommandEvaluationView, message: string): CommandEvaluationView {
  return {
    ...verdict,
    ...(rule === undefined ? {} : { rule: { ...rule, file: basename(rule.file) } }),
    ...(finding === undefined || message.includes(finding.message) ? {} : { finding }),
  };
}

/** As many of the lines as there is room for, and how many were left out. */
function linesThatFit(lines: readonly string[], refusal: Omit<Refusal, 'details'>): string[] {
  const fits = (details: readonly string[]): boolean => refusalText({ ...refusal, details }).length <= LONGEST_DENIAL;
  for (let count = lines.length; count > 0; count--) {
    const left = lines.length - count;
    const details = [...lines.slice(0, count), ...(left === 0 ? [] : [`- and ${left} more`])];
    if (fits(details)) return details;
  }
  return [];
}
