// Holds the lexer of the command language against real bash and unbash on generated and mutated inputs: whatever it
// accepts, bash runs exactly those words and nothing else. `npm run fuzz -- [--seed N] [--inputs N]`
import { parseArgs } from 'node:util';
import { startVitest } from 'vitest/node';

const { values } = parseArgs({ options: { seed: { type: 'string' }, inputs: { type: 'string', default: '200000' } } });
const seed = Number(values.seed ?? Date.now() % 2 ** 31);
const inputs = Number(values.inputs);
if (!Number.isSafeInteger(seed) || !Number.isSafeInteger(inputs) || inputs < 1) {
  console.error('fuzz: --seed and --inputs are whole numbers');
  process.exit(2);
}
console.error(
  `fuzz: ${inputs} inputs, seed ${seed} (repeat it with \`npm run fuzz -- --seed ${seed} --inputs ${inputs}\`)`,
);
const vitest = await startVitest('test', ['test/policy/differential/fuzzRun.ts'], {
  include: ['test/policy/differential/fuzzRun.ts'],
  globalSetup: [],
  watch: false,
  env: { FUZZ_SEED: String(seed), FUZZ_INPUTS: String(inputs) },
  testTimeout: 0,
});
await vitest?.close();
