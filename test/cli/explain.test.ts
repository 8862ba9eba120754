import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeScratch, type Scratch } from '../rig/scratch.js';
import { runCli, type CliRun } from './runCli.js';

let scratch: Scratch;
let repo: string;
beforeEach(() => {
  scratch = makeScratch();
  repo = scratch.folder('repo');
  for (const name of ['npm', 'ls', 'rm']) chmodSync(scratch.write(`bin/${name}`, '#!/bin/sh\n'), 0o755);
  scratch.folder('repo/sub');
  scratch.write(
    'repo/bgjobs.yaml',
    'version: 1\npolicy:\n  allow:\n    - run: npm run *\n      reason: scripts\n    - ls\n',
  );
});
afterEach(() => scratch.remove());

function explain(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<CliRun> {
  return runCli(repo, ['explain', ...args], { env: { PATH: join(scratch.path, 'bin'), ...env } });
}

describe('bgjobs explain', () => {
  it('says what allows a command, and what would run', async () => {
    expect(await explain(['npm run a'])).toEqual({
      status: 0,
      stderr: '',
      stdout: [
        'allow  npm run a',
        '  1. npm run a',
        `     allow by allow rule \`npm run *\` (${repo}/bgjobs.yaml:4) because: scripts`,
        `     runs ${scratch.path}/bin/npm`,
        `  in ${repo}`,
        '',
      ].join('\n'),
    });
  });

  it('takes several arguments, and what follows `--`, as argv', async () => {
    expect((await explain(['--', 'npm', 'run', 'a;b'])).stdout).toMatch(/^allow {2}npm run 'a;b'\n/);
    expect((await explain(['--', 'npm', 'run', '--json'])).status).toBe(1);
    expect((await explain(['ls; ls'])).status).toBe(0);
    expect((await explain(['--', 'ls; ls'])).stdout).toContain("`'ls; ls'` is not permitted");
    expect((await explain(['--cwd', 'sub', 'ls'])).stdout).toContain(`in ${repo}/sub\n`);
  });

  it('has stable fields as JSON', async () => {
    const { status, stdout } = await explain(['--json', 'npm run a | rm x']);
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toEqual({
      decision: 'deny',
      message: expect.stringMatching(/^refused: `rm` is not permitted/) as unknown,
      code: 'no-rule',
      hint: 'say what you want to achieve; what may run is for a person to decide',
      refused_by: 'file',
      cwd: repo,
      commands: [
        {
          argv: ['npm', 'run', 'a'],
          program: `${scratch.path}/bin/npm`,
          decision: 'allow',
          rule: { text: 'npm run *', decision: 'allow', file: `${repo}/bgjobs.yaml`, line: 4, reason: 'scripts' },
        },
        {
          argv: ['rm', 'x'],
          operator: '|',
          program: `${scratch.path}/bin/rm`,
          decision: 'deny',
          finding: {
            code: 'no-rule',
            message: '`rm` is not permitted: no rule allows `rm x`',
            hint: 'say what you want to achieve; what may run is for a person to decide',
            offset: 12,
            word: 0,
          },
        },
      ],
      alternatives: [
        { kind: 'rule', text: 'npm run *' },
        { kind: 'rule', text: 'ls' },
      ],
    });
  });

  it('holds the file against a ceiling, by flag or variable', async () => {
    const ceiling = scratch.write('ceiling.yaml', 'version: 1\npolicy:\n  allow: [ls]\n');
    expect((await explain(['ls'], { BGJOBS_POLICY: ceiling })).status).toBe(0);
    const refused = await explain(['--policy', ceiling, 'npm run a']);
    expect(refused.status).toBe(1);
    expect(refused.stdout).toContain('refused by the ceiling policy, not by the file of this folder');
    expect((await explain(['ls'], { BGJOBS_POLICY: '' })).stdout).toContain('ceiling-broken');
    expect((await explain(['--policy', 'gone.yaml', 'ls'])).stdout).toContain(
      'the ceiling policy `gone.yaml` is missing',
    );
  });

  it('says that a file is broken or missing, and permits nothing', async () => {
    scratch.write('repo/bgjobs.yaml', 'version: 1\npolicy:\n  allow: [env **]\n');
    const broken = await explain(['ls']);
    expect(broken).toMatchObject({ status: 1 });
    expect(broken.stderr).toContain('is invalid, so nothing is permitted');
    expect((await explain(['--config', 'gone.yaml', 'ls'])).stderr).toContain('is missing, so nothing is permitted');
    expect(await explain([])).toMatchObject({ status: 2, stdout: '' });
  });
});

describe('bgjobs check', () => {
  it('names a rule that grants too much, with its place, and the mistakes of a ceiling', async () => {
    scratch.write('repo/bgjobs.yaml', 'version: 1\npolicy:\n  allow:\n    - ls\n    - env **\n');
    const own = await runCli(repo, ['check']);
    expect(own.status).toBe(1);
    expect(own.stdout).toContain('error[rule-too-wide]');
    expect(own.stdout).toContain('bgjobs.yaml:5');
    scratch.write('repo/bgjobs.yaml', 'version: 1\n');
    scratch.write('ceiling.yaml', 'version: 1\npolicy:\n  alow: []\n');
    const above = await runCli(repo, ['check', '--policy', '../ceiling.yaml']);
    expect(above.status).toBe(1);
    expect(above.stdout).toContain('ceiling.yaml:3');
  });
});
