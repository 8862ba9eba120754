import { describe, expect, it } from 'vitest';
import { emptyConfig } from '../../src/config/emptyConfig.js';
import { approve } from '../../src/policy/approve.js';
import { approveProfile } from '../../src/policy/approveProfile.js';
import { boundedTimeout, jobBounds } from '../../src/policy/bounds.js';
import { brokenCeilingOf, compileCeiling, withCeiling } from '../../src/policy/compileCeiling.js';
import type { Ceiling, CompiledPolicy } from '../../src/policy/compiledPolicy.js';
import { describeDenial } from '../../src/policy/denial.js';
import { evaluate } from '../../src/policy/evaluate.js';
import { evaluationView } from '../../src/policy/evaluationView.js';
import { describePermissions } from '../../src/policy/permissions.js';
import { describeProfileDenial, profileDenialView } from '../../src/policy/profileDenial.js';
import { decide, host, param, policy, profile, profiles, request, section, type TestPolicy } from './support.js';

const FILE = '/etc/bgjobs/ceiling.yaml';

function ceilingOf(given: TestPolicy, more: object = {}): Ceiling {
  const source = section(given);
  const moved = { ...source, ...more, file: FILE };
  const named = (rules: typeof source.allow): typeof source.allow =>
    rules.map((rule) => ({ ...rule, range: { ...rule.range, file: FILE } }));
  const { allow, ask, deny } = source;
  return compileCeiling({ ...moved, allow: named(allow), ask: named(ask), deny: named(deny) }, host()).ceiling;
}

function bounded(own: TestPolicy, above: TestPolicy, more: object = {}): CompiledPolicy {
  return withCeiling(policy(own), ceilingOf(above, more));
}

