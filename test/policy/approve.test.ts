import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, realpathSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { approve, type Consent } from '../../src/policy/approve.js';
import { ApprovedCommand, type EnvironmentSpec } from '../../src/policy/approvedCommand.js';
import { consentKey } from '../../src/policy/consentKey.js';
import type { Evaluation } from '../../src/policy/evaluation.js';
import { localPolicyHost } from '../../src/policy/localPolicyHost.js';
import { decide, policy, type Call } from './support.js';

const environment: EnvironmentSpec = {
  inherit: { kind: 'minimal' },
  files: [],
  set: new Map<string, string | null>([
    ['CI', '0'],
    ['TERM', null],
  ]),
};
const repo = policy({ allow: ['npm **', 'echo **'], ask: ['git push **'], env: ['CI'] });

function approved(command: string | readonly string[], call: Call = {}, consent?: Consent): ApprovedCommand {
  const result = approve(decide(repo, command, call), environment, consent);
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

describe('an approved command', () => {
  it('is the argv that was decided on, without a shell', () => {
    const command = approved(`npm run "a b" 'x;y'`, { cwd: 'packages' });
    expect(command).toMatchObject({
      program: '/usr/local/bin/npm',
      argv: ['npm', 'run', 'a b', 'x;y'],
      cwd: '/repo/packages',
      display: `npm run 'a b' 'x;y'`,
    });
    expect(ApprovedCommand.isGenuine(command)).toBe(true);
    expect(Object.isFrozen(command.argv)).toBe(true);
    expect(command.evaluation?.decision).toBe('allow');
  });

  it('of a list is its parsed form, written anew', () => {
    const command = approved(`npm test&&echo "it's" | npm ls; npm ci||echo`);
    expect(command.program).toMatch(/\/sh$/);
    expect(command.argv).toEqual([
      'sh',
      '-c',
      `'/usr/local/bin/npm' 'test' && '/usr/local/bin/echo' 'it'\\''s' | '/usr/local/bin/npm' 'ls'; '/usr/local/bin/npm' 'ci' || '/usr/local/bin/echo'`,
    ]);
    expect(command.display).toBe(`npm test && echo 'it'\\''s' | npm ls; npm ci || echo`);
  });

  it('sets the variables of the call over those of the file', () => {
    expect([...approved('npm test', { env: { CI: '1' } }).environment.set]).toEqual([
      ['CI', '1'],
      ['TERM', null],
    ]);
  });

  it('is never made of a refusal, or of an evaluation that nobody made', () => {
    const denied = decide(repo, 'rm x');
    expect(approve(denied, environment)).toEqual({ ok: false, error: { code: 'no-rule', evaluation: denied } });
    const forged: Evaluation = { ...denied, decision: 'allow', finding: undefined };
    expect(() => approve(forged, environment)).toThrow('cannot be approved');
    const copied: Evaluation = { ...decide(repo, 'npm test') };
    expect(() => approve(copied, environment)).toThrow('cannot be approved');
    expect(ApprovedCommand.isGenuine(Object.assign({}, approved('npm test')))).toBe(false);
  });

  it('keeps the variables that were decided on', () => {
    const evaluation = decide(repo, 'npm test', { env: { CI: '1' } });
    (evaluation.request.env as Map<string, string>).set('LD_PRELOAD', 'x');
    const result = approve(evaluation, environment);
    expect(result.ok && [...result.value.environment.set.keys()]).toEqual(['CI', 'TERM']);
  });
});

describe('what needs consent', () => {
  it('is refused without', () => {
    expect(() => approved('git push')).toThrow('needs-consent');
    expect(() => approved('git push', {}, { key: 'x' })).toThrow('needs-consent');
  });

  it('is approved with a consent for exactly this', () => {
    const consent = { key: consentKey(decide(repo, 'git push origin', { env: { CI: '1' } })) };
    expect(approved('git push origin', { env: { CI: '1' } }, consent).argv).toEqual(['git', 'push', 'origin']);
    expect(() => approved('git push', { env: { CI: '1' } }, consent)).toThrow('needs-consent');
    expect(() => approved('git push origin', {}, consent)).toThrow('needs-consent');
    expect(() => approved('git push origin', { env: { CI: '2' } }, consent)).toThrow('needs-consent');
    expect(() => approved('git push origin', { env: { CI: '1' }, cwd: 'a' }, consent)).toThrow('needs-consent');
    expect(() => approved('git push origin; npm test', { env: { CI: '1' } }, consent)).toThrow('needs-consent');
  });
});

describe('between the decision and the start', () => {
  it('a program of the same name that appears earlier, and a link that is turned, change nothing', () => {
    const base = realpathSync(mkdtempSync(join(tmpdir(), 'bgjobs-race-')));
    try {
      for (const name of ['good', 'evil', 'early']) {
        const folder = join(base, name);
        execFileSync('mkdir', ['-p', folder, join(base, 'repo')]);
        if (name === 'early') continue;
        writeFileSync(join(folder, 'tool'), `#!/bin/sh\necho ${name}\n`);
        chmodSync(join(folder, 'tool'), 0o755);
      }
      symlinkSync('good', join(base, 'current'));
      const root = join(base, 'repo');
      const host = localPolicyHost({ root, path: [join(base, 'early'), join(base, 'current')] });
      const racing = policy({ allow: ['tool'], roots: [root] }, host);
      const single = approve(decide(racing, 'tool'), environment);
      const list = approve(decide(racing, 'tool; tool'), environment);
      if (!single.ok || !list.ok) throw new Error('not approved');
      expect(single.value.evaluation?.commands[0]?.program).toBe(join(base, 'good/tool'));

      unlinkSync(join(base, 'current'));
      symlinkSync('evil', join(base, 'current'));
      symlinkSync(join(base, 'evil/tool'), join(base, 'early/tool'));

      const run = ({ program, argv }: ApprovedCommand): string =>
        execFileSync(program, argv.slice(1), { encoding: 'utf8', env: { PATH: join(base, 'evil') } });
      expect(run(single.value)).toBe('good\n');
      expect(run(list.value)).toBe('good\ngood\n');
    } finally {
      rmSync(base, { recursive: true, force: true });
    }
  });
});
