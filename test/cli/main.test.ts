import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeScratch, type Scratch } from '../rig/scratch.js';
import { runCli } from './runCli.js';

let scratch: Scratch;
beforeEach(() => {
  scratch = makeScratch();
});
afterEach(() => scratch.remove());

describe('bgjobs', () => {
  it('lists its commands, and explains one', async () => {
    const all = await runCli(scratch.path, []);
    expect(all.status).toBe(0);
    for (const name of ['serve', 'check', 'config', 'explain', 'init', 'approve', 'schema'])
      expect(all.stdout).toContain(`  ${name} `);
    const one = await runCli(scratch.path, ['help', 'check']);
    expect(one.stdout).toContain('usage: bgjobs check');
    expect(await runCli(scratch.path, ['check', '--help'])).toEqual(one);
  });

  it.each([
    [['chekc'], 'did you mean `bgjobs check`?'],
    [['frobnicate'], 'commands: serve'],
    [['check', '--jsn'], "Unknown option '--jsn'"],
    [['check', 'a', 'b'], 'unexpected argument `b`'],
    [['serve', '--pin', 'abc'], '64 hexadecimal digits'],
    [['serve', '--watch', 'often'], '`events` or `poll`'],
  ])('refuses %j with status 2 and says why', async (args, message) => {
    const run = await runCli(scratch.path, args);
    expect(run).toMatchObject({ status: 2, stdout: '' });
    expect(run.stderr).toContain(message);
  });

  it('prints its version', async () => {
    expect((await runCli(scratch.path, ['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('prints the schema', async () => {
    const { stdout } = await runCli(scratch.path, ['schema']);
    expect(JSON.parse(stdout)).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema' });
  });
});

describe('bgjobs check', () => {
  it('says that a good file is good', async () => {
    scratch.write(
      'bgjobs.yaml',
      'version: 1\nprofiles:\n  test:\n    command: [echo, hi]\npolicy:\n  allow: [git status]\n',
    );
    expect(await runCli(scratch.path, ['check'])).toEqual({
      status: 0,
      stdout: `${scratch.path}/bgjobs.yaml: good (1 profile, 1 rule)\n`,
      stderr: '',
    });
  });

  it('prints every mistake with its place, from the file and from the policy', async () => {
    scratch.write(
      'bgjobs.yaml',
      'version: 1\nprofils: {}\npolicy:\n  allow:\n    - run: git status\n      match: [git push]\n',
    );
    const run = await runCli(scratch.path, ['check']);
    expect(run.status).toBe(1);
    expect(run.stdout).toContain('bgjobs.yaml:2:1');
    expect(run.stdout).toContain('profiles');
    expect(run.stdout).toContain('bgjobs.yaml:6:');
  });

  it('gives the same as data', async () => {
    scratch.write('other.yaml', 'version: 1\nprofils: {}\n');
    const run = await runCli(scratch.path, ['check', '--json', 'other.yaml']);
    expect(run.status).toBe(1);
    expect(JSON.parse(run.stdout)).toMatchObject({
      file: `${scratch.path}/other.yaml`,
      valid: false,
      diagnostics: [{ severity: 'error', line: 2, column: 1 }],
    });
  });

  it('says so when there is no file', async () => {
    const run = await runCli(scratch.path, ['check']);
    expect(run.status).toBe(1);
    expect(run.stdout).toContain('bgjobs.yaml');
  });
});

describe('bgjobs check, bgjobs config', () => {
  it('answer any text with a status, and never throw', async () => {
    const example = readFileSync(new URL('../../bgjobs.yaml.example', import.meta.url), 'utf8');
    const cut = fc.record({ at: fc.nat(example.length), length: fc.nat(40), put: fc.string({ maxLength: 12 }) });
    const text = fc
      .array(cut, { minLength: 1, maxLength: 4 })
      .map((cuts) =>
        cuts.reduce((at, { at: from, length, put }) => at.slice(0, from) + put + at.slice(from + length), example),
      );
    await fc.assert(
      fc.asyncProperty(fc.oneof(text, fc.string({ unit: 'binary', maxLength: 200 })), async (content) => {
        scratch.write('bgjobs.yaml', content);
        for (const args of [['check'], ['check', '--json'], ['config']]) {
          const { status, stdout, stderr } = await runCli(scratch.path, args);
          expect([0, 1]).toContain(status);
          expect(stdout).not.toBe('');
          expect(stderr).toBe('');
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('bgjobs explain', () => {
  beforeEach(() => {
    scratch.write('bgjobs.yaml', 'version: 1\npolicy:\n  allow:\n    - run: echo *\n      reason: harmless\n');
  });

  it('shows the rule and the program of what may run', async () => {
    const run = await runCli(scratch.path, ['explain', 'echo hi']);
    expect(run.status).toBe(0);
    expect(run.stdout).toMatch(/^allow {2}echo hi\n/);
    expect(run.stdout).toContain('bgjobs.yaml:4');
    expect(run.stdout).toContain('because: harmless');
    expect(run.stdout).toMatch(/runs \/\S+\/echo/);
  });

  it('shows the word that stands in the way', async () => {
    const run = await runCli(scratch.path, ['explain', 'echo hi; rm -rf /']);
    expect(run.status).toBe(1);
    expect(run.stdout).toContain('`rm`');
  });

  it('takes argv after --, whose words are never split', async () => {
    const run = await runCli(scratch.path, ['explain', '--json', '--', 'echo', 'a; b']);
    expect(run.status).toBe(0);
    expect(JSON.parse(run.stdout)).toMatchObject({ decision: 'allow', commands: [{ argv: ['echo', 'a; b'] }] });
  });

  it('asks for a command', async () => {
    expect(await runCli(scratch.path, ['explain'])).toMatchObject({ status: 2 });
  });
});
