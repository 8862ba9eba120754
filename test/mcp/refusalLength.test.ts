import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { commandRefusal } from '../../src/mcp/commandRefusal.js';
import { profileRefusal } from '../../src/mcp/refusals.js';
import { toCallToolResult } from '../../src/mcp/reply.js';
import type { Refusal } from '../../src/mcp/refusal.js';
import { runPolicyCase } from '../../src/policy/caseRunner.js';
import { parsePolicyCase } from '../../src/policy/policyCase.js';
import type { ProfileDenial } from '../../src/policy/profileDenial.js';
import { decide, policy } from '../policy/support.js';

/** What an agent reads of a refusal: everything, where its client shows it the text. */
function textOf(refusal: Refusal): string {
  const { content } = toCallToolResult({ ok: false, error: refusal });
  return content.map((part) => (part.type === 'text' ? part.text : '')).join('\n');
}

const TROUBLE = {
  file: { state: 'invalid', revision: 1, diagnostics: [] },
  sentence: `/repo/bgjobs.yaml on disk is broken (${'x'.repeat(300)}); the last good version is in force`,
} as const;

describe('the whole text of a refusal is at most 600 characters', () => {
  it.each(['policy.jsonl', 'own.jsonl', 'rules.jsonl'])('for each case of %s that is not allowed', (name) => {
    const lines = readFileSync(new URL(`../policy/cases/${name}`, import.meta.url), 'utf8')
      .trimEnd()
      .split('\n');
    let refused = 0;
    for (const line of lines) {
      const parsed = parsePolicyCase(line);
      if (!parsed.ok) throw new Error(parsed.error);
      const { evaluation } = runPolicyCase(parsed.value, { root: '/repo', section: undefined });
      if (evaluation.decision === 'allow') continue;
      refused++;
      for (const trouble of [undefined, TROUBLE]) {
        const refusal = commandRefusal(evaluation, { actor: 'agent (editor)', trouble });
        const text = textOf(refusal);
        expect(text.length, text).toBeLessThanOrEqual(600);
        // What, why and what to do instead are there, and the beginning of each is whole.
        expect(text).toContain(`error ${refusal.code}: ${evaluation.decision === 'ask' ? 'not run' : 'refused'}`);
        expect(refusal.message.length, text).toBeGreaterThan(40);
        expect(text).toContain('\nhint: ');
        expect(refusal.facts).toMatchObject({ evaluation: { decision: evaluation.decision } });
      }
    }
    expect(refused).toBeGreaterThan(lines.length / 4);
  });

  it.each([10, 100, 5_000])('for a profile whose every name and word is %i characters long', (length) => {
    const word = 'x'.repeat(length);
    const command = { program: word, argv: [word], cwd: word };
    const denials: readonly ProfileDenial[] = [
      {
        code: 'bad-params',
        profile: word,
        problems: Array.from({ length: 9 }, () => ({
          code: 'unknown-param',
          param: word,
          nearest: [word],
          known: [word],
        })),
      },
      { code: 'cwd-missing', profile: word, cwd: word },
      { code: 'cwd-outside-roots', profile: word, cwd: word, roots: [word, word, word] },
      { code: 'refused-by-ceiling', profile: word, command, detail: word, hint: word },
      { code: 'program-not-found', profile: word, program: word, detail: word, hint: undefined },
    ];
    for (const denial of denials) {
      const text = textOf(profileRefusal(denial));
      expect(text.length, text).toBeLessThanOrEqual(600);
      expect(text).toContain(`error ${denial.code}: the profile \`x`);
    }
  });
});

describe('the text of a refused list', () => {
  const rules = policy({ allow: ['npm run *'] });

  it('shows each command with its verdict where there is room', () => {
    const text = textOf(commandRefusal(decide(rules, 'npm run a && rm x'), { actor: 'agent', trouble: undefined }));
    expect(text).toContain('\n- allow ["npm","run","a"] by `npm run *`');
    expect(text).toContain('\n- deny ["rm","x"]');
  });

  it('says how many it leaves out, and the facts have them', () => {
    const many = Array.from({ length: 16 }, () => 'npm run a').join(' && ');
    const refusal = commandRefusal(decide(rules, `${many.slice(0, -1)}b | rm`), { actor: 'agent', trouble: undefined });
    const long = commandRefusal(decide(rules, `rm && ${Array.from({ length: 15 }, () => 'npm run a').join(' && ')}`), {
      actor: 'agent',
      trouble: undefined,
    });
    expect(textOf(refusal)).toContain('at most 16 commands');
    expect(textOf(long)).toMatch(/\n- and \d+ more$/);
    expect(long.facts).toMatchObject({ evaluation: { commands: { length: 16 } } });
  });
});
