import type { Profile } from '../config/config.js';
import { literal } from '../config/template.js';
import { isNear } from '../lib/nearest.js';
import type { CompiledPolicy, CompiledRule } from './compiledPolicy.js';
import { decideRequest } from './decideRequest.js';
import type { Alternative, CommandEvaluation, CommandInput } from './evaluation.js';
import { displayWords } from './quoting.js';
import { covers } from './ruleCover.js';
import { matchWords } from './wordPattern.js';

/** The most alternatives in an answer. */
const MOST = 3;
/** Longer names of programs are compared with none; a distance costs the product of the lengths. */
const LONGEST_PROGRAM = 64;
/** The words of a command that are compared. */
const MOST_WORDS = 32;
/** Of a long list of refused commands, the first ones say what was meant. */
const MOST_COMPARED = 4;

/**
 * What is permitted and closest to a refused command, the closest first: profiles and allow rules that share its
 * program or words, the rules that granted other commands of the same list, and else the first of each.
 */
export function alternativesFor(
  policy: CompiledPolicy,
  input: CommandInput,
  commands: readonly CommandEvaluation[],
  profiles: ReadonlyMap<string, Profile>,
): Alternative[] {
  const refused = commands.filter((command) => command.decision !== 'allow').map((command) => command.argv);
  const wanted = refused.length > 0 ? refused.slice(0, MOST_COMPARED) : [roughWords(input)];
  const score = scorer(wanted);
  const granted = new Set(
    commands.filter((command) => command.decision === 'allow').map((command) => command.rule?.text),
  );
  const rules = policy.broken || policy.section.adhoc === 'deny' ? [] : policy.rules.allow.all;
  // A rule that matches what was refused all the same is no way out.
  const isWayOut = (rule: CompiledRule): boolean =>
    !wanted.some((argv) => matchWords(rule.patterns, argv, 'narrow') !== undefined);
  const scored = [
    ...[...profiles.values()].map((profile, order) => ({
      alternative: { kind: 'profile', name: profile.name, command: profileCommand(profile) } as const,
      // Of a profile and a rule that are as close, the profile comes first: it was made for agents.
      score: score(profileWords(profile), profile.name) + 0.5,
      order,
      isOpen: () => isProfileOpen(policy, profile),
    })),
    ...rules.filter(isWayOut).map((rule, order) => ({
      alternative: { kind: 'rule', text: rule.source.text } as const,
      score: score(rule.source.words, undefined) + (granted.has(rule.source.text) ? 6 : 0),
      order,
      isOpen: () => isRuleOpen(policy, rule),
    })),
  ];
  scored.sort((a, b) => b.score - a.score || a.order - b.order);
  const seen = new Set<string>();
  const chosen: Alternative[] = [];
  for (const { alternative, isOpen } of scored) {
    if (chosen.length === MOST) break;
    const key = alternative.kind === 'rule' ? alternative.text : `profile ${alternative.name}`;
    if (seen.has(key) || !isOpen()) continue;
    seen.add(key);
    chosen.push(alternative);
  }
  return chosen;
}

/** Whether a ceiling lets a rule's commands through, as far as can be told without trying any. */
function isRuleOpen({ ceiling }: CompiledPolicy, rule: CompiledRule): boolean {
  if (ceiling === undefined) return true;
  if (ceiling.kind === 'broken') return false;
  const { section, rules } = ceiling.policy;
  return section.adhoc === 'any' || rules.allow.all.some((above) => covers(above.patterns, rule.patterns));
}

/** The same for a profile, with its parameters' names as their values. */
function isProfileOpen({ ceiling, root }: CompiledPolicy, profile: Profile): boolean {
  if (ceiling === undefined) return true;
  if (ceiling.kind === 'broken') return false;
  const argv = profileWords(profile).map((word) => word.replace(/[<>]/g, ''));
  const words = profile.run.kind === 'shell' ? ['sh', '-c', ...argv] : argv;
  const request = { input: { kind: 'argv', argv: words }, cwd: root, env: new Map<string, string>() } as const;
  return decideRequest(ceiling.policy, request).decision === 'allow';
}

/** A profile's command as people see it, parameters as `<name>`. */
export function profileCommand(profile: Profile): string {
  return profile.run.kind === 'shell' ? profile.run.script : displayWords(profileWords(profile));
}

function profileWords(profile: Profile): string[] {
  const words = profile.run.kind === 'argv' ? profile.run.words : [literal(profile.run.script)];
  return words.map((word) => word.map((part) => (part.kind === 'text' ? part.text : `<${part.name}>`)).join(''));
}

/** A text that did not parse still says what was meant. */
function roughWords(input: CommandInput): readonly string[] {
  if (input.kind === 'argv') return input.argv;
  return input.text
    .slice(0, 400)
    .split(/[^\p{L}\p{Nd}_./:@+=-]+/u)
    .filter((word) => word !== '')
    .slice(0, 32);
}

/** How close a permitted thing, with its words and perhaps a name, is to what was refused. */
type Score = (words: readonly string[], name: string | undefined) => number;

function scorer(refused: readonly (readonly string[])[]): Score {
  const wanted = refused.map((argv) => ({ program: argv[0] ?? '', rest: new Set(argv.slice(1, MOST_WORDS)) }));
  // Many rules begin with the same few programs.
  const pointsOf = new Map<string, readonly number[]>();
  return (words, name) => {
    const known = words[0] ?? '';
    let programPoints = pointsOf.get(known);
    if (programPoints === undefined) {
      programPoints = wanted.map(({ program }) => (program === known ? 8 : isSimilar(program, known) ? 4 : 0));
      pointsOf.set(known, programPoints);
    }
    let best = 0;
    for (const [at, { program, rest }] of wanted.entries()) {
      const namePoints = name !== undefined && (rest.has(name) || program === name) ? 5 : 0;
      best = Math.max(best, (programPoints[at] ?? 0) + sharedWords(words, rest) * 2 + namePoints);
    }
    return best;
  };
}

function isSimilar(program: string, known: string): boolean {
  return program.length <= LONGEST_PROGRAM && isNear(program, known);
}

/** How many of the words behind the program are asked for too; more than two say no more. */
function sharedWords(words: readonly string[], rest: ReadonlySet<string>): number {
  let shared = 0;
  for (let at = 1; at < words.length && at < MOST_WORDS && shared < 2; at++) {
    if (rest.has(words[at] ?? '')) shared++;
  }
  return shared;
}
