import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseCommandLine } from '../../src/policy/lexer.js';
import { compare, fuzzLexer, isComparable } from './differential/fuzz.js';
import { runInBash } from './differential/bashOracle.js';
import { AT_THE_EDGE, FOOLED_OTHERS } from './differential/knownInputs.js';

const corpus = readFileSync(new URL('./cases/policy.jsonl', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .flatMap((line) => (JSON.parse(line) as { readonly command?: string }).command ?? [])
  .filter((command) => command.length < 200);

/** Thousands of inputs go through a real bash; a loaded machine takes its time. */
const PATIENCE_MS = 300_000;

describe('the lexer against real bash and unbash', () => {
  it('has oracles that see what a naive parser misses', () => {
    const [piped, substituted] = runInBash(['cat f | head -30\nrm -rf s && ls', 'npm $(rm x)']);
    expect(piped?.whenSucceeding.toSorted()).toEqual([['cat', 'f'], ['head', '-30'], ['ls'], ['rm', '-rf', 's']]);
    expect(piped?.whenFailing).not.toContainEqual(['ls']);
    expect(substituted?.whenSucceeding.toSorted()).toEqual([['npm'], ['rm', 'x']]);
  });

  it.each(FOOLED_OTHERS)('refuses %j', (input) => {
    expect(parseCommandLine(input).ok).toBe(false);
  });

  it('reads inputs at the edge of the language as bash and unbash do', () => {
    expect(AT_THE_EDGE.filter((input) => !isComparable(input))).toEqual([]);
    expect(compare(AT_THE_EDGE)).toEqual([]);
  });

  it('accepts nothing of which bash or unbash makes other words', { timeout: PATIENCE_MS }, () => {
    const report = fuzzLexer({ seed: 20_261_120, inputs: 6_000, corpus });
    expect(report.differences).toEqual([]);
    expect(report.accepted).toBeGreaterThan(1_000);
  });
});
