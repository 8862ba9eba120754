// Runs the built server hard for a while: random jobs, stops, reads, waits and deaths of servers, and checks all along that no
// process is orphaned, no exit code lost, no record torn and no byte unaccounted for.
//   npm run soak                          ten minutes
//   npm run soak -- --seconds 30 --seed 7 other choices; the seed is printed at the start and at the end
// Exit status 1 when something did not hold; the line that says what names the seed, the step and the job. Linux alone.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const USAGE = 'usage: npm run soak -- [--seconds N] [--seed S]';

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '600' }, seed: { type: 'string' } } });
const seconds = Number(values.seconds);
const seed = Number(values.seed ?? Date.now() % 2 ** 31);
if (!Number.isSafeInteger(seed) || !(seconds > 0)) {
  console.error(USAGE);
  process.exit(2);
}
if (process.platform !== 'linux') {
  console.error('soak: what it looks at is in /proc, which Linux alone has');
  process.exit(2);
}

const top = fileURLToPath(new URL('..', import.meta.url));
const build = spawnSync(process.execPath, ['scripts/build.mjs', '--if-stale'], { cwd: top, stdio: ['ignore', 2, 2] });
if (build.status !== 0) process.exit(1);

const { soakRandomJobs } = await import('./soak/randomJobs.mjs');
const { parseRecord } = await import('../dist/jobs/registry/jobRecord.js');
console.error(`soak: ${seconds} s, seed ${seed}`);
const failure = await soakRandomJobs({ seed, seconds, parseRecord, tell: (line) => console.error(`soak: ${line}`) });
console.error(failure ?? `soak: everything held, seed ${seed}`);
process.exit(failure === undefined ? 0 : 1);
