import type { Alternative, Evaluation } from './evaluation.js';
import { clip, quoted } from './findings.js';

/** Why something is not run. The evaluation is the evidence; `describeDenial` makes the text. */
export interface Denial {
  /** The code of the finding that decided. */
  readonly code: string;
  readonly evaluation: Evaluation;
}

/** The longest text of a denial, in UTF-16 units. */
export const LONGEST_DENIAL = 600;

/**
 * Tells an agent what was refused, why, and what to do instead: the nearest thing that is permitted comes first.
 * At most 600 characters, or fewer where other words are to stand beside it.
 */
export function describeDenial(evaluation: Evaluation, most = LONGEST_DENIAL): string {
  const { finding, decision } = evaluation;
  if (finding === undefined) return 'permitted';
  const by = evaluation.refusedBy === 'ceiling' ? ' by the ceiling' : '';
  const verb = decision === 'ask' ? 'not run' : `refused${by}`;
  const what = `${verb}: ${finding.message}${position(evaluation)}.`;
  const consent =
    decision === 'ask'
      ? ' This client offers no way to ask one.'
      : ruleWasMissing(evaluation)
        ? ''
        : hint(finding.hint);
  const permitted = describeAlternatives(evaluation.alternatives);
  const needed = decision === 'ask' || ruleWasMissing(evaluation) ? hint(finding.hint) : '';
  return fit([what, consent, permitted, needed], most);
}

/**
 * Says that a command runs once a person agrees, and why one has to: what a preview shows, where nobody was asked yet.
 * At most 600 characters.
 */
export function describeConsent(evaluation: Evaluation): string {
  const why = evaluation.finding?.message ?? 'a rule says so';
  return fit([`runs only when a person agrees: ${why}${position(evaluation)}.`], LONGEST_DENIAL);
}

/** `Permitted instead: ...`; empty when there is nothing. */
function describeAlternatives(alternatives: readonly Alternative[]): string {
  if (alternatives.length === 0) return '';
  const shown = alternatives.map((alternative) =>
    alternative.kind === 'profile'
      ? `the profile \`${alternative.name}\` (${quoted(alternative.command)})`
      : quoted(alternative.text),
  );
  return ` Permitted instead: ${shown.join('; ')}.`;
}

function ruleWasMissing({ finding }: Evaluation): boolean {
  return finding?.code === 'no-rule';
}

function hint(text: string | undefined): string {
  return text === undefined ? '' : ` ${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** Where it is: the offset in a text, or which command of a list. */
function position({ commands, finding, request }: Evaluation): string {
  if (finding === undefined) return '';
  const at = commands.findIndex((command) => command.decision !== 'allow');
  const which = commands.length > 1 && commands.some((command) => command.decision === 'allow');
  const places = [
    ...(which ? [`command ${at + 1} of ${commands.length}`] : []),
    ...(request.input.kind === 'text' && (finding.offset ?? 0) > 0 ? [`at offset ${finding.offset ?? 0}`] : []),
    ...(request.input.kind === 'argv' && finding.word !== undefined && finding.word > 0
      ? [`word ${finding.word}`]
      : []),
  ];
  return places.length === 0 ? '' : ` (${places.join(', ')})`;
}

/** Puts parts together as long as they fit; the first is always there, cut where it has to be. */
function fit([first = '', ...parts]: readonly string[], most: number): string {
  let text = clip(first, most);
  for (const part of parts) {
    if (text.length + part.length <= most) text += part;
  }
  return text;
}
