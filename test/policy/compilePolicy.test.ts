import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/config/diagnostic.js';
import { compilePolicy } from '../../src/policy/compilePolicy.js';
import { decide, host, range, section, type TestPolicy } from './support.js';

function diagnose(given: TestPolicy): readonly Diagnostic[] {
  return compilePolicy(section(given), host()).diagnostics;
}

describe('a policy that does not compile', () => {
  it.each<[string, TestPolicy]>([
    ['rule-program-wildcard', { allow: ['* --version'] }],
    ['rule-program-wildcard', { allow: ['**'] }],
    ['rule-program-wildcard', { ask: ['git* push'] }],
    ['rule-double-star', { allow: ['find ** -name x'] }],
    ['rule-empty', { allow: [{ run: [] }] }],
    ['rule-empty', { deny: [{ run: [''] }] }],
    ['rule-bad-character', { allow: [{ run: ['npm', 'a\0'] }] }],
    ['env-refused', { allow: ['npm test'], env: ['NODE_OPTIONS'] }],
    ['env-refused', { allow: [{ run: 'npm test', env: ['GIT_*'] }] }],
    ['example-not-matched', { allow: [{ run: 'npm run *', match: [{ text: 'npm test', range: range(8) }] }] }],
    ['example-matched', { allow: [{ run: 'npm run *', notMatch: [{ text: 'npm run x', range: range(8) }] }] }],
  ])('%s: %j', (code, given) => {
    const { policy, diagnostics } = compilePolicy(section(given), host());
    const errors = diagnostics.filter((diagnostic) => diagnostic.severity === 'error');
    expect(errors.map((error) => error.code)).toEqual([code]);
    expect(policy.broken).toBe(true);
    expect(decide(policy, 'npm test').finding?.code).toBe('policy-broken');
  });

  it('refuses everything ad-hoc, also what a sound rule beside the broken one allows, and `adhoc: any`', () => {
    const { policy } = compilePolicy(section({ adhoc: 'any', allow: ['npm test', '* x'] }), host());
    for (const command of ['npm test', 'ls', 'rm x']) expect(decide(policy, command).decision).toBe('deny');
  });

  it('says where: an example at its own place, everything else at the rule', () => {
    const [mistake] = diagnose({ allow: [{ run: 'npm run *', match: [{ text: 'npm test', range: range(8) }] }] });
    expect(mistake).toMatchObject({ range: { start: { line: 8 } }, related: [{ range: { start: { line: 2 } } }] });
    expect(mistake?.message).toContain('`npm run *` (bgjobs.yaml:2)');
    expect(diagnose({ allow: ['npm test', '* x'] })[0]?.range?.start.line).toBe(3);
  });

  it.each([
    ['npm $X', 'npm **', 'variables are not expanded (at offset 4)'],
    ['git log --output=x', 'git log **', 'a wildcard never grants that'],
    ['npm test && make', 'npm **', 'its words are not those of the rule'],
  ])('says why the example %j does not match `%s`', (text, run, why) => {
    const [mistake] = diagnose({ allow: [{ run, match: [{ text, range: range(8) }] }] });
    expect(mistake?.message).toContain(why);
    const unsafe = diagnose({ allow: [{ run, unsafe: true, notMatch: [{ text, range: range(8) }] }] });
    expect(unsafe.map(({ code }) => code)).toEqual(text.startsWith('git') ? ['example-matched'] : []);
  });

  it('is not the one that the design gives as its example', () => {
    const git = { run: 'git log **', cwd: ['packages/*'], env: ['NO_COLOR'], reason: 'history is safe to read' };
    const match = [{ text: 'git log -p -3', range: range(8) }];
    const notMatch = [{ text: 'git log --output=x', range: range(9) }];
    const compose = { run: 'docker compose up **', unsafe: true };
    const allow = ['npm run *', 'pytest **', { ...git, match, notMatch }, compose];
    const deny = [{ run: 'rm **', reason: 'use the profile `clean`' }];
    expect(diagnose({ allow, ask: ['git push **'], deny, env: ['NODE_ENV', 'CI'] })).toEqual([]);
  });
});

