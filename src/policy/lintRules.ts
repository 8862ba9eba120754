import { posix } from 'node:path';
import type { Diagnostic } from '../config/diagnostic.js';
import type { CompiledPolicy, CompiledRule, RuleIndex } from './compiledPolicy.js';
import { place, quoted } from './findings.js';
import { findProgram } from './hazards/programTable.js';
import { refusedEnvPattern } from './refusedEnv.js';
import { isInsideRoots } from './roots.js';
import { programKey } from './restrainingRules.js';
import { covers } from './ruleCover.js';
import { hazardInMatch } from './ruleHazards.js';
import { matchWords } from './wordPattern.js';

/**
 * Warnings about rules that can never decide anything, and about wildcards that grant more than they say. The rules are
 * sound one by one.
 */
export function lintRules(policy: CompiledPolicy): Diagnostic[] {
  const { allow, ask, deny } = policy.rules;
  const whole = lintWhole(policy);
  return [
    ...whole,
    ...shadowed(policy),
    ...[allow, ask, deny].flatMap((index) => [...index.byProgram.values()].flatMap((rules) => repeated(policy, rules))),
    ...[...allow.all, ...ask.all, ...deny.all].flatMap((rule) => lintFolders(policy, rule)),
    ...[...allow.all, ...ask.all].flatMap((rule) => lintProgram(policy, rule)),
    ...ask.all.flatMap((rule) => lintAsk(policy, rule)),
    ...allow.all.flatMap((rule) => lintGrant(policy, rule)),
  ];
}

function warning(
  rule: CompiledRule,
  code: string,
  message: string,
  suggestion: string,
  other?: { readonly rule: CompiledRule; readonly message: string },
): Diagnostic {
  const related = other === undefined ? {} : { related: [{ message: other.message, range: other.rule.source.range }] };
  return { code, severity: 'warning', message, range: rule.source.range, suggestion, ...related };
}

/** Rules that `adhoc` leaves nothing to decide, and names that are no bound. */
function lintWhole({ section, rules }: CompiledPolicy): Diagnostic[] {
  const found: Diagnostic[] = [];
  const [first] = [...section.allow, ...section.ask, ...section.deny];
  if (section.adhoc === 'deny' && first !== undefined) {
    const message = '`adhoc: deny` refuses every ad-hoc command, so that no rule ever decides';
    const suggestion = 'leave `adhoc` out, or the rules';
    found.push({ code: 'rule-unreachable', severity: 'warning', message, range: first.range, suggestion });
  }
  if (section.adhoc === 'any') {
    const idle = rules.allow.all.filter(({ source }) => source.env.length === 0);
    found.push(
      ...idle.map((rule) =>
        warning(
          rule,
          'rule-unreachable',
          `the rule ${quoted(rule.source.text)} adds nothing to \`adhoc: any\``,
          'remove it, or `adhoc: any`',
        ),
      ),
    );
  }
  const open = section.env.findIndex((pattern) => /^\*+$/.test(pattern));
  if (open !== -1) {
    const range = section.envRanges?.[open];
    found.push({
      code: 'env-too-wide',
      severity: 'warning',
      message: '`*` under `env` lets a call set every variable but the few that are always refused',
      ...(range === undefined ? {} : { range }),
      suggestion: 'list the names that calls need',
    });
  }
  return found;
}

/** Rules that a stricter one covers whole. */
function shadowed({ host, rules: { allow, ask, deny } }: CompiledPolicy): Diagnostic[] {
  const under = (rule: CompiledRule, above: readonly CompiledRule[]): Diagnostic[] => {
    const other = above.find((candidate) => holdsEverywhere(candidate) && covers(candidate.patterns, rule.patterns));
    if (other === undefined) return [];
    const named = `${other.decision} rule ${quoted(other.source.text)} (${place(other.source.range)})`;
    return [
      warning(
        rule,
        'rule-shadowed',
        `the rule ${quoted(rule.source.text)} never decides: the ${named} covers it`,
        'remove one of the two, or narrow the other',
        { rule: other, message: 'the rule that comes first' },
      ),
    ];
  };
  const ofProgram = (index: RuleIndex, { program = '' }: CompiledRule): readonly CompiledRule[] => [
    ...(program.includes('/') ? [] : (index.byProgram.get(programKey(program, host.platform)) ?? [])),
    ...index.others,
  ];
  return [
    ...allow.all.flatMap((rule) => under(rule, [...ofProgram(deny, rule), ...ofProgram(ask, rule)])),
    ...ask.all.flatMap((rule) => under(rule, ofProgram(deny, rule))),
  ];
}

