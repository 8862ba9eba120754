import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runPolicyCase } from '../../src/policy/caseRunner.js';
import { describeDenial } from '../../src/policy/denial.js';
import { parsePolicyCase } from '../../src/policy/policyCase.js';

function readLines(name: string): string[] {
  return readFileSync(new URL(`./cases/${name}`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n');
}

describe.each([
  // The cases that the project began with; attacks on other engines, and what they must not refuse.
  ['policy.jsonl', 262],
  // Our own, from manual pages.
  ['own.jsonl', 6432],
  // The command language, rules, folders, variables and programs, from what bash does and the documentation says.
  ['rules.jsonl', 693],
])('%s', (name, count) => {
  const lines = readLines(name);

  it('is whole', () => {
    expect(lines).toHaveLength(count);
    expect(new Set(lines.map((line) => (JSON.parse(line) as { readonly id: string }).id)).size).toBe(count);
  });

  it.each(lines.map((line) => [(JSON.parse(line) as { readonly id: string }).id, line]))('%s', (_, line) => {
    const parsed = parsePolicyCase(line);
    if (!parsed.ok) throw new Error(parsed.error);
    const outcome = runPolicyCase(parsed.value, { root: '/repo', section: undefined });
    expect(outcome.decision, describeDenial(outcome.evaluation)).toBe(outcome.expected);
    expect(describeDenial(outcome.evaluation).length).toBeLessThanOrEqual(600);
  });
});
