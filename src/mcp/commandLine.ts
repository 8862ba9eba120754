import type { CommandEvaluationView } from '../policy/evaluationView.js';

/** The verdict on one command of a line, in one line. */
export function commandLine({ argv, program, decision, rule, finding }: CommandEvaluationView): string {
  const by = rule === undefined ? '' : ` by \`${rule.text}\` (${rule.file}:${rule.line})`;
  const why = finding === undefined ? '' : `: ${finding.message}`;
  return `- ${decision} ${JSON.stringify(argv)}${by}${why}${program === undefined ? '' : `, program ${program}`}`;
}