/** Rules of one program that an earlier one of the same decision makes superfluous. */
function repeated(policy: CompiledPolicy, rules: readonly CompiledRule[]): Diagnostic[] {
  return rules.flatMap((rule, at): Diagnostic[] => {
    // A rule that also lets variables be set, or that is `unsafe`, decides something of its own.
    if (rule.source.env.length > 0 || rule.source.unsafe) return [];
    const other = rules.slice(0, at).find((earlier) => {
      if (!holdsEverywhere(earlier) || !covers(earlier.patterns, rule.patterns)) return false;
      return rule.decision !== 'allow' || !spellsMore(policy, rule, earlier);
    });
    if (other === undefined) return [];
    return [
      warning(
        rule,
        'rule-unreachable',
        `the rule ${quoted(rule.source.text)} adds nothing to ${quoted(other.source.text)} (${place(other.source.range)})`,
        'remove one of the two, or narrow the other',
        { rule: other, message: 'the rule that comes first' },
      ),
    ];
  });
}

/** Whether a rule spells out what the wildcards of the other are refused as a hazard. */
function spellsMore(policy: CompiledPolicy, rule: CompiledRule, other: CompiledRule): boolean {
  const argv = rule.source.words.map((word) => word.replace(/\*+/g, 'x'));
  const match = matchWords(other.patterns, argv, 'narrow');
  return match !== undefined && hazardInMatch(policy, other, match, argv, policy.root) !== undefined;
}

function holdsEverywhere({ cwd }: CompiledRule): boolean {
  return cwd === undefined;
}

/** A path outside the roots is no program that a command may name, so that a rule which does never decides. */
function lintProgram({ programs, host }: CompiledPolicy, rule: CompiledRule): Diagnostic[] {
  const program = rule.program ?? '';
  if (!posix.isAbsolute(program) || isInsideRoots(host.realPath(program) ?? program, programs.roots)) return [];
  return [
    warning(
      rule,
      'rule-program-never',
      `the rule ${quoted(rule.source.text)} never decides: \`${program}\` lies outside the roots, and programs there are named without their folder`,
      `write \`${posix.basename(program)}\`, which is looked up on the PATH`,
    ),
  ];
}

/** Folders are named below the root, and those of other roots whole. */
function lintFolders({ root, programs }: CompiledPolicy, rule: CompiledRule): Diagnostic[] {
  const others = programs.roots.filter((folder) => !isInsideRoots(folder, [root]));
  const outside = rule.source.cwd.find((pattern) => {
    if (!pattern.startsWith('/')) return /^(?:~|\.\.(?:\/|$))/.test(pattern);
    const start = pattern.slice(0, /[*?[{(!+@]|$/.exec(pattern)?.index);
    return !others.some((folder) => start.startsWith(folder) || folder.startsWith(start));
  });
  if (outside === undefined) return [];
  return [
    warning(
      rule,
      'rule-cwd-never',
      `the folder ${quoted(outside)} of the rule ${quoted(rule.source.text)} matches nothing: folders are named below the root`,
      'write it as it is below the root, such as `packages/*`, or `.` for the root itself',
    ),
  ];
}

/** A rule that asks for a command, where the same with one word more runs unasked. */
function lintAsk({ section, rules: { allow, ask, deny } }: CompiledPolicy, rule: CompiledRule): Diagnostic[] {
  if (rule.patterns.at(-1)?.kind === 'words') return [];
  const longer = [...rule.source.words.map((word) => word.replace(/\*+/g, 'x')), 'x'];
  const matches = ({ patterns }: CompiledRule): boolean => matchWords(patterns, longer, 'narrow') !== undefined;
  if (!(section.adhoc === 'any' || allow.all.some(matches)) || [...ask.all, ...deny.all].some(matches)) return [];
  return [
    warning(
      rule,
      'rule-ask-exact',
      `the rule ${quoted(rule.source.text)} asks for exactly these words; with one more they run unasked`,
      `write \`${rule.source.text} **\``,
    ),
  ];
}

/** What a single rule grants beyond its words, and what its `unsafe` does not. */
function lintGrant({ host }: CompiledPolicy, rule: CompiledRule): Diagnostic[] {
  const { text, unsafe, env } = rule.source;
  if (unsafe && !rule.open && !env.some((name) => refusedEnvPattern(name, host.platform) !== undefined)) {
    return [
      warning(
        rule,
        'rule-unsafe-idle',
        `\`unsafe\` does nothing for ${quoted(text)}: it has no wildcard, and what a rule spells out is granted anyway`,
        'leave `unsafe` out',
      ),
    ];
  }
  const program = (rule.program ?? '').slice((rule.program ?? '').lastIndexOf('/') + 1);
  const script = rule.patterns[1];
  if (script?.kind !== 'word' && script?.kind !== 'words') return [];
  if (findProgram(program, host.platform)?.script === undefined) return [];
  return [
    warning(
      rule,
      'rule-any-script',
      `${quoted(text)} runs every script in reach, also one that an agent has just written`,
      `name the script, or its folder: \`${program} scripts/*\``,
    ),
  ];
}
