import type { Snapshot } from '../policy/snapshot.js';
import type { CommandEvaluation, Evaluation } from '../policy/evaluation.js';

/** More of one value is not shown to a person, UTF-16 units. */
const LONGEST_VALUE = 2_000;
/** A person is asked about a change only when all of it can be shown, UTF-16 units. */
const LONGEST_CHANGE = 4_000;

/**
 * What a person reads before permitting a command: every argv as it will run, the folder, the variables, the rule and its
 * reason. It is data from an agent, so each value stands in JSON quotes: no line break or control character can make it
 * look like something else.
 */
export function questionText(evaluation: Evaluation, actor: string): string {
  const { commands, cwd, request } = evaluation;
  const env = [...request.env].map(([name, value]) => `${name}=${quote(value)}`);
  const rules = commands.flatMap(ruleLines);
  return [
    `${actor} asks to run:`,
    ...commands.map(({ operator, argv }) => `  ${operator === undefined ? '' : `${operator} `}${quote(argv)}`),
    `in ${quote(cwd ?? '')}`,
    ...(env.length === 0 ? [] : [`with ${env.join(' ')}`]),
    ...new Set(rules),
  ].join('\n');
}

/**
 * What a person reads before a held change of the file comes into force: everything that it would change, as
 * `bgjobs approve` shows it.
 * @returns undefined when nothing is held, or too much for a form: that is for a terminal.
 */
export function changeText({ status }: Snapshot, actor: string): string | undefined {
  const { pending, path = 'bgjobs.yaml' } = status;
  if (pending === undefined) return undefined;
  const changes = pending.changes.map((change) => `  ${change}`).join('\n');
  if (changes.length > LONGEST_CHANGE) return undefined;
  return [
    `${actor} asks for something that is not permitted now. ${quote(path)} was changed, and the change waits for you. If it came into force:`,
    changes,
    `(SHA-256 ${pending.digest})`,
  ].join('\n');
}

function ruleLines({ rule }: CommandEvaluation): string[] {
  if (rule?.decision !== 'ask') return [];
  const where = `${rule.range.file}:${rule.range.start.line}`;
  return [`because of the rule \`${rule.text}\` (${where})${rule.reason === undefined ? '' : `: ${rule.reason}`}`];
}

/** JSON, with everything that could reorder or hide text escaped as well. */
function quote(value: unknown): string {
  const text = JSON.stringify(value).replaceAll(
    /[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}... (${text.length} characters)` : text;
}
