import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseLaunchFile } from '../../src/jobs/launchFile.js';
import { LAUNCHER } from '../../src/jobs/launcher.js';

const SHELLS = ['/bin/sh', '/bin/bash', '/bin/busybox'].filter((shell) => existsSync(shell));

describe.each(SHELLS)('the launcher, run by %s', (shell) => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'bgj-launch-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const launch = (server: number, ...argv: readonly string[]) => launchTied(['', ''], server, ...argv);

  /** @param tied the folder of the control group, and the brand. */
  function launchTied(tied: readonly [string, string], server: number, ...argv: readonly string[]) {
    const words = [
      ...(shell.endsWith('busybox') ? ['sh'] : []),
      '-c',
      LAUNCHER,
      'bgjobs',
      folder,
      String(server),
      ...tied,
      ...argv,
    ];
    const run = spawnSync(shell, words, { encoding: 'utf8', env: {}, stdio: ['ignore', 'pipe', 'pipe'] });
    return { ...run, file: parseLaunchFile(readFileSync(join(folder, 'launch'), 'utf8')) };
  }

  it('becomes the program, with its arguments as they are, and has said which process it is', () => {
    const { stdout, pid, file } = launch(
      process.pid,
      '/bin/sh',
      '-c',
      'printf "%s|" $$ "$@"',
      'x',
      'a b',
      '',
      '*',
      '$0',
    );
    expect(stdout).toBe(`${pid}|a b||*|$0|`);
    expect(file.stat).toMatch(new RegExp(`^${pid} \\(`));
    expect(file.mark).toEqual({ kind: 'handed-over' });
  });

  it('enters its control group and takes its brand, before it becomes the program', () => {
    writeFileSync(join(folder, 'cgroup.procs'), '');
    const program = ['/bin/grep', 'Max resident set', '/proc/self/limits'];
    const { stdout, stderr, pid } = launchTied([folder, '5000000000001'], process.pid, ...program);
    expect(stdout).toMatch(/^Max resident set +5120000000001024 +unlimited/);
    expect(stderr).toBe('');
    expect(readFileSync(join(folder, 'cgroup.procs'), 'utf8')).toBe(`${pid}\n`);
  });

  it('runs the program all the same, in silence, when neither is to be had', () => {
    const tied = ['/nowhere/at all', 'not a number'] as const;
    expect(launchTied(tied, process.pid, '/bin/echo', 'hello')).toMatchObject({
      status: 0,
      stdout: 'hello\n',
      stderr: '',
      file: { mark: { kind: 'handed-over' } },
    });
  });

  it('does nothing when the server is not its parent any more', () => {
    const { status, stdout, file } = launch(1, '/bin/echo', 'hello');
    expect({ status, stdout }).toEqual({ status: 125, stdout: '' });
    expect(file.mark).toEqual({ kind: 'orphan' });
  });

  it('says that a program could not be executed', () => {
    expect(launch(process.pid, '/nowhere/at/all').file.mark).toEqual({ kind: 'failed', code: 127 });
    expect(launch(process.pid, '/etc').file.mark).toMatchObject({ kind: 'failed' });
  });

  it('leaves exit codes and signals alone', () => {
    expect(launch(process.pid, '/bin/sh', '-c', 'exit 127')).toMatchObject({
      status: 127,
      file: { mark: { kind: 'handed-over' } },
    });
    expect(launch(process.pid, '/bin/sh', '-c', 'kill -9 $$')).toMatchObject({ status: null, signal: 'SIGKILL' });
  });
});

describe('parseLaunchFile', () => {
  it.each([
    ['', undefined, { kind: 'handed-over' }],
    ['12 (sh) S 1', undefined, { kind: 'handed-over' }],
    ['12 (sh) S 1\n', '12 (sh) S 1', { kind: 'handed-over' }],
    ['12 (sh) S 1\nfailed 126\n', '12 (sh) S 1', { kind: 'failed', code: 126 }],
    ['12 (sh) S 1\norphan\n', '12 (sh) S 1', { kind: 'orphan' }],
  ])('%j', (text, stat, mark) => {
    expect(parseLaunchFile(text)).toEqual({ stat, mark });
  });
});
