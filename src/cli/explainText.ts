import type { SourceRange } from '../config/diagnostic.js';
import type { Alternative, CommandEvaluation, Evaluation, Finding } from '../policy/evaluation.js';
import { displayWords } from '../policy/quoting.js';

/** Writes a decision and its whole evidence for a person: each command, its rule, the word that stood in the way. */
export function explainText(evaluation: Evaluation): string {
  const lines = [`${evaluation.decision}  ${inputText(evaluation)}`];
  if (evaluation.finding !== undefined) lines.push(...findingLines(evaluation.finding, '  '));
  if (evaluation.refusedBy === 'ceiling') lines.push('  refused by the ceiling policy, not by the file of this folder');
  for (const [index, command] of evaluation.commands.entries()) lines.push(...commandLines(command, index, evaluation));
  if (evaluation.cwd !== undefined) lines.push(`  in ${evaluation.cwd}`);
  if (evaluation.alternatives.length > 0) {
    lines.push('  permitted instead:', ...evaluation.alternatives.map((each) => `    ${alternativeText(each)}`));
  }
  return `${lines.join('\n')}\n`;
}

function inputText({ request: { input } }: Evaluation): string {
  return input.kind === 'text' ? input.text : displayWords(input.argv);
}

function commandLines(command: CommandEvaluation, index: number, whole: Evaluation): string[] {
  const lines = [
    `  ${index + 1}. ${command.operator ?? ''}${command.operator === undefined ? '' : ' '}${displayWords(command.argv)}`,
  ];
  const verdict = [`     ${command.decision}`];
  if (command.rule !== undefined) {
    verdict.push(`by ${command.rule.decision} rule \`${command.rule.text}\` (${place(command.rule.range)})`);
    if (command.rule.reason !== undefined) verdict.push(`because: ${command.rule.reason}`);
  }
  lines.push(verdict.join(' '));
  if (command.program !== undefined) lines.push(`     runs ${command.program}`);
  if (command.finding !== undefined && command.finding !== whole.finding) {
    lines.push(...findingLines(command.finding, '     '));
  }
  return lines;
}

function findingLines(finding: Finding, indent: string): string[] {
  const at = finding.offset === undefined ? '' : ` (at character ${finding.offset + 1})`;
  return [
    `${indent}${finding.code}: ${finding.message}${at}`,
    ...(finding.hint === undefined ? [] : [`${indent}help: ${finding.hint}`]),
  ];
}

function alternativeText(alternative: Alternative): string {
  return alternative.kind === 'profile'
    ? `profile \`${alternative.name}\` runs ${alternative.command}`
    : `rule \`${alternative.text}\``;
}

function place(range: SourceRange): string {
  return `${range.file}:${range.start.line}`;
}
