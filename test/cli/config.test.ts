import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadSnapshotText } from '../../src/app/loadSnapshot.js';
import type { Config } from '../../src/config/config.js';
import { makeScratch, type Scratch } from '../rig/scratch.js';
import { runCli } from './runCli.js';

let scratch: Scratch;
beforeEach(() => {
  scratch = makeScratch();
});
afterEach(() => scratch.remove());

const FILE = `version: 1
x-shared: &shared { CI: true }
limits: { max_jobs: 3 }
defaults:
  timeout: 10m
  env: { <<: *shared, HOME_OF: "\${env.HOME}" }
policy:
  allow:
    - git status
    - run: [npm, run, '*']
      reason: 'yes: it is fine'
profiles:
  web:
    type: service
    command: npm run dev -- --port \${params.port}
    params: { port: { type: integer, default: 5173 } }
    env: { URL: 'http://me:\${env.DB_PASSWORD}@db/', OLD: null }
    stop: { grace: 2s }
  quick:
    shell: 'echo $$ "\${HOME}"'
    timeout: 5s
    secrets: [BADGE]
    env: { BADGE: blue42, SESSION_TOKEN: abc }
`;

/** The lines of the output as `path: value # origin`, the path in full. */
function lines(text: string): Map<string, string> {
  const found = new Map<string, string>();
  const path: string[] = [];
  const counts = new Map<string, number>();
  for (const line of text.split('\n').filter((each) => each !== '' && !each.startsWith('#'))) {
    const match = /^( *)(- |[^:]+:) ?(.*)$/.exec(line);
    if (match === null) throw new Error(line);
    const [, indent = '', key = '', rest = ''] = match;
    path.length = indent.length / 2;
    const parent = path.join('.');
    const index = counts.get(parent) ?? 0;
    if (key === '- ') counts.set(parent, index + 1);
    path.push(key === '- ' ? String(index) : key.slice(0, -1));
    if (rest !== '') found.set(path.join('.'), rest.replace(/ +# /, ' # '));
  }
  return found;
}

function load(text: string, env: Readonly<Record<string, string>>): Config {
  const loaded = loadSnapshotText(`${scratch.path}/bgjobs.yaml`, Buffer.from(text), { PATH: process.env.PATH, ...env });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.error.diagnostics));
  return loaded.value.config;
}

