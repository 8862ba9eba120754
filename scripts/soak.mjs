// Runs the built server hard for a while, and checks that everything holds. Exit status 1 when something did not; what is printed then
// says what. Linux alone.
//   npm run soak                              ten minutes of random jobs, stops, reads, waits and deaths of servers: no process is
//                                             orphaned, no exit code lost, no record torn and no byte unaccounted for
//   npm run soak -- --seconds 30 --seed 7     other choices; the seed is printed at the start and at the end
//   npm run soak -- --mode jobs --count N     so many jobs one after another (10,000): nothing of the server grows with them
//   npm run soak -- --mode many --count N     so many jobs at once (500): all start, all are listed, all are stopped
//   npm run soak -- --mode floods --mib N     ten floods of so many MiB at once (256), three times: memory, event loop and logs stay bounded
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const USAGE = 'usage: npm run soak -- [--mode random|jobs|many|floods] [--seconds N] [--seed S] [--count N] [--mib N]';
/** Of the floods, MiB: what is kept when nobody says how much. */
const LIMIT_MIB = 10;

const { values } = parseArgs({
  options: {
    mode: { type: 'string', default: 'random' },
    seconds: { type: 'string', default: '600' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    count: { type: 'string' },
    mib: { type: 'string', default: '256' },
  },
});
const [seconds, seed, count, mib] = [values.seconds, values.seed, values.count ?? 1, values.mib].map(Number);
const tell = (line) => console.error(`soak: ${line}`);
const MODES = {
  async random() {
    const { soakRandomJobs } = await import('./soak/randomJobs.mjs');
    const { parseRecord } = await import('../dist/jobs/registry/jobRecord.js');
    tell(`${seconds} s, seed ${seed}`);
    const failure = await soakRandomJobs({ seed, seconds, parseRecord, tell });
    tell(`seed ${seed}`);
    return failure;
  },
  async jobs() {
    const { soakJobsInARow } = await import('./soak/jobsInARow.mjs');
    return soakJobsInARow({ jobs: Number(values.count ?? 10_000), tell });
  },
  async many() {
    const { soakManyAtOnce } = await import('./soak/manyAtOnce.mjs');
    return soakManyAtOnce({ jobs: Number(values.count ?? 500), tell });
  },
  async floods() {
    const { soakFloods } = await import('./soak/floods.mjs');
    return soakFloods({ floods: 10, mib, limitMiB: LIMIT_MIB, tell });
  },
};
const mode = Object.hasOwn(MODES, values.mode) ? MODES[values.mode] : undefined;
if (mode === undefined || ![seed, count, mib].every(Number.isSafeInteger) || !(seconds > 0)) {
  console.error(USAGE);
  process.exit(2);
}
if (process.platform !== 'linux') {
  tell('what it looks at is in /proc, which Linux alone has');
  process.exit(2);
}

const top = fileURLToPath(new URL('..', import.meta.url));
const build = spawnSync(process.execPath, ['scripts/build.mjs', '--if-stale'], { cwd: top, stdio: ['ignore', 2, 2] });
if (build.status !== 0) process.exit(1);

const failure = await mode();
tell(failure ?? 'everything held');
process.exit(failure === undefined ? 0 : 1);
