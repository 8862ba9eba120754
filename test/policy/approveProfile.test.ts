import { describe, expect, it } from 'vitest';
import type { ParamSpec, Profile } from '../../src/config/config.js';
import { approveProfile, type ApprovedProfile } from '../../src/policy/approveProfile.js';
import { emptyConfig } from '../../src/config/emptyConfig.js';
import type { PolicyHost } from '../../src/policy/policyHost.js';
import { describeProfileDenial, profileDenialView, type ProfileDenial } from '../../src/policy/profileDenial.js';
import { profileParams, type ParamProblem } from '../../src/policy/profileParams.js';
import { FILE, host, param, policy, profile, template } from './support.js';

function start(given: Profile, params: Record<string, unknown> = {}, on: PolicyHost = host()): ApprovedProfile {
  const result = attempt(given, params, on);
  if (!result.ok) throw new Error(describeProfileDenial(result.error));
  return result.value;
}

function refuse(given: Profile, params: Record<string, unknown> = {}, on: PolicyHost = host()): ProfileDenial {
  const result = attempt(given, params, on);
  if (result.ok) throw new Error('approved');
  return result.error;
}

function attempt(given: Profile, params: Record<string, unknown>, on: PolicyHost): ReturnType<typeof approveProfile> {
  return approveProfile({ config: emptyConfig('/repo', FILE), policy: policy({}, on) }, given, params);
}

describe('parameters', () => {
  function check(spec: Partial<ParamSpec>, value: unknown): string | readonly ParamProblem[] | undefined {
    const checked = profileParams(
      profile('p', { params: [param('v', spec)] }),
      value === undefined ? {} : { v: value },
    );
    return checked.ok ? checked.value.get('v') : checked.error;
  }

  it.each<[Partial<ParamSpec>, unknown, string | undefined]>([
    [{}, 'a b; $(x)', 'a b; $(x)'],
    [{}, '', ''],
    [{ type: 'integer' }, 5173, '5173'],
    [{ type: 'number' }, 0.5, '0.5'],
    [{ type: 'boolean' }, false, 'false'],
    [{ enum: ['a', 'b'] }, 'b', 'b'],
    [{ type: 'integer', enum: [1, 2] }, 2, '2'],
    [{ pattern: '[a-z]+|x1' }, 'x1', 'x1'],
    [{ minLength: 2, maxLength: 2 }, '𝒳𝒳', '𝒳𝒳'],
    [{ type: 'number', minimum: 1, maximum: 2 }, 2, '2'],
    [{ allowDash: true }, '-x', '-x'],
    [{ type: 'integer', allowDash: true }, -5, '-5'],
    [{ default: 'd' }, undefined, 'd'],
    [{ default: 'd' }, 'e', 'e'],
    [{ type: 'integer', default: 3 }, null, '3'],
    [{ required: false }, undefined, undefined],
  ])('%j takes %j', (spec, value, text) => {
    expect(check(spec, value)).toBe(text);
  });

  it.each<[Partial<ParamSpec>, unknown, RegExp]>([
    [{}, 5, /wrong type \(a number\); it is a string/],
    [{}, ['a'], /wrong type \(a list\)/],
    [{}, {}, /wrong type \(a map\)/],
    [{ type: 'integer' }, '5', /wrong type \(a string\); it is a whole number/],
    [{ type: 'integer' }, 1.5, /wrong type/],
    [{ type: 'integer' }, 2 ** 60, /wrong type/],
    [{ type: 'number' }, Number.NaN, /wrong type/],
    [{ type: 'boolean' }, 'true', /it is true or false/],
    [{ enum: ['a', 'b'] }, 'c', /cannot be `"c"`; it is one of `a`, `b`/],
    [{ pattern: 'a' }, 'ab', /does not match; it is a string that matches `a` whole/],
    [{ pattern: 'a|b' }, 'ab', /does not match/],
    [{ pattern: 'a$' }, 'a\n', /line break/],
    [{ pattern: '(' }, '(', /does not match/],
    [{ minLength: 2 }, '𝒳', /too short \(1 characters\)/],
    [{ maxLength: 2 }, 'abc', /too long.*of at most 2 characters long/],
    [{}, 'a'.repeat(8_193), /too long/],
    [{ type: 'number', minimum: 1 }, 0.5, /too small; it is a number of at least 1/],
    [{ type: 'integer', minimum: 1, maximum: 2 }, 3, /too large; it is a whole number from 1 to 2/],
    [{}, '-x', /begins with `-`/],
    [{ type: 'integer' }, -5, /begins with `-`/],
    [{ default: '-x' }, undefined, /begins with `-`/],
    [{}, 'a\0b', /NUL/],
    [{}, 'a\nb', /line break/],
    [{}, 'a\rb', /line break/],
    [{}, '\ud800', /surrogate/],
  ])('%j refuses %j', (spec, value, message) => {
    const denial = refuse(profile('p', { params: [param('v', spec)] }), value === undefined ? {} : { v: value });
    expect(denial).toMatchObject({ code: 'bad-params', problems: [{ code: 'bad-param', param: 'v' }] });
    expect(describeProfileDenial(denial)).toMatch(message);
  });

  it('are all checked at once', () => {
    const given = profile('web', {
      params: [param('port', { type: 'integer' }), param('host'), param('mode', { enum: ['a'] })],
    });
    const denial = refuse(given, { prot: 1, mode: 'b', zzzzzzzz: 2 });
    expect(profileDenialView(denial)).toEqual({
      code: 'bad-params',
      profile: 'web',
      message: expect.any(String) as unknown,
      problems: [
        { code: 'unknown-param', param: 'prot', message: 'there is no parameter `prot`; did you mean `port`?' },
        {
          code: 'unknown-param',
          param: 'zzzzzzzz',
          message: 'there is no parameter `zzzzzzzz`; it takes `port` or `host` or `mode`',
        },
        { code: 'missing-param', param: 'port', message: 'the parameter `port` is missing; it is a whole number' },
        { code: 'missing-param', param: 'host', message: 'the parameter `host` is missing; it is a string' },
        { code: 'bad-param', param: 'mode', message: 'the parameter `mode` cannot be `"b"`; it is one of `a`' },
      ],
    });
  });

  it.each(['__proto__', 'constructor', 'toString'])('are not found on the prototype: %s', (name) => {
    const denial = refuse(profile('p', {}), JSON.parse(`{"${name}": "x"}`) as Record<string, unknown>);
    expect(describeProfileDenial(denial)).toContain(`there is no parameter \`${name}\`; it takes none`);
    expect(profileParams(profile('p', { params: [param('toString', { required: false })] }), {})).toMatchObject({
      ok: true,
    });
  });
});