describe('bgjobs config', () => {
  it('names the ceiling that bounds it', async () => {
    scratch.write('bgjobs.yaml', FILE);
    scratch.write('ceiling.yaml', 'version: 1\npolicy: { allow: [ls] }\n');
    const env = { DB_PASSWORD: 'hunter22' };
    const good = await runCli(scratch.path, ['config', '--policy', 'ceiling.yaml'], { env });
    expect(good.stdout).toContain(`\n# bounded by the ceiling ${scratch.path}/ceiling.yaml\n`);
    const missing = await runCli(scratch.path, ['config', '--json'], { env: { ...env, BGJOBS_POLICY: 'none.yaml' } });
    expect(JSON.parse(missing.stdout)).toMatchObject({ ceiling: { state: 'missing' } });
  });

  it('says of each value where it is from', async () => {
    scratch.write('bgjobs.yaml', FILE);
    const env = { DB_PASSWORD: 'hunter22', BGJOBS_MAX_LOG: '3MB', BGJOBS_TIMEOUT: '1h', HOME: '/home/me' };
    const run = await runCli(scratch.path, ['config', '--timeout', '90s', '--allow', 'ls *'], { env });
    expect(run).toMatchObject({ status: 0, stderr: '' });
    expect(run.stdout).toMatch(/^# \/\S+\/bgjobs\.yaml \(SHA-256 [0-9a-f]{64}\)\n/);
    expect(Object.fromEntries(lines(run.stdout))).toMatchObject({
      version: '1 # line 1',
      'limits.max_jobs': '3 # line 3',
      'limits.max_log': '3MB # BGJOBS_MAX_LOG',
      'limits.keep_finished_for': '24h # default',
      'defaults.timeout': '90s # --timeout',
      'defaults.env.CI': '"true" # line 2',
      'defaults.env.HOME_OF': '/home/me # line 6, $HOME',
      'policy.adhoc': 'rules # default',
      'policy.allow.0': '{run: [git, status]} # line 9',
      'policy.allow.1': '{run: [npm, run, "*"], reason: "yes: it is fine"} # line 10',
      'policy.allow.2': '{run: [ls, "*"]} # --allow',
      'policy.roots': `[${scratch.path}] # default`,
      'profiles.web.type': 'service # line 14',
      'profiles.web.command': '[npm, run, dev, "--", "--port", "${params.port}"] # line 15',
      'profiles.web.params.port.default': '5173 # line 16',
      'profiles.web.env.CI': '"true" # line 2',
      'profiles.web.env.OLD': 'null # line 17',
      'profiles.web.timeout': '90s # --timeout',
      'profiles.web.stop.grace': '2s # line 18',
      'profiles.web.stop.signal': 'TERM # default',
      'profiles.quick.shell.script': `"echo $$ \\"\${HOME}\\"" # line 20`,
      'profiles.quick.shell.with': '/bin/sh # default',
      'profiles.quick.timeout': '5s # line 21',
      'profiles.quick.if_running': 'reject # default',
    });
  });

  it('masks secrets by name and wherever their values stand', async () => {
    scratch.write('bgjobs.yaml', FILE);
    const run = await runCli(scratch.path, ['config'], { env: { DB_PASSWORD: 'hunter22' } });
    const json = await runCli(scratch.path, ['config', '--json'], { env: { DB_PASSWORD: 'hunter22' } });
    const found = lines(run.stdout);
    expect(found.get('profiles.web.env.URL')).toBe('"http://me:[DB_PASSWORD]@db/" # line 17, $DB_PASSWORD');
    expect(found.get('profiles.quick.env.BADGE')).toContain('"[BADGE]"');
    expect(found.get('profiles.quick.env.SESSION_TOKEN')).toContain('"[SESSION_TOKEN]"');
    for (const secret of ['hunter22', 'blue42', 'abc']) expect(run.stdout + json.stdout).not.toContain(secret);
    // Too short to be looked for in every text.
    const short = await runCli(scratch.path, ['config'], { env: { DB_PASSWORD: 'pw1' } });
    expect(short.stdout).not.toContain('pw1');
  });

  it('is a file itself, and means the same', async () => {
    const env = { HOME: '/home/me', DB_URL: 'x' };
    const example = readFileSync(new URL('../../bgjobs.yaml.example', import.meta.url), 'utf8');
    for (const folder of ['web', 'api', 'packages/web']) scratch.folder(folder);
    for (const text of [
      example,
      FILE.replace(/ {4}env: \{ (URL|BADGE).*\n/g, '').replace('secrets: [BADGE]', 'tags: [x]'),
    ]) {
      scratch.write('bgjobs.yaml', text);
      const { stdout, status } = await runCli(scratch.path, ['config'], { env });
      expect(status, stdout).toBe(0);
      const [before, after] = [load(text, env), load(stdout, env)];
      const digests = ({ profiles }: Config): unknown => [...profiles].map(([name, { digest }]) => [name, digest]);
      expect(digests(after)).toEqual(digests(before));
      expect(after.limits).toEqual(before.limits);
      expect(after.defaults).toEqual(before.defaults);
      expect(after.policy.allow.map(({ words }) => words)).toEqual(before.policy.allow.map(({ words }) => words));
    }
  });

  it('gives the same as data', async () => {
    scratch.write('bgjobs.yaml', FILE);
    const env = { DB_PASSWORD: 'hunter22', BGJOBS_MAX_JOBS: '2' };
    const { stdout } = await runCli(scratch.path, ['config', '--json', '--timeout', '1m'], { env });
    const report = JSON.parse(stdout) as { values: { path: string[] }[] };
    const file = `${scratch.path}/bgjobs.yaml`;
    expect(report).toMatchObject({ file, state: 'valid' });
    const at = (path: string): unknown => report.values.find((value) => value.path.join('.') === path);
    expect(at('limits.max_jobs')).toMatchObject({ value: 2, origin: { kind: 'variable', name: 'BGJOBS_MAX_JOBS' } });
    expect(at('defaults.timeout')).toMatchObject({ value: '1m', origin: { kind: 'flag', name: '--timeout' } });
    expect(at('profiles.web.tty')).toMatchObject({ value: false, origin: { kind: 'default' } });
    expect(at('profiles.web.env.URL')).toMatchObject({
      origin: { kind: 'file', file, line: 17, variables: ['DB_PASSWORD'] },
    });
  });

  it('shows what holds without a file, and the mistakes of a broken one', async () => {
    const none = await runCli(scratch.path, ['config', '--root', '.']);
    expect(none.status).toBe(0);
    expect(none.stdout).toContain('this holds without it');
    expect(lines(none.stdout).get('policy.roots')).toBe(`[${scratch.path}] # --root`);
    scratch.write('bgjobs.yaml', 'version: 1\nprofils: {}\n');
    const broken = await runCli(scratch.path, ['config']);
    expect(broken.status).toBe(1);
    expect(broken.stdout).toContain('did you mean `profiles`');
    expect(JSON.parse((await runCli(scratch.path, ['config', '--json'])).stdout)).toMatchObject({ state: 'invalid' });
    expect(await runCli(scratch.path, ['config', '--max-jobs', 'x'])).toMatchObject({ status: 2, stdout: '' });
  });
});
