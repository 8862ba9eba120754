import { mkdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createConfigStore } from '../../src/app/configStore.js';
import type { Overrides } from '../../src/config/overrides.js';
import type { CommandIo } from '../../src/cli/command.js';
import { OVERRIDE_OPTIONS, readOverrides } from '../../src/cli/overrides.js';
import { jobBounds } from '../../src/policy/bounds.js';
import { evaluate } from '../../src/policy/evaluate.js';
import { makeScratch, type Scratch } from '../rig/scratch.js';

let scratch: Scratch;
beforeEach(() => {
  scratch = makeScratch();
});
afterEach(() => scratch.remove());

function read(args: readonly string[], env: Readonly<Record<string, string>> = {}): ReturnType<typeof readOverrides> {
  const { values } = parseArgs({ args: [...args], options: OVERRIDE_OPTIONS });
  return readOverrides(values, { env, cwd: scratch.path } as unknown as CommandIo);
}

function good(args: readonly string[], env: Readonly<Record<string, string>> = {}): Overrides {
  const overrides = read(args, env);
  if (!overrides.ok) throw new Error(overrides.error);
  return overrides.value;
}

describe('readOverrides', () => {
  it('reads every flag', () => {
    const args = [
      '--max-jobs',
      '3',
      '--max-log',
      '20MB',
      '--timeout',
      '5m',
      '--keep-finished-for',
      '1h',
      '--root',
      '.',
    ];
    expect(good([...args, '--allow', 'npm run *', '--allow', 'git status'])).toMatchObject({
      limits: { maxJobs: 3, maxLogBytes: 20_000_000, keepFinishedForMs: 3_600_000 },
      timeoutMs: 300_000,
      root: scratch.path,
      allow: [
        { decision: 'allow', words: ['npm', 'run', '*'], range: { file: '--allow' } },
        { words: ['git', 'status'] },
      ],
    });
  });

  it('reads the variables of the same names, where the flag was not given', () => {
    const env = { BGJOBS_MAX_JOBS: '4', BGJOBS_TIMEOUT: '10s', BGJOBS_ALLOW: 'npm test\n\ngit log **\n' };
    const overrides = good(['--max-jobs', '2'], env);
    expect(overrides).toMatchObject({ limits: { maxJobs: 2 }, timeoutMs: 10_000 });
    expect(overrides.allow.map((rule) => [rule.text, rule.range.file])).toEqual([
      ['npm test', 'BGJOBS_ALLOW'],
      ['git log **', 'BGJOBS_ALLOW'],
    ]);
  });

  it.each([
    [['--max-jobs', '0'], '`--max-jobs` ("0"): takes a whole number from 1 on'],
    [['--max-log', '10'], '`--max-log` ("10"): a size needs a unit, such as `10B`'],
    [['--timeout', '5'], '`--timeout` ("5"): a duration needs a unit, such as `5s`'],
    [['--allow', 'a; b'], '`--allow` ("a; b"): a rule is one command; give each its own'],
    [['--allow', 'echo $HOME'], '`--allow` ("echo $HOME")'],
    [['--root', 'nowhere'], 'there is no folder'],
  ])('refuses %j and names the flag', (args, message) => {
    const overrides = read(args);
    expect(overrides.ok ? '' : overrides.error).toContain(message);
  });
});

describe('overrides in force', () => {
  function open(overrides: Overrides): ReturnType<typeof createConfigStore> {
    const file = `${scratch.path}/bgjobs.yaml`;
    return createConfigStore({ file, env: { PATH: process.env.PATH }, diagnostics: [], overrides });
  }

  function decision(store: ReturnType<typeof createConfigStore>, text: string, cwd?: string): string {
    const { policy, config } = store.current();
    return evaluate(policy, { input: { kind: 'text', text }, cwd, env: new Map() }, config.profiles).decision;
  }

  it('stand over the file: limits, and the timeout of what states none', () => {
    scratch.write(
      'bgjobs.yaml',
      'version: 1\nlimits: { max_jobs: 9 }\ndefaults: { timeout: 1h }\nprofiles:\n  a: { command: [echo] }\n  b: { command: [echo], timeout: 1s }\n',
    );
    const { config } = open(good(['--max-jobs', '2', '--timeout', '30s'])).current();
    expect(config.limits.maxJobs).toBe(2);
    expect(config.profiles.get('a')?.timeoutMs).toBe(30_000);
    expect(config.profiles.get('b')?.timeoutMs).toBe(1_000);
  });

  it('set up a server without a file', () => {
    const store = open(good(['--allow', 'echo *']));
    expect(store.current().status.state).toBe('missing');
    expect(decision(store, 'echo hi')).toBe('allow');
    expect(decision(store, 'ls')).toBe('deny');
  });

  it('never widen a ceiling', () => {
    const ceiling = `${scratch.path}/ceiling.yaml`;
    scratch.write('ceiling.yaml', 'version: 1\npolicy: { allow: [echo *], max_jobs: 2, max_timeout: 1m }\n');
    mkdirSync(`${scratch.path}/repo`);
    const wide = ['--allow', 'ls', '--allow', 'echo *', '--max-jobs', '50', '--timeout', '2h', '--root', '.'];
    const file = `${scratch.path}/repo/bgjobs.yaml`;
    const env = { PATH: process.env.PATH };
    const store = createConfigStore({ file, env, diagnostics: [], overrides: good(wide), ceiling });
    expect(decision(store, 'echo hi', `${scratch.path}/repo`)).toBe('allow');
    expect(decision(store, 'ls', `${scratch.path}/repo`)).toBe('deny');
    expect(decision(store, 'echo hi', scratch.path)).toBe('deny');
    expect(jobBounds(store.current().policy)).toEqual({
      adhocTimeoutMs: 60_000,
      profileTimeoutMs: 60_000,
      maxJobs: 2,
    });
  });

  it('wake no rule of a file that denies every ad-hoc command', () => {
    scratch.write('bgjobs.yaml', 'version: 1\npolicy: { adhoc: deny, allow: [ls] }\n');
    const store = open(good(['--allow', 'echo *']));
    expect(decision(store, 'echo hi')).toBe('allow');
    expect(decision(store, 'ls')).toBe('deny');
  });

  it('confine to a folder', () => {
    mkdirSync(`${scratch.path}/inner`);
    scratch.write('bgjobs.yaml', 'version: 1\npolicy: { allow: [echo *] }\n');
    const store = open(good(['--root', 'inner']));
    expect(decision(store, 'echo hi', `${scratch.path}/inner`)).toBe('allow');
    expect(decision(store, 'echo hi', scratch.path)).toBe('deny');
  });
});