describe('a command under a ceiling', () => {
  const both = bounded(
    { allow: ['npm run *', 'git push', 'make'], ask: ['git tag'], env: ['CI', 'DEBUG'], adhoc: 'rules' },
    {
      allow: ['npm run *', 'git tag', 'curl *'],
      ask: ['git push'],
      deny: [{ run: 'npm run deploy', reason: 'not here' }],
      env: ['CI'],
    },
  );

  it('runs when both allow it, and the evidence is that of the file', () => {
    const evaluation = decide(both, 'npm run build', { env: { CI: '1' } });
    expect(evaluation).toMatchObject({ decision: 'allow', refusedBy: undefined });
    expect(evaluation.commands[0]?.rule?.range.file).toBe('/repo/bgjobs.yaml');
  });

  it.each<[string, 'allow' | 'ask' | 'deny', string | undefined, string | undefined, string]>([
    ['make', 'deny', 'ceiling', 'no-rule', 'ceiling.yaml'],
    ['npm run deploy', 'deny', 'ceiling', 'denied-by-rule', 'not here'],
    ['npm run a && make', 'deny', 'ceiling', 'no-rule', '`make`'],
    ['curl x', 'deny', 'file', 'no-rule', '`curl`'],
    ['git push', 'ask', undefined, 'needs-consent', 'ceiling.yaml'],
    ['git tag', 'ask', undefined, 'needs-consent', 'bgjobs.yaml'],
    ['git push; make', 'deny', 'ceiling', 'no-rule', '`make`'],
    ['npm run a | rm x', 'deny', 'file', 'no-rule', '`rm`'],
    ['npm > x', 'deny', 'file', 'syntax-redirect', ''],
  ])('the stricter counts: %s', (command, decision, refusedBy, code, text) => {
    const evaluation = decide(both, command);
    expect(evaluation).toMatchObject({ decision, finding: { code } });
    expect(evaluation.refusedBy).toBe(refusedBy);
    expect(`${evaluation.finding?.message ?? ''} ${evaluation.finding?.hint ?? ''}`).toContain(text);
  });

  it('says which file refused, for the agent and on the wire', () => {
    const evaluation = decide(both, 'make');
    expect(describeDenial(evaluation)).toMatch(/^refused by the ceiling: `make` is not permitted/);
    expect(evaluationView(evaluation)).toMatchObject({ refused_by: 'ceiling', commands: [{ decision: 'deny' }] });
    expect(describeDenial(decide(both, 'curl x'))).toMatch(/^refused: /);
  });

  it('sets only variables that both permit', () => {
    expect(decide(both, 'npm run a', { env: { DEBUG: '1' } })).toMatchObject({
      decision: 'deny',
      refusedBy: 'ceiling',
      finding: { code: 'env-not-permitted' },
    });
  });

  it('runs in folders that both permit', () => {
    const inSub = bounded({ allow: ['ls'] }, { allow: ['ls'], roots: ['sub'] });
    expect(decide(inSub, 'ls', { cwd: 'sub/x' }).decision).toBe('allow');
    expect(decide(inSub, 'ls')).toMatchObject({ refusedBy: 'ceiling', finding: { code: 'cwd-outside-roots' } });
    const wide = bounded({ allow: ['ls'], roots: ['.', '../other'] }, { allow: ['ls'] });
    expect(decide(wide, 'ls', { cwd: '/other' })).toMatchObject({ decision: 'deny', refusedBy: 'ceiling' });
  });

  it('is held to the hazards of both', () => {
    const lax = { allow: [{ run: 'git fetch **', unsafe: true }] };
    const strict = { allow: ['git fetch **'] };
    expect(decide(bounded(lax, strict), 'git fetch --upload-pack=x .')).toMatchObject({ refusedBy: 'ceiling' });
    expect(decide(bounded(strict, lax), 'git fetch --upload-pack=x .')).toMatchObject({ refusedBy: 'file' });
    expect(decide(bounded(lax, lax), 'git fetch --upload-pack=x .').decision).toBe('allow');
  });

  it('is the same program to both', () => {
    const other = host({ path: ['/opt/bin'] });
    const own = policy({ allow: ['make'] }, other);
    expect(decide(withCeiling(own, ceilingOf({ allow: ['make'] })), 'make')).toMatchObject({
      decision: 'deny',
      refusedBy: 'ceiling',
      finding: { code: 'ceiling-program' },
    });
  });

  it('is offered nothing that the ceiling would refuse', () => {
    const known = profiles(
      profile('serve', { command: ['npm', 'run', 'dev'] }),
      profile('mk', { command: ['make'] }),
      profile('sh', { shell: { script: 'npm run a' } }),
    );
    const { alternatives } = evaluate(both, request('npm test'), known);
    expect(alternatives).toEqual(
      [
        { kind: 'rule', text: 'npm run *' },
        { kind: 'profile', name: 'serve', command: 'npm run dev' },
      ].toReversed(),
    );
    expect(describePermissions(both)).toContain('A ceiling policy bounds all of this');
  });

  it('cannot touch the file that holds the ceiling', () => {
    const readers = bounded({ allow: ['cat **'] }, { adhoc: 'any' });
    expect(decide(readers, `cat ${FILE}`).finding?.code).toBe('hazard-protected-path');
  });

  it('gets no variable from the defaults of the file that the ceiling does not permit', () => {
    const environment = {
      inherit: { kind: 'minimal' },
      files: [{ path: '/repo/.env', required: true }],
      set: new Map<string, string | null>([
        ['LD_PRELOAD', './x.so'],
        ['CI', '1'],
        ['DEBUG', '1'],
        ['TERM', null],
      ]),
    } as const;
    const result = approve(decide(both, 'npm run a', { env: { CI: '2' } }), environment);
    if (!result.ok) throw new Error(result.error.code);
    expect([...result.value.environment.set]).toEqual([
      ['CI', '2'],
      ['TERM', null],
    ]);
    const { mayFilesSet } = result.value.environment;
    expect(['CI', 'DEBUG', 'LD_PRELOAD'].map((name) => mayFilesSet?.(name))).toEqual([true, false, false]);
  });
});

describe('a ceiling that is missing or broken', () => {
  const own = policy({ adhoc: 'any' });

  it.each([
    ['is missing', brokenCeilingOf(FILE, 'is missing')],
    ['has errors', ceilingOf({ allow: ['env **'] })],
  ])('%s: nothing runs, and the reason is said', (why, ceiling) => {
    const none = withCeiling(own, ceiling);
    expect(decide(none, 'ls')).toMatchObject({
      decision: 'deny',
      refusedBy: 'ceiling',
      finding: { code: 'ceiling-broken' },
    });
    expect(describeDenial(decide(none, 'ls'))).toContain(`the ceiling policy \`ceiling.yaml\` ${why}`);
    const config = emptyConfig('/repo', '/repo/bgjobs.yaml');
    const started = approveProfile({ config, policy: none }, profile('p', { command: ['ls'] }), {});
    expect(!started.ok && started.error.code).toBe('refused-by-ceiling');
    expect(describePermissions(none)).toContain('nothing is permitted, profiles included');
  });

  it('comes back when it is good again, and goes when it is taken away', () => {
    const none = withCeiling(own, brokenCeilingOf(FILE, 'is missing'));
    expect(decide(withCeiling(none, ceilingOf({ allow: ['ls'] })), 'ls').decision).toBe('allow');
    expect(decide(withCeiling(none, undefined), 'ls').decision).toBe('allow');
  });
});

