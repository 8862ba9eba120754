import { describe, expect, test } from 'vitest';
import { splitWords } from '../../../src/policy/splitWords.js';
import { parseCommandLine } from '../../../src/policy/lexer.js';
import { decide, type Platform } from './naiveMatcher.js';

/** Command lines, one a line. */
export interface HazardCases {
  /** Under this rule they are refused, and not for want of a match. */
  readonly blocks?: string;
  /** Under this rule they are allowed. */
  readonly passes?: string;
  readonly platform?: Platform;
  readonly cwd?: string;
}

function words(text: string): readonly string[] {
  const split = splitWords(text);
  if (!split.ok) throw new Error(`${text}: ${split.error.message}`);
  return split.value;
}

/** A rule's words: like a command's, but a `*` stands for itself. */
function ruleWords(text: string): readonly string[] {
  const parsed = parseCommandLine(text, { wildcards: true });
  if (!parsed.ok) throw new Error(`${text}: ${parsed.error.message}`);
  return parsed.value[0]!.words.map((word) => word.value);
}

function lines(text: string | undefined): readonly string[] {
  return (text ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** Runs the cases of one family: rules, and what each has to block and to pass. */
export function hazardCases(family: string, rules: Readonly<Record<string, HazardCases>>): void {
  describe(family, () => {
    for (const [rule, { blocks, passes, platform, cwd }] of Object.entries(rules)) {
      for (const line of lines(blocks)) {
        test(`${rule} blocks ${line}`, () => {
          const outcome = decide(ruleWords(rule), words(line), platform, cwd);
          expect(outcome.kind, JSON.stringify(outcome)).toBe('hazard');
        });
      }
      for (const line of lines(passes)) {
        test(`${rule} passes ${line}`, () => {
          const outcome = decide(ruleWords(rule), words(line), platform, cwd);
          expect(outcome, JSON.stringify(outcome)).toEqual({ kind: 'allow' });
        });
      }
    }
  });
}

/** Rules that are refused when they are loaded, and rules that are not. */
export function grantCases(family: string, cases: { readonly refused?: string; readonly loads?: string }): void {
  describe(`${family}: grants`, () => {
    for (const line of lines(cases.refused)) {
      test(`refuses ${line}`, () => expect(decide(ruleWords(line), []).kind).toBe('load'));
    }
    for (const line of lines(cases.loads)) {
      test(`loads ${line}`, () => expect(decide(ruleWords(line), []).kind).not.toBe('load'));
    }
  });
}