describe('a profile with argv', () => {
  it('fills each value into exactly one element', () => {
    const given = profile('web', {
      command: ['vite', '--port=${params.port}', '${params.dir}', 'a${params.dir}b'],
      params: [param('port', { type: 'integer' }), param('dir')],
    });
    const { command, values } = start(given, { port: 1, dir: `x y'; rm -rf / $(z)` });
    expect(command.argv).toEqual(['vite', '--port=1', `x y'; rm -rf / $(z)`, `ax y'; rm -rf / $(z)b`]);
    expect(command.program).toBe('/usr/local/bin/vite');
    expect([...values.params]).toEqual([
      ['port', '1'],
      ['dir', `x y'; rm -rf / $(z)`],
    ]);
  });

  it('drops an element that is nothing but omitted optional parameters, and no other', () => {
    const given = profile('p', {
      command: ['tool', '${params.a}', '${params.a}${params.b}', '--x=${params.a}', ''],
      params: [param('a', { required: false }), param('b', { required: false })],
    });
    expect(start(given).command.argv).toEqual(['tool', '--x=', '']);
    expect(start(given, { b: '' }).command.argv).toEqual(['tool', '', '--x=', '']);
  });

  it('fills its folder, variables and files', () => {
    const given = profile('p', {
      params: [param('dir'), param('level', { required: false })],
      cwd: '/repo/packages/${params.dir}',
      env: { DIR: '${params.dir}', LEVEL: '${params.level}', GONE: null },
      envFiles: [{ path: template('/repo/${params.dir}.env'), required: false }],
    });
    const { command } = start(given, { dir: 'app' });
    expect(command.cwd).toBe('/repo/packages/app');
    expect([...command.environment.set]).toEqual([
      ['DIR', 'app'],
      ['GONE', null],
    ]);
    expect(command.environment.files).toEqual([{ path: '/repo/app.env', required: false }]);
  });

  it('stays inside the roots, whatever its parameters', () => {
    const given = profile('p', { params: [param('dir')], cwd: '/repo/${params.dir}' });
    expect(refuse(given, { dir: '../etc' })).toMatchObject({ code: 'cwd-outside-roots', roots: ['/repo'] });
    expect(refuse(given, { dir: 'out' }, host({ symlinks: new Map([['out', '/etc']]) })).code).toBe(
      'cwd-outside-roots',
    );
    expect(refuse(given, { dir: 'file' }, host({ files: ['file'] }))).toEqual({
      code: 'cwd-missing',
      profile: 'p',
      cwd: '/repo/file',
    });
  });

  it('may name a program anywhere, but not let a parameter do so', () => {
    expect(start(profile('p', { command: ['/opt/tool/run', 'x'] })).command.program).toBe('/opt/tool/run');
    const chosen = profile('p', { command: ['${params.tool}'], params: [param('tool')] });
    expect(start(chosen, { tool: 'npm' }).command.program).toBe('/usr/local/bin/npm');
    expect(refuse(chosen, { tool: '/opt/tool/run' })).toMatchObject({
      code: 'program-not-permitted',
      program: '/opt/tool/run',
    });
  });

  it('says what to do about a program that is not there', () => {
    const real: PolicyHost = { ...host(), programsNeedNotExist: false };
    const denial = refuse(
      profile('web', { command: ['vite'] }),
      {},
      { ...real, isExecutable: (file) => file.includes('.bin') },
    );
    expect(profileDenialView(denial)).toMatchObject({ code: 'program-not-found', program: 'vite' });
    expect(describeProfileDenial(denial)).toBe(
      'the profile `web` cannot run: `vite` was not found on the PATH. Spell it `node_modules/.bin/vite`.',
    );
    // Nobody looks on the PATH for a path.
    const path = refuse(
      profile('web', { command: ['/opt/vite'] }),
      {},
      { ...real, realPath: (at) => (at.startsWith('/opt') ? undefined : at) },
    );
    expect(describeProfileDenial(path)).toBe(
      'the profile `web` cannot run: `/opt/vite` does not exist. Correct the path, or install what belongs there.',
    );
  });
});