describe('a profile under a ceiling', () => {
  const above = ceilingOf({
    allow: ['npm run *', 'node server.js --port *', "sh -c 'npm run a'"],
    deny: ['npm run evil'],
    ask: ['npm run pay'],
    env: ['PORT'],
  });
  const scope = {
    config: emptyConfig('/repo', '/repo/bgjobs.yaml'),
    policy: withCeiling(policy({ adhoc: 'deny' }), above),
  };
  const start = (...args: Parameters<typeof profile>): ReturnType<typeof approveProfile> =>
    approveProfile(scope, profile(...args), {});

  it('starts when the ceiling allows its argv, and carries the evidence', () => {
    const started = start('dev', { command: ['npm', 'run', 'dev'], env: { PORT: '1', GONE: null } });
    if (!started.ok) throw new Error(describeProfileDenial(started.error));
    expect(started.value.command.evaluation).toMatchObject({
      decision: 'allow',
      commands: [{ rule: { text: 'npm run *' } }],
    });
    expect(started.value.command.environment.mayFilesSet?.('LD_PRELOAD')).toBe(false);
    expect(start('sh', { shell: { script: 'npm run a', with: '/usr/local/bin/sh' } }).ok).toBe(true);
  });

  it('is evaluated with its parameters filled in', () => {
    const port = profile('p', {
      command: ['node', 'server.js', '--port', '${params.port}'],
      params: [param('port', { allowDash: true })],
    });
    expect(approveProfile(scope, port, { port: '80' }).ok).toBe(true);
    expect(approveProfile(scope, port, { port: '--inspect' }).ok).toBe(false);
  });

  it.each<[string, Parameters<typeof profile>[1], string]>([
    ['another program', { command: ['make'] }, 'no rule allows `make`'],
    ['a denied one', { command: ['npm', 'run', 'evil'] }, 'denied by the rule `npm run evil` (ceiling.yaml:'],
    ['what a person would be asked for', { command: ['npm', 'run', 'pay'] }, "needs a person's consent"],
    ['a script of its own', { shell: { script: 'npm run b' } }, "`sh -c 'npm run b'` is not permitted"],
    ['a variable', { command: ['npm', 'run', 'dev'], env: { NODE_OPTIONS: '-r x' } }, '`NODE_OPTIONS`'],
    ['another file of that name', { command: ['/opt/npm', 'run', 'dev'] }, '/opt/npm'],
  ])('is refused with the reason: %s', (_, fields, text) => {
    const started = start('p', fields);
    if (started.ok) throw new Error('it was approved');
    expect(started.error.code).toBe('refused-by-ceiling');
    expect(describeProfileDenial(started.error)).toMatch(/^the profile `p` is refused by the ceiling: /);
    expect(describeProfileDenial(started.error)).toContain(text);
    expect(profileDenialView(started.error)).toMatchObject({ code: 'refused-by-ceiling', refused_by: 'ceiling' });
  });
});

describe('what a ceiling bounds beside commands', () => {
  it('the number of jobs and their time', () => {
    const own = { ...policy({ adhoc: 'any' }) };
    const open = { ...own, section: { ...own.section, maxTimeoutMs: 5_000 } };
    expect(jobBounds(open)).toEqual({ adhocTimeoutMs: 5_000, profileTimeoutMs: undefined, maxJobs: undefined });
    const under = withCeiling(open, ceilingOf({ adhoc: 'any' }, { maxTimeoutMs: 3_000, maxJobs: 2 }));
    expect(jobBounds(under)).toEqual({ adhocTimeoutMs: 3_000, profileTimeoutMs: 3_000, maxJobs: 2 });
    const loose = withCeiling(open, ceilingOf({ adhoc: 'any' }, { maxTimeoutMs: 9_000 }));
    expect(jobBounds(loose)).toMatchObject({ adhocTimeoutMs: 5_000, profileTimeoutMs: 9_000 });
  });

  it('no timeout is the longest one, where there is a longest', () => {
    expect([undefined, 1, 9].map((wanted) => boundedTimeout(wanted, 5))).toEqual([5, 1, 5]);
    expect([undefined, 1].map((wanted) => boundedTimeout(wanted, undefined))).toEqual([undefined, 1]);
  });

  it('a ceiling that its subjects could write is worth a warning', () => {
    const source = { ...section({ allow: ['ls'] }), file: '/repo/ceiling.yaml' };
    expect(compileCeiling(source, host()).diagnostics).toMatchObject([
      { code: 'ceiling-within-reach', severity: 'warning' },
    ]);
    expect(compileCeiling({ ...source, file: FILE }, host()).diagnostics).toEqual([]);
  });
});
