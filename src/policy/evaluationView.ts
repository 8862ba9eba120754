import { describeConsent, describeDenial } from './denial.js';
import type { Alternative, CommandEvaluation, Decision, Evaluation, Finding, RuleEvidence } from './evaluation.js';
import { place, quoted } from './findings.js';

/** A finding on the wire. */
export interface FindingView {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  /** UTF-16 units from the start of the command's text. */
  readonly offset?: number;
  /** Counts from 0 in the argv. */
  readonly word?: number;
}

/** A rule on the wire. */
export interface RuleView {
  readonly text: string;
  readonly decision: Decision;
  readonly file: string;
  /** Counts from 1. */
  readonly line: number;
  readonly reason?: string;
}

/** One command's verdict on the wire. */
export interface CommandEvaluationView {
  readonly argv: readonly string[];
  readonly operator?: string;
  readonly program?: string;
  readonly decision: Decision;
  readonly rule?: RuleView;
  readonly finding?: FindingView;
}

/** Something permitted, on the wire. */
export interface AlternativeView {
  readonly kind: Alternative['kind'];
  readonly name?: string;
  readonly command?: string;
  readonly text?: string;
}

/** An evaluation on the wire: `check_command`, `bgjobs explain --json`. Stable; absent rather than null. */
export interface EvaluationView {
  readonly decision: Decision;
  /** The verdict for people, at most 600 characters. */
  readonly message: string;
  readonly code?: string;
  readonly hint?: string;
  readonly refused_by?: 'file' | 'ceiling';
  readonly cwd?: string;
  readonly commands: readonly CommandEvaluationView[];
  readonly alternatives: readonly AlternativeView[];
}

/** Shows an evaluation on the wire. */
export function evaluationView(evaluation: Evaluation): EvaluationView {
  const { decision, finding, refusedBy, cwd, commands, alternatives } = evaluation;
  return {
    decision,
    message: verdict(evaluation),
    ...(finding === undefined ? {} : { code: finding.code }),
    ...(finding?.hint === undefined ? {} : { hint: finding.hint }),
    ...(refusedBy === undefined ? {} : { refused_by: refusedBy }),
    ...(cwd === undefined ? {} : { cwd }),
    commands: commands.map(commandView),
    alternatives: alternatives.map((alternative) => ({ ...alternative })),
  };
}

function verdict(evaluation: Evaluation): string {
  switch (evaluation.decision) {
    case 'allow':
      return describePermission(evaluation);
    case 'ask':
      return describeConsent(evaluation);
    case 'deny':
      return describeDenial(evaluation);
  }
}

/** Which rules permit a command, in one sentence of at most 600 characters. */
export function describePermission({ commands }: Evaluation): string {
  const rules = [...new Set(commands.flatMap(({ rule }) => (rule === undefined ? [] : [rule])))];
  const texts = [...new Set(rules.map((rule) => `${quoted(rule.text)} (${place(rule.range)})`))];
  if (texts.length === 0) return 'permitted: nothing denies it, and `adhoc` is `any`.';
  const shown = texts.slice(0, 3);
  const more = texts.length > shown.length ? ` and ${texts.length - shown.length} more` : '';
  return `permitted by the ${texts.length === 1 ? 'rule' : 'rules'} ${shown.join(', ')}${more}.`;
}

function commandView({ argv, operator, program, decision, rule, finding }: CommandEvaluation): CommandEvaluationView {
  return {
    argv,
    ...(operator === undefined ? {} : { operator }),
    ...(program === undefined ? {} : { program }),
    decision,
    ...(rule === undefined ? {} : { rule: ruleView(rule) }),
    ...(finding === undefined ? {} : { finding: findingView(finding) }),
  };
}

function ruleView({ text, decision, range, reason }: RuleEvidence): RuleView {
  return {
    text,
    decision,
    file: range.file,
    line: range.start.line,
    ...(reason === undefined ? {} : { reason }),
  };
}

function findingView({ code, message, hint, offset, word }: Finding): FindingView {
  return {
    code,
    message,
    ...(hint === undefined ? {} : { hint }),
    ...(offset === undefined ? {} : { offset }),
    ...(word === undefined ? {} : { word }),
  };
}