describe('a profile with a shell script', () => {
  it('hands it the parameters as variables and never as text', () => {
    const given = profile('p', {
      shell: { script: 'echo "$BGJOBS_PARAM_FILE_NAME" | wc -c\n' },
      params: [param('file-name'), param('other', { required: false })],
    });
    const { command } = start(given, { 'file-name': '"; rm -rf /' });
    expect(command.program).toBe('/bin/sh');
    expect(command.argv).toEqual(['sh', '-c', 'echo "$BGJOBS_PARAM_FILE_NAME" | wc -c\n']);
    expect([...command.environment.set]).toEqual([['BGJOBS_PARAM_FILE_NAME', '"; rm -rf /']]);
    expect(command.display).toBe('echo "$BGJOBS_PARAM_FILE_NAME" | wc -c');
  });

  it('runs it with another shell when the file says so', () => {
    const { command } = start(profile('p', { shell: { script: 'x', with: 'bash' } }));
    expect([command.program, command.argv[0]]).toEqual(['/usr/local/bin/bash', 'bash']);
  });
});

describe('the ports of a profile', () => {
  it('stand in words, and in a variable that wins over `env`', () => {
    const port = [{ kind: 'port', name: 'web' }] as const;
    const given: Profile = {
      ...profile('web', {
        env: { PORT: '1', OTHER: 'kept' },
        ports: new Map([['web', { prefer: 5173, range: undefined, env: 'PORT' }]]),
      }),
      run: {
        kind: 'argv',
        words: [template('vite'), [...template('--port='), ...port]],
        range: profile('p', {}).range,
      },
    };
    const scope = { config: emptyConfig('/repo', FILE), policy: policy({}, host()) };
    const approved = approveProfile(scope, given, {}, new Map([['web', 5180]]));
    if (!approved.ok) throw new Error('refused');
    const { command, values } = approved.value;
    expect(command.argv).toEqual(['vite', '--port=5180']);
    expect([...command.environment.set]).toEqual([
      ['PORT', '5180'],
      ['OTHER', 'kept'],
    ]);
    expect([...values.ports]).toEqual([['web', 5180]]);
  });
});

describe('what is run beside a profile', () => {
  const times = { timeoutMs: 1, intervalMs: 1, attemptTimeoutMs: 1, successes: 1, range: profile('p', {}).range };
  const probe = ['pg_isready', '-h', '${params.host}'].map(template);
  const down = ['docker', 'compose', 'down'].map(template);
  const given = profile('db', {
    params: [param('host')],
    env: { A: 'b' },
    ready: [{ ...times, target: { kind: 'exec', command: probe } }],
    stop: { signal: 'SIGTERM', graceMs: 1, command: down },
  });

  it('is approved with it: one element for each value, its folder and its variables', () => {
    const { helpers, command } = start(given, { host: 'a b; $(x)' });
    expect(helpers.get(probe)).toMatchObject({
      program: '/usr/local/bin/pg_isready',
      argv: ['pg_isready', '-h', 'a b; $(x)'],
      cwd: '/repo',
      environment: command.environment,
    });
    expect(helpers.get(down)?.argv).toEqual(['docker', 'compose', 'down']);
    expect(helpers.size).toBe(2);
  });

  it('is refused with it when its program is not there', () => {
    const real: PolicyHost = { ...host(), programsNeedNotExist: false };
    const without = { ...real, isExecutable: (file: string) => !file.endsWith('/pg_isready') };
    expect(profileDenialView(refuse(given, { host: 'x' }, without))).toMatchObject({
      code: 'program-not-found',
      profile: 'db',
      program: 'pg_isready',
    });
  });
});