describe('a policy that compiles', () => {
  it.each<[string, TestPolicy]>([
    ['`**` anywhere in deny rules', { deny: ['find ** -exec **', '** --no-verify'] }],
    ['a refused variable in an unsafe rule', { allow: [{ run: 'npm test', env: ['NODE_OPTIONS'], unsafe: true }] }],
    ['a pattern of variables', { allow: ['npm test'], env: ['APP_*'] }],
    ['brackets and braces in words', { allow: [{ run: ['test:[a]', '{x}', '?'] }] }],
    [
      'examples that hold',
      {
        allow: [
          {
            run: 'git log **',
            match: [{ text: 'git log -p -3', range: range(8) }],
            notMatch: [
              { text: 'git push', range: range(9) },
              { text: 'git log > x', range: range(9) },
              { text: 'git log --output=x', range: range(9) },
            ],
          },
        ],
        deny: [
          {
            run: 'rm',
            match: [{ text: '/bin/rm -rf x', range: range(9) }],
            notMatch: [{ text: 'rmdir', range: range(9) }],
          },
        ],
      },
    ],
  ])('%s', (_, given) => {
    expect(diagnose(given)).toEqual([]);
  });

  it.each<[string, TestPolicy, number]>([
    ['rule-unreachable', { allow: ['npm run *', 'npm run test'] }, 3],
    ['rule-unreachable', { deny: ['rm **', 'rm -rf x'] }, 3],
    ['rule-shadowed', { allow: ['git push origin'], deny: ['git push'] }, 2],
    ['rule-shadowed', { allow: ['git push origin'], ask: ['git push **'] }, 2],
    ['rule-unreachable', { adhoc: 'deny', allow: ['ls'] }, 2],
    ['rule-unreachable', { adhoc: 'any', allow: ['ls'] }, 2],
    ['rule-cwd-never', { allow: [{ run: 'ls', cwd: ['../other'] }] }, 2],
    ['rule-cwd-never', { deny: [{ run: 'ls', cwd: ['/repo/a'] }] }, 2],
    ['rule-cwd-never', { roots: ['.', '/srv/data'], allow: [{ run: 'ls', cwd: ['/srv/other/**'] }] }, 2],
    ['rule-program-never', { allow: ['/usr/bin/git log'] }, 2],
    ['rule-program-never', { ask: ['/opt/tool **'] }, 2],
    ['rule-shadowed', { allow: ['git commit --no-verify'], deny: ['* commit --no-verify'] }, 2],
    ['rule-shadowed', { allow: ['git log'], deny: ['**'] }, 2],
    ['rule-ask-exact', { allow: ['git **'], ask: ['git push'] }, 3],
    ['rule-ask-exact', { adhoc: 'any', ask: ['curl *'] }, 2],
    ['rule-unsafe-idle', { allow: [{ run: 'git -c a=b log', unsafe: true }] }, 2],
    ['rule-any-script', { allow: ['node **'] }, 2],
    ['rule-any-script', { allow: ['python3 *'] }, 2],
    ['rule-env-on-deny', { deny: [{ run: 'rm', env: ['CI'] }] }, 2],
    ['rule-double-star', { allow: ['cat src/**'] }, 2],
  ])('warns with %s: %j', (code, given, line) => {
    expect(diagnose(given)).toMatchObject([{ code, severity: 'warning', range: { start: { line } } }]);
  });

  it('warns of a pattern that lets a call set nearly everything', () => {
    expect(diagnose({ allow: ['npm test'], env: ['*'] })).toMatchObject([
      { code: 'env-too-wide', severity: 'warning' },
    ]);
  });

  it('does not warn of rules that decide something of their own', () => {
    const silent: TestPolicy[] = [
      { allow: ['npm run test', 'npm run *'] },
      { allow: [{ run: 'npm run *', cwd: ['a'] }, 'npm run test'] },
      { allow: ['npm **', { run: 'npm test', env: ['CI'] }] },
      { allow: ['git **'], deny: ['git push'] },
      { allow: ['npm **', 'npm install'] },
      { allow: ['sort **', 'sort -o out *'] },
      { allow: ['node scripts/*', 'node a.js **', 'node --test **'] },
      {
        allow: [
          { run: 'env **', unsafe: true },
          { run: 'ls', env: ['NODE_OPTIONS'], unsafe: true },
        ],
      },
      { adhoc: 'any', allow: [{ run: 'ls', env: ['CI'] }], deny: ['rm'] },
      { allow: ['git push'], deny: [{ run: 'git push', cwd: ['x'] }] },
      { allow: ['npm run *', 'npm run -*'] },
      { roots: ['.', '/srv/data'], allow: [{ run: 'ls', cwd: ['/srv/data/**', '/srv/*', '/**'] }] },
      { allow: ['./run.sh', '/repo/tools/run.sh'], deny: ['/usr/bin/rm'] },
      { allow: ['git log'], deny: ['** --no-verify'] },
      { ask: ['git push'] },
      { allow: ['git **'], ask: ['git push', 'git push *'], deny: ['git push * *'] },
      { allow: ['git **'], ask: ['git push **'] },
    ];
    for (const given of silent) expect(diagnose(given)).toEqual([]);
  });
});
