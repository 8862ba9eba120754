import picomatch from 'picomatch';
import type { RuleSource } from '../config/config.js';
import type { Diagnostic } from '../config/diagnostic.js';
import { firstForbidden } from './characters.js';
import type { CompiledRule, Matcher } from './compiledPolicy.js';
import type { PolicyHost } from './policyHost.js';
import { refusedEnvPattern } from './refusedEnv.js';
import { hazardDiagnostics } from './ruleHazards.js';
import { wordPattern, type WordPattern } from './wordPattern.js';

/** A rule, or what is wrong with it. Warnings may come with a rule. */
export interface RuleOutcome {
  readonly rule: CompiledRule | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Turns a rule's words into patterns, and refuses what would grant more than it says. */
export function compileRule(source: RuleSource, host: PolicyHost): RuleOutcome {
  const words = checkWords(source);
  const sound = !words.some((diagnostic) => diagnostic.severity === 'error');
  const diagnostics = [...words, ...(sound ? hazardDiagnostics(source) : []), ...checkEnv(source, host)];
  if (diagnostics.some((diagnostic) => diagnostic.severity === 'error')) return { rule: undefined, diagnostics };
  const patterns = source.words.map(wordPattern);
  const rule: CompiledRule = {
    source,
    decision: source.decision,
    patterns: source.decision === 'deny' ? withOpenEnd(patterns) : patterns,
    open: patterns.some((pattern) => pattern.kind !== 'literal'),
    program: patterns[0]?.kind === 'literal' ? patterns[0].text : undefined,
    cwd: source.cwd.length === 0 ? undefined : pathMatcher(source.cwd),
    env: nameMatcher(source.env, host.platform),
  };
  return { rule, diagnostics };
}

/** A matcher of variable names; without case on Windows, which compares them so. */
export function nameMatcher(patterns: readonly string[], platform: PolicyHost['platform']): Matcher {
  if (patterns.length === 0) return () => false;
  return picomatch([...patterns], { nonegate: true, dot: true, nocase: platform === 'win32' });
}

function pathMatcher(patterns: readonly string[]): Matcher {
  const plain = patterns.map((pattern) => pattern.replace(/^\.\/(?=.)/, '').replace(/(?<=.)\/+$/, ''));
  const match = picomatch(plain, { nonegate: true, dot: true });
  // picomatch takes `.` for the current folder and matches nothing with it.
  return plain.includes('.') ? (path) => path === '.' || match(path) : (path) => match(path);
}

function withOpenEnd(words: readonly WordPattern[]): readonly WordPattern[] {
  return words.at(-1)?.kind === 'words' ? words : [...words, { kind: 'words' }];
}

function checkWords(source: RuleSource): Diagnostic[] {
  const { words, range, decision } = source;
  const error = (code: string, message: string, suggestion: string): Diagnostic[] => [
    { code, severity: 'error', message, range, suggestion },
  ];
  const program = words[0];
  if (program === undefined || program === '') {
    return error('rule-empty', 'a rule begins with the name of a program', 'write a program and its arguments');
  }
  const bad = words.find((word) => firstForbidden(word) !== undefined);
  if (bad !== undefined) {
    return error(
      'rule-bad-character',
      `the word ${JSON.stringify(bad)} holds a character that no command can hold`,
      'leave the character out',
    );
  }
  if (decision === 'deny') return [];
  if (program.includes('*')) {
    return error(
      'rule-program-wildcard',
      `the program of \`${source.text}\` has to be literal: a wildcard there would ${decision} every program`,
      'write one rule a program, or `adhoc: any` if everything is meant',
    );
  }
  const early = words.slice(0, -1).indexOf('**');
  if (early >= 0) {
    return error(
      'rule-double-star',
      `\`**\` has to be the last word of an \`${decision}\` rule`,
      'use `*` for one word, or end the rule at the `**`; only deny rules may have it elsewhere',
    );
  }
  const glued = words.find((word) => word.includes('**') && word !== '**');
  if (glued !== undefined) {
    return [
      {
        code: 'rule-double-star',
        severity: 'warning',
        message: `\`${glued}\` stands for one word: \`**\` means further words only where it is a word of its own`,
        range,
        suggestion: `write \`${glued.replace(/\*{2,}/g, '*')}\`, which means the same`,
      },
    ];
  }
  return [];
}

function checkEnv(source: RuleSource, host: PolicyHost): Diagnostic[] {
  const { range } = source;
  if (source.decision === 'deny' && source.env.length > 0) {
    return [
      {
        code: 'rule-env-on-deny',
        severity: 'warning',
        message: '`env` means nothing on a deny rule, which lets nothing be set',
        range,
        suggestion: 'leave `env` out',
      },
    ];
  }
  return source.unsafe ? [] : refusedEnvDiagnostics(source.env, host, () => range);
}

/** One error for each listed name that makes an innocent program run something else. */
export function refusedEnvDiagnostics(
  names: readonly string[],
  host: PolicyHost,
  rangeOf: (index: number) => Diagnostic['range'],
): Diagnostic[] {
  return names.flatMap((name, index): Diagnostic[] => {
    const range = rangeOf(index);
    const why = refusedEnvPattern(name, host.platform);
    if (why === undefined) return [];
    return [
      {
        code: 'env-refused',
        severity: 'error',
        message: `\`${name}\` cannot be left to a call: ${why}`,
        ...(range === undefined ? {} : { range }),
        suggestion: 'set it in a profile, or list it in a rule with `unsafe: true`',
      },
    ];
  });
}
