import { describe, expect, it } from 'vitest';
import { runPolicyCase, type CaseOutcome } from '../../src/policy/caseRunner.js';
import { parsePolicyCase } from '../../src/policy/policyCase.js';
import { section } from './support.js';

const scope = { root: '/srv/app', section: section({ allow: ['npm test'], roots: ['/srv/app'] }) };

function run(json: object): CaseOutcome {
  const parsed = parsePolicyCase(JSON.stringify({ expect: 'allow', ...json }));
  if (!parsed.ok) throw new Error(parsed.error);
  return runPolicyCase(parsed.value, scope);
}

describe('a case', () => {
  it('is decided by the policy of the file, or by its own', () => {
    expect(run({ command: 'npm test' }).passed).toBe(true);
    expect(run({ command: 'make' }).passed).toBe(false);
    expect(run({ command: 'make', policy: { allow: ['make **'] } }).passed).toBe(true);
    expect(run({ command: 'npm test', policy: { allow: [['make']] } }).passed).toBe(false);
    expect(run({ argv: ['make', 'a b'], policy: { allow: [{ run: ['make', '*'] }] } }).passed).toBe(true);
    expect(run({ command: 'git push', policy: { ask: ['git **'] }, expect: 'ask' }).passed).toBe(true);
    expect(run({ command: 'ls', policy: { adhoc: 'any' } }).passed).toBe(true);
    expect(run({ command: 'ls', policy: {} }).decision).toBe('deny');
  });

  it('is denied by a policy that is refused at load, and says why', () => {
    const outcome = run({
      command: 'npm test',
      policy: {
        allow: [
          ['npm', 'test'],
          ['*', 'x'],
        ],
      },
    });
    expect(outcome).toMatchObject({ passed: false, decision: 'deny', refused: [{ code: 'rule-program-wildcard' }] });
    expect(run({ command: 'a', policy: { allow: ['a', 'b && c'] } }).refused[0]?.code).toBe('rule-empty');
  });

  it.each<[unknown, string]>([
    [{ alow: [] }, 'there is no `alow` in `policy`'],
    [{ allow: [1] }, '`policy.allow` has to be a map'],
    [{ allow: [{ run: 'a', unsaf: true }] }, 'there is no `unsaf` in `policy.allow`'],
    [{ allow: 'a' }, '`policy.allow` has to be a list'],
    [{ allow: ['a'], max_timeout: 'soon' }, '`policy.max_timeout`'],
    ['a', '`policy` has to be a map'],
  ])('is denied by a policy of another shape: %j', (policy, message) => {
    const outcome = run({ command: 'a', policy, expect: 'deny' });
    expect(outcome).toMatchObject({ passed: true, refused: [{ severity: 'error' }] });
    expect(outcome.refused[0]?.message).toContain(message);
  });

  it('is denied by a policy whose examples do not hold, or that grants more than it says', () => {
    const policy = (rule: object): object => ({ allow: [{ run: 'git log **', ...rule }] });
    expect(run({ command: 'git log', policy: policy({ match: ['git log -p'], not_match: ['git show'] }) }).passed).toBe(
      true,
    );
    expect(run({ command: 'git log', policy: policy({ match: 'git show' }) }).refused[0]?.code).toBe(
      'example-not-matched',
    );
    expect(run({ command: 'env ls', policy: { allow: ['env **'] } }).refused[0]?.code).toBe('rule-too-wide');
    expect(run({ command: 'env ls', policy: { allow: [{ run: 'env **', unsafe: true }] } }).passed).toBe(true);
  });

  it('takes its folder as the root, by default that of the file', () => {
    const policy = { allow: [{ run: 'ls', cwd: ['sub'] }] };
    expect(run({ command: 'ls', policy, cwd: 'sub' }).evaluation.cwd).toBe('/srv/app/sub');
    expect(run({ command: 'ls', policy, cwd: 'sub', root: '/other' }).evaluation.cwd).toBe('/other/sub');
    expect(run({ command: 'ls', policy, cwd: '/srv/app/sub', root: '/other' }).decision).toBe('deny');
  });

  it('sets variables', () => {
    const policy = { allow: ['ls'], env: ['CI'] };
    expect(run({ command: 'ls', policy, env: { CI: '1' } }).decision).toBe('allow');
    expect(run({ command: 'ls', policy, env: { LD_PRELOAD: 'x' } }).decision).toBe('deny');
  });

  it('brings links, files and a PATH of its own', () => {
    const policy = { allow: ['ls', './run'] };
    const out = { symlinks: { out: '/etc', in: 'a/b', loop: 'loop', run: '../x' }, files: ['plain'] };
    const decision = (json: object): string => run({ command: 'ls', policy, fixture: out, ...json }).decision;
    expect(decision({ cwd: 'in' })).toBe('allow');
    expect(decision({ cwd: 'in/c' })).toBe('allow');
    for (const cwd of ['out', 'out/x', 'loop', 'plain']) expect(decision({ cwd })).toBe('deny');
    expect(decision({ command: './run' })).toBe('deny');
    expect(decision({ fixture: { symlinks: [['/usr/bin/ls', '/srv/app/ls']], server_path: '/usr/bin' } })).toBe('deny');
    expect(decision({ fixture: { server_path: ['/usr/bin'] } })).toBe('allow');
    for (const server_path of ['.:/usr/bin', ':/usr/bin', '/srv/app/bin:/usr/bin', 'bin:/usr/bin']) {
      expect(decision({ fixture: { server_path } })).toBe('deny');
    }
  });

  it('may be of another platform', () => {
    const policy = { adhoc: 'any', deny: ['rm'] };
    expect(run({ command: 'RM x', policy }).decision).toBe('allow');
    expect(run({ command: 'RM x', policy, platform: 'darwin' }).decision).toBe('deny');
  });
});

describe('a line that is no case', () => {
  it.each<[string, string]>([
    ['{', 'not JSON'],
    ['[]', 'has to be a map'],
    ['{"expect":"allow"}', 'one of `command` and `argv`'],
    ['{"expect":"allow","command":"a","argv":["a"]}', 'one of `command` and `argv`'],
    ['{"command":"a"}', '`expect` has to be one of `allow`, `ask`, `deny`'],
    ['{"command":"a","expect":"no"}', '`expect`'],
    ['{"command":1,"expect":"deny"}', '`command` has to be a text'],
    ['{"argv":"a","expect":"deny"}', '`argv` has to be a list'],
    ['{"argv":["a",1],"expect":"deny"}', 'every part of `argv` has to be a text'],
    ['{"command":"a","expect":"deny","env":{"A":[1]}}', '`A` in `env` has to be a text'],
    ['{"command":"a","expect":"deny","platform":"beos"}', '`platform`'],
    ['{"command":"a","expect":"deny","fixture":{"symlinks":[["a"]]}}', 'a link and its target'],
  ])('%s', (line, message) => {
    const parsed = parsePolicyCase(line);
    expect(!parsed.ok && parsed.error).toContain(message);
  });
});
