import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CLI } from '../rig/server.js';

interface Lock {
  readonly flags?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

// The real launcher beside a program of ours. Where Node keeps code itself, the same has to hold.
describe('the code cache', () => {
  let folder: string;
  let cache: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'bgjobs-code-cache-'));
    cache = join(folder, 'cache');
    copyFileSync(CLI, join(folder, 'cli.js'));
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    program('one');
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  /** Large enough that Node finds it worth keeping. */
  function program(says: string): void {
    const ballast = Array.from({ length: 200 }, (_, at) => `function f${at}(x){return x+${at}}`).join('\n');
    writeFileSync(join(folder, 'program.cjs'), `${ballast}\nprocess.stdout.write(f0('${says} '+process.argv[2]))`);
  }

  function run(
    env: Readonly<Record<string, string>> = { XDG_CACHE_HOME: cache },
    options: readonly string[] = [],
    flags: readonly string[] = [],
  ) {
    const args = [...options, join(folder, 'cli.js'), 'serve', ...flags];
    const { stdout, stderr, status } = spawnSync(process.execPath, args, {
      encoding: 'utf8',
      env: { PATH: process.env.PATH, ...env },
    });
    return { stdout, stderr, status };
  }

  const answer = (says: string) => ({ stdout: `${says} serve0`, stderr: '', status: 0 });

  function kept(): string[] {
    return readdirSync(cache, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  }

  it('is made by the first run, and left alone by the next', () => {
    expect(run()).toEqual(answer('one'));
    const made = kept().map((path) => [path, statSync(path).ino]);
    expect(made.length).toBeGreaterThan(0);
    expect(statSync(join(cache, 'bgjobs')).mode & 0o077).toBe(0);
    expect(run()).toEqual(answer('one'));
    expect(kept().map((path) => [path, statSync(path).ino])).toEqual(made);
  });

  it.each([
    ['--locked', { flags: ['--locked'] }],
    ['--pin', { flags: ['--pin=abc'] }],
    ['--policy', { flags: ['--policy', 'FILE'] }],
    ['BGJOBS_POLICY', { env: { BGJOBS_POLICY: 'FILE' } }],
  ])('is neither made nor used by a server that %s locks down', (_, { flags, env = {} }: Lock) => {
    expect(run({ XDG_CACHE_HOME: cache, ...env }, [], flags)).toEqual(answer('one'));
    expect(existsSync(cache)).toBe(false);
  });

  it('is not taken for another program of the same length', () => {
    run();
    program('two');
    expect(run()).toEqual(answer('two'));
    expect(run()).toEqual(answer('two'));
  });

  it('is made anew when it is damaged', () => {
    run();
    const sizes = kept().map((path) => statSync(path).size);
    for (const path of kept()) writeFileSync(path, 'x'.repeat(100));
    expect(run()).toEqual(answer('one'));
    expect(run()).toEqual(answer('one'));
    expect(kept().map((path) => statSync(path).size)).toEqual(sizes);
  });

  it('is not kept where others can write', () => {
    run();
    for (const path of kept()) rmSync(path);
    chmodSync(join(cache, 'bgjobs'), 0o777);
    expect(run()).toEqual(answer('one'));
    expect(kept()).toEqual([]);
  });

  it('is not missed where there is no folder for it', () => {
    writeFileSync(join(folder, 'file'), '');
    for (const env of [{ XDG_CACHE_HOME: join(folder, 'file') }, { XDG_CACHE_HOME: 'relative' }, {}])
      expect(run(env)).toEqual(answer('one'));
  });

  it('is in the home without XDG_CACHE_HOME', () => {
    mkdirSync(cache);
    run({ HOME: cache });
    expect(kept().every((path) => dirname(path).startsWith(join(cache, '.cache', 'bgjobs', 'serve')))).toBe(true);
  });

  it('is off when Node is told so, and with source maps', () => {
    mkdirSync(cache);
    expect(run({ XDG_CACHE_HOME: cache, NODE_DISABLE_COMPILE_CACHE: '1' })).toEqual(answer('one'));
    expect(run({ XDG_CACHE_HOME: cache }, ['--enable-source-maps'])).toEqual(answer('one'));
    expect(kept()).toEqual([]);
  });
});
