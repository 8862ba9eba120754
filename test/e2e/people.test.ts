import { mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { runCli, type CliRun } from '../cli/runCli.js';
import { LONGEST_TEST_MS, rigTest } from '../rig/describeEachClient.js';
import { eventually } from '../rig/eventually.js';
import { stateFolder } from '../../src/app/stateFolder.js';
import type { Rig } from '../rig/rig.js';

const it = rigTest('2.x-2026');

/** What a person types in the project, while an agent's server runs there. */
function type(rig: Rig, words: readonly string[], onOutput?: (text: string) => void): Promise<CliRun> {
  const env = { HOME: join(rig.scratch.path, 'home'), XDG_STATE_HOME: join(rig.scratch.path, 'state') };
  return runCli(rig.project, words, { env, ...(onOutput === undefined ? {} : { onOutput }) });
}

describe('a person at the command line', { timeout: LONGEST_TEST_MS }, () => {
  it("sees the agent's jobs, follows their output and stops them", async ({ rig }) => {
    const program = await rig.program();
    rig.config({
      profiles: { web: { command: program.command, type: 'service', secrets: ['PASS'], env: { PASS: 'hunter22' } } },
    });
    expect(await type(rig, ['ps'])).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('no job is running') as string,
    });
    const { ok } = await rig.serve();
    const { job } = await ok('start_profile', { profile: 'web' });
    const run = await program.next();

    const listed = await type(rig, ['ps']);
    expect(listed.stdout).toMatch(new RegExp(`^JOB +STATUS +PID .*\\n${job.id} +running +${run.pid} `));
    const [row] = JSON.parse((await type(rig, ['ps', '--json'])).stdout) as { id: string; processes: number }[];
    expect(row).toMatchObject({ id: job.id, status: 'running', processes: 1 });

    await run.say('one hunter22\n');
    const seen: string[] = [];
    const following = type(rig, ['logs', '-f', 'web'], (text) => void seen.push(text));
    await eventually('the first line', () => seen.join('').includes('one [PASS]\n'));
    await run.say('two\n');
    await eventually('the second line', () => seen.join('').includes('two\n'));

    expect(await type(rig, ['stop', 'web'])).toMatchObject({
      status: 0,
      stdout: `${job.id} is stopped (killed)\n`,
      stderr: '',
    });
    await run.gone();
    expect(await following).toMatchObject({ status: 0, stdout: 'one [PASS]\ntwo\n' });
    // The agent is told who it was.
    expect((await ok('get_job', { job: job.id })).job).toMatchObject({
      status: 'killed',
      stopped_by: 'person (bgjobs stop)',
    });
    expect((await type(rig, ['ps', '--all'])).stdout).toContain(`${job.id}  killed`);
    expect(await type(rig, ['stop', job.id])).toMatchObject({
      status: 0,
      stdout: `${job.id} had ended already (killed)\n`,
    });
    expect(await type(rig, ['logs', '-n', '1', job.id])).toMatchObject({ status: 0, stdout: 'two\n' });
  });

  it('stops a persistent job that no server runs any more', async ({ rig }) => {
    const program = await rig.program();
    rig.config({ profiles: { db: { command: program.command, type: 'service', lifetime: 'persistent' } } });
    const session = await rig.serve();
    const { job } = await session.ok('start_profile', { profile: 'db' });
    const run = await program.next();
    await session.close();
    await eventually('the server to end', () => session.server.exit());
    expect((await type(rig, ['ps'])).stdout).toContain(`${job.id}  running`);
    expect(await type(rig, ['stop', 'db'])).toMatchObject({ status: 0, stdout: `${job.id} is stopped (killed)\n` });
    await run.gone();
  });

  it('stops a persistent job with a terminal that no server runs any more', async ({ rig }) => {
    const program = await rig.program();
    rig.config({ profiles: { db: { command: program.command, lifetime: 'persistent', tty: true } } });
    const session = await rig.serve();
    const { job } = await session.ok('start_profile', { profile: 'db' });
    const run = await program.next();
    await session.close();
    await eventually('the server to end', () => session.server.exit());
    expect(await type(rig, ['stop', 'db'])).toMatchObject({ status: 0, stdout: `${job.id} is stopped (killed)\n` });
    await run.gone();
  });

  it('sees all of a log, also where much of it shows nothing', async ({ rig }) => {
    const program = await rig.program();
    rig.config({ profiles: { web: { command: program.command, type: 'service' } } });
    const { ok } = await rig.serve();
    await ok('start_profile', { profile: 'web' });
    const run = await program.next();
    await run.say(`first\n${'\x1b[0m'.repeat(100_000)}`);
    await run.say('last\n\x1b]0;a title that goes on');
    const seen: string[] = [];
    const following = type(rig, ['logs', '-f', '-n', 'all', 'web'], (text) => void seen.push(text));
    await eventually('the last line', () => seen.join('') === 'first\nlast\n');
    await run.say('\x07more\n');
    await eventually('one more line', () => seen.join('') === 'first\nlast\nmore\n');
    expect(await type(rig, ['logs', '-n', 'all', 'web'])).toMatchObject({ stdout: 'first\nlast\nmore\n' });
    await type(rig, ['stop', 'web']);
    expect(await following).toMatchObject({ status: 0 });
  });

  it('is told that the file that was named is not there', async ({ rig }) => {
    rig.config({});
    const missing = join(rig.scratch.path, 'none.yaml');
    for (const [words, said] of [
      [['ps', '--config', missing], `there is no \`${missing}\`, which \`--config\` names`],
      [['ps', '--config', rig.scratch.path], 'is a folder: name the file in it'],
      [['logs', '--config', missing, 'x'], `there is no \`${missing}\``],
      [['stop', '--config', missing, 'x'], `there is no \`${missing}\``],
    ] as const) {
      const typed = await type(rig, words);
      expect(typed.status).toBe(1);
      expect(typed.stderr).toContain(said);
    }
  });

  it('is told why a job is not shown', async ({ rig }) => {
    rig.config({});
    const env = { XDG_STATE_HOME: join(rig.scratch.path, 'state') };
    const folder = join(stateFolder(realpathSync(rig.project), env, '/'), 'jobs', 'web-1a2b');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'job.json'), '{');
    for (const words of [['ps'], ['logs', 'web-1a2b']]) {
      const typed = await type(rig, words);
      expect(typed.stderr.split('cannot be read')).toHaveLength(2);
    }
    // Which puts it aside.
    expect((await type(rig, ['stop', 'web-1a2b'])).stderr).toMatch(/there is no job[^]*quarantine/);
  });

  it('is told what is wrong with what was typed', async ({ rig }) => {
    rig.config({});
    for (const [words, status, said] of [
      [['stop'], 2, 'says no job'],
      [['stop', 'x'], 1, 'there is no job `x`; there are no jobs'],
      [['logs'], 2, 'says no job'],
      [['logs', 'x'], 1, 'there is no job `x`'],
      [['logs', '-n', '-1x', 'x'], 2, '-n'],
      [['logs', '--stream', 'both', 'x'], 2, '`--stream` takes'],
    ] as const) {
      const typed = await type(rig, words);
      expect(typed).toMatchObject({ status, stdout: '' });
      expect(typed.stderr).toContain(said);
    }
  });
});
