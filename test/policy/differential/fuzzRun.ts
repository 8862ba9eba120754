import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { fuzzLexer } from './fuzz.js';

// Not a part of `npm test`, which runs a few thousand inputs: `npm run fuzz` runs this with as many as one likes.
const corpus = ['policy.jsonl', 'own.jsonl', 'rules.jsonl']
  .flatMap((name) =>
    readFileSync(new URL(`../cases/${name}`, import.meta.url), 'utf8')
      .trimEnd()
      .split('\n'),
  )
  .flatMap((line) => (JSON.parse(line) as { readonly command?: string }).command ?? [])
  .filter((command) => command.length < 200);

it('the lexer accepts nothing of which bash or unbash makes other words', () => {
  const seed = Number(process.env.FUZZ_SEED);
  const inputs = Number(process.env.FUZZ_INPUTS);
  let told = 0;
  const report = fuzzLexer({
    seed,
    inputs,
    corpus,
    onProgress({ generated, accepted, differences }) {
      if (generated - told < 20_000 && generated < inputs) return;
      told = generated;
      process.stderr.write(`${generated} generated, ${accepted} accepted, ${differences.length} differences\n`);
    },
  });
  expect(report.differences).toEqual([]);
  expect(report.accepted).toBeGreaterThan(inputs / 20);
});
