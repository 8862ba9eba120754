import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadSnapshotText } from '../../src/app/loadSnapshot.js';
import { makeScratch, type Scratch } from '../rig/scratch.js';

const page = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8');
const table = page.slice(page.indexOf('## Rules of the policy'));
const rows = [...table.matchAll(/^\| `([a-z-]+)` \| (error|warning) \| `(.*?)` \| (.*) \|$/gm)].map(
  ([, code = '', severity = '', example = '', fix = '']) => ({ code, severity, example, fix }),
);

let scratch: Scratch;
beforeAll(() => {
  scratch = makeScratch();
});
afterAll(() => scratch.remove());

describe('the rules of the policy in docs/errors.md', () => {
  it.each(rows)('$code: $example', ({ code, severity, example }) => {
    const bytes = Buffer.from(`version: 1\npolicy: { ${example} }\n`);
    const loaded = loadSnapshotText(scratch.write('bgjobs.yaml', ''), bytes, { PATH: process.env.PATH });
    const { diagnostics } = loaded.ok ? loaded.value : loaded.error;
    const told = diagnostics.find((diagnostic) => diagnostic.code === code && diagnostic.severity === severity);
    expect(told?.range?.start.line).toBe(2);
  });

  it('are all that the policy tells of rules', () => {
    const folder = new URL('../../src/policy/', import.meta.url);
    const sources = readdirSync(folder).filter((name) => /[rR]ule|ceiling|Ceiling|refusedEnv/.test(name));
    const told = sources.flatMap((name) => [
      ...readFileSync(new URL(name, folder), 'utf8').matchAll(
        /'((?:rule|example|env)-[a-z]+(?:-[a-z]+)*|ceiling-within-reach)'/g,
      ),
    ]);
    const codes = new Set(told.map(([, code]) => code));
    // The schema of the file has refused it before.
    expect(codes.delete('rule-empty')).toBe(true);
    // It needs a ceiling file, and stands above the table.
    expect(codes.delete('ceiling-within-reach')).toBe(true);
    expect(table).toContain('`ceiling-within-reach`');
    expect([...codes].sort()).toEqual(rows.map(({ code }) => code).sort());
  });
});
