import type { CompiledPolicy, CompiledRule } from './compiledPolicy.js';
import { quoted } from './findings.js';

/** The most rules named in one paragraph. */
const MOST = 24;

/** Says in one paragraph what ad-hoc commands are permitted, for an agent that has not tried any. */
export function describePermissions(policy: CompiledPolicy): string {
  if (policy.ceiling?.kind === 'broken') {
    return 'The ceiling policy of this server is missing or broken: nothing is permitted, profiles included, until it is corrected.';
  }
  if (policy.broken)
    return 'The policy in the file has errors: no ad-hoc command is permitted until they are corrected.';
  const { adhoc } = policy.section;
  if (adhoc === 'deny') return 'No ad-hoc command is permitted; start a profile.';
  const { allow, ask, deny } = policy.rules;
  const sentences = [
    adhoc === 'any'
      ? 'Any ad-hoc command is permitted that is not denied or asked for.'
      : allow.all.length === 0
        ? 'No ad-hoc command is permitted outright.'
        : `Permitted ad-hoc commands: ${rules(allow.all)}.`,
    ...(ask.all.length > 0 ? [`Put to a person: ${rules(ask.all)}.`] : []),
    ...(deny.all.length > 0 ? [`Denied: ${rules(deny.all)}.`] : []),
    ...(allow.all.some(hasWildcard)
      ? ['`*` is one word that is no option (inside a word: any characters), a last `**` any further words.']
      : []),
    'Commands may be joined with `&&`, `||`, `;` and `|`; each is decided on. Nothing is expanded or redirected.',
    ...environment(policy),
    ...(policy.ceiling === undefined
      ? []
      : ['A ceiling policy bounds all of this, profiles included; `check_command` says what it lets through.']),
  ];
  return sentences.join(' ');
}

function rules(all: readonly CompiledRule[]): string {
  const shown = all.slice(0, MOST).map(({ source }) => {
    const where = source.cwd.length > 0 ? ` in ${source.cwd.map(quoted).join(' or ')}` : '';
    return `${quoted(source.text)}${where}`;
  });
  return all.length > MOST ? `${shown.join(', ')} and ${all.length - MOST} more` : shown.join(', ');
}

function hasWildcard(rule: CompiledRule): boolean {
  return rule.patterns.some((pattern) => pattern.kind !== 'literal');
}

function environment({ section }: CompiledPolicy): string[] {
  return section.env.length > 0 ? [`A call may set ${section.env.slice(0, MOST).map(quoted).join(', ')}.`] : [];
}
