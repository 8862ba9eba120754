import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeScratch, type Scratch } from '../rig/scratch.js';
import { runCli, type CliRun } from './runCli.js';

const CASES = fileURLToPath(new URL('../policy/cases/', import.meta.url));

let scratch: Scratch;
beforeEach(() => {
  scratch = makeScratch();
});
afterEach(() => scratch.remove());

function test(cases: readonly (object | string)[], ...args: readonly string[]): Promise<CliRun> {
  const text = cases.map((each) => (typeof each === 'string' ? each : JSON.stringify(each))).join('\n');
  scratch.write('cases.jsonl', text);
  return runCli(scratch.path, ['policy', 'test', ...args, 'cases.jsonl']);
}

describe('bgjobs policy test', () => {
  it.each(['policy.jsonl', 'own.jsonl', 'rules.jsonl'])('passes all of %s, with no file around', async (name) => {
    const count = readFileSync(`${CASES}${name}`, 'utf8').trimEnd().split('\n').length;
    expect(await runCli(scratch.path, ['policy', 'test', `${CASES}${name}`])).toEqual({
      status: 0,
      stdout: `${count} passed, 0 failed\n`,
      stderr: '',
    });
  });

  it('runs cases without a policy against that of the file', async () => {
    scratch.write('bgjobs.yaml', 'version: 1\npolicy:\n  allow: ["npm run *"]\n  env: [CI]\n');
    const run = await test([
      { command: 'npm run a', expect: 'allow' },
      { argv: ['npm', 'run', 'a b'], env: { CI: 1 }, expect: 'allow' },
      { command: 'npm run a', cwd: 'sub', expect: 'allow' },
      { command: 'npm run a', cwd: '/elsewhere', expect: 'deny' },
      { command: 'npm run a', cwd: '/elsewhere', root: '/elsewhere', expect: 'allow' },
      { command: 'make', expect: 'deny' },
      { command: 'make', policy: { allow: [['make']] }, expect: 'allow' },
    ]);
    expect(run).toEqual({ status: 0, stdout: '7 passed, 0 failed\n', stderr: '' });
  });

  it('prints each mismatch with its evidence and its line, and fails', async () => {
    scratch.write('bgjobs.yaml', 'version: 1\npolicy:\n  allow: ["npm run *"]\n');
    const run = await test([
      { command: 'npm run a', expect: 'allow' },
      { id: 'X1', command: 'npm run a', expect: 'deny' },
      { name: 'pipe', command: 'npm run a | sh', expect: 'allow' },
      { command: 'env ls', policy: { allow: ['env **'] }, expect: 'allow' },
    ]);
    expect(run.status).toBe(1);
    expect(run.stdout.split('\n')).toEqual([
      'cases.jsonl:2: X1: expected deny, got allow',
      '  allow  npm run a',
      '    1. npm run a',
      `       allow by allow rule \`npm run *\` (${scratch.path}/bgjobs.yaml:3)`,
      '       runs /usr/local/bin/npm',
      `    in ${scratch.path}`,
      'cases.jsonl:3: pipe: expected allow, got deny',
      '  deny  npm run a | sh',
      '    no-rule: `sh` is not permitted: no rule allows `sh` (at character 13)',
      '    help: say what you want to achieve; what may run is for a person to decide',
      '    1. npm run a',
      `       allow by allow rule \`npm run *\` (${scratch.path}/bgjobs.yaml:3)`,
      '       runs /usr/local/bin/npm',
      '    2. | sh',
      '       deny',
      '       runs /usr/local/bin/sh',
      `    in ${scratch.path}`,
      '    permitted instead:',
      '      rule `npm run *`',
      'cases.jsonl:4: expected allow, got deny',
      '  its policy is refused at load: rule-too-wide: a wildcard of `env **` grants more than it says: `**` of `env` runs the command that it is given',
      '1 passed, 3 failed',
      '',
    ]);
  });

  it('counts a line that is no case as failed, with its number, and goes on', async () => {
    const ls = { command: 'ls', policy: { allow: ['ls'] }, expect: 'allow' };
    const run = await test([ls, '{', '', '[]', '{"command":"a"}', `${JSON.stringify(ls)}\r`, '{"expect":"deny"}']);
    expect(run).toEqual({
      status: 1,
      stdout: [
        'cases.jsonl:2: no case: the line is not JSON',
        'cases.jsonl:4: no case: the case has to be a map',
        'cases.jsonl:5: no case: `expect` has to be one of `allow`, `ask`, `deny`',
        'cases.jsonl:7: no case: give one of `command` and `argv`',
        '2 passed, 4 failed',
        '',
      ].join('\n'),
      stderr: '',
    });
  });

  it('says that a file is broken, and denies what would rest on it', async () => {
    scratch.write('bgjobs.yaml', 'version: 1\npolicy:\n  allow: ["* x"]\n');
    const run = await test([{ command: 'ls', expect: 'deny' }]);
    expect(run).toMatchObject({ status: 0, stdout: '1 passed, 0 failed\n' });
    expect(run.stderr).toContain('bgjobs.yaml is broken');
    expect((await test([{ command: 'ls', expect: 'deny' }], '--config', 'gone.yaml')).stderr).toContain('is missing');
  });

  it.each([[[]], [['test']], [['tset', 'x']], [['test', 'gone.jsonl']], [['test', 'a', 'b']]])(
    'refuses a wrong command line: %j',
    async (args) => {
      const run = await runCli(scratch.path, ['policy', ...args]);
      expect(run).toMatchObject({ status: 2, stdout: '' });
      expect(run.stderr).toMatch(/^bgjobs policy: \S/);
    },
  );
});
