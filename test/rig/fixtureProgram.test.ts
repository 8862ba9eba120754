import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from './eventually.js';
import { fixtureProgram, type FixtureProgram } from './fixtureProgram.js';
import { isAlive, processesNaming } from './processes.js';
import { makeScratch, type Scratch } from './scratch.js';

let scratch: Scratch;
let program: FixtureProgram;

beforeEach(async () => {
  scratch = makeScratch();
  program = await fixtureProgram(join(scratch.path, 'program.sock'));
});

afterEach(async () => {
  await program.close();
  scratch.remove();
});

/** Starts it as a job would be, and keeps what it writes. */
function start(...words: string[]) {
  const [name = '', ...args] = [...program.command, ...words];
  const child = spawn(name, args, { env: { ...process.env, MARK: scratch.path } });
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
  const ended = new Promise<readonly [number | null, string | null]>((resolve) => {
    child.on('close', (code, signal) => {
      resolve([code, signal]);
    });
  });
  return { child, output, ended };
}

describe('a fixture program', () => {
  it('says who it is, writes what it is told, and exits as it is told', async () => {
    const { output, ended } = start('one', 'two');
    const run = await program.next();
    expect(run).toMatchObject({ words: ['one', 'two'], env: { MARK: scratch.path } });
    await run.say('out\n');
    await run.complain('err\n');
    await run.exit(7);
    expect(await ended).toEqual([7, null]);
    expect(output).toEqual({ stdout: 'out\n', stderr: 'err\n' });
  });

  it('hands on what it reads, and the end of it', async () => {
    const { child } = start();
    const run = await program.next();
    await run.read();
    child.stdin.write('first\n');
    expect(await run.heard('first\n')).toBe('first\n');
    child.stdin.end();
    await run.inputEnded();
    await run.exit(0);
  });

  it('survives a signal that it handles, and dies of one that it does not', async () => {
    const { child, ended } = start();
    const run = await program.next();
    await run.handle('SIGTERM');
    child.kill('SIGTERM');
    await run.signalled('SIGTERM');
    expect(isAlive(run.process)).toBe(true);
    await run.die('SIGKILL');
    expect(await ended).toEqual([null, 'SIGKILL']);
    expect(isAlive(run.process)).toBe(false);
  });

  it('answers http', async () => {
    start();
    const run = await program.next();
    const port = await run.listen(0);
    expect((await fetch(`http://127.0.0.1:${String(port)}/`)).status).toBe(200);
    await run.answer(503);
    expect((await fetch(`http://127.0.0.1:${String(port)}/`)).status).toBe(503);
    await run.exit(0);
  });

  it('has children that obey too and are found by what they were started with', async () => {
    start();
    const parent = await program.next();
    const pid = await parent.spawn({ session: true, words: ['child'] });
    const child = await program.next();
    expect(child).toMatchObject({ pid, words: ['child'] });
    const found = processesNaming(scratch.path);
    expect(found.map((each) => each.pid).sort()).toEqual([parent.pid, pid].sort());
    await parent.exit(0);
    expect(isAlive(child.process)).toBe(true);
    await child.exit(0);
  });

  it('ends with the test', async () => {
    start();
    const run = await program.next();
    await program.close();
    await eventually('the program to be gone', () => !isAlive(run.process));
  });
});
