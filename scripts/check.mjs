// Everything that must hold before a commit, apart from the tests: types, lint, format, generated files, dead code,
// architecture. Runs all of it and then says what failed.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const top = fileURLToPath(new URL('..', import.meta.url));
const steps = [
  ['types', 'tsc', '-p', 'tsconfig.json'],
  ['lint', 'eslint', '.'],
  ['format', 'prettier', '--check', '--log-level', 'warn', '.'],
  ['generated files', process.execPath, 'scripts/generate.mjs', '--check'],
  ['dead code', 'knip'],
  ['architecture', 'vitest', 'run', 'test/architecture.test.ts', '--reporter', 'dot'],
];

const failed = [];
for (const [name, command, ...args] of steps) {
  const started = performance.now();
  const path = command === process.execPath ? command : `node_modules/.bin/${command}`;
  const { status } = spawnSync(path, args, { cwd: top, stdio: ['ignore', 2, 2] });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.error(`${status === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
  if (status !== 0) failed.push(name);
}
if (failed.length > 0) {
  console.error(`check failed: ${failed.join(', ')}`);
  process.exit(1);
}
console.error('check passed');
