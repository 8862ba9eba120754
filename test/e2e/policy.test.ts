import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { LONGEST_TEST_MS, rigTest } from '../rig/describeEachClient.js';
import type { Rig } from '../rig/rig.js';

const it = rigTest('2.x-2026');

/** A file that bounds the project's own, out of its reach. */
function ceiling(rig: Rig, policy: object): readonly string[] {
  return ['--policy', rig.scratch.write('ceiling.yaml', JSON.stringify({ version: 1, policy }))];
}

/** A program in a folder of its own, for the PATH. */
function tool(rig: Rig, name: string, text: string): { readonly folder: string; readonly file: string } {
  const file = rig.scratch.write(`bin/${name}`, `#!/bin/sh\n${text}\n`);
  chmodSync(file, 0o755);
  return { folder: join(rig.scratch.path, 'bin'), file };
}

describe('the ceiling', { timeout: LONGEST_TEST_MS }, () => {
  it('bounds the number of jobs, whether they are profiles or commands', async ({ rig }) => {
    const program = await rig.program();
    const rule = { run: [...program.command, '**'] };
    rig.config({
      limits: { max_jobs: 9 },
      policy: { allow: [rule], max_jobs: 8 },
      profiles: {
        web: { command: program.command, type: 'service' },
        second: { command: [...program.command, 'd'], type: 'service' },
      },
    });
    const { ok, refused } = await rig.serve({ args: ceiling(rig, { allow: [rule], max_jobs: 2 }) });
    expect((await ok('list_jobs')).max_jobs).toBe(2);
    await ok('start_profile', { profile: 'web' });
    await ok('start_command', { argv: [...program.command, 'a'] });
    const first = await program.next();
    await program.next();
    for (const [name, args] of [
      ['start_command', { argv: [...program.command, 'b'] }],
      ['start_profile', { profile: 'second' }],
    ] as const)
      expect(await refused(name, args)).toMatchObject({ code: 'too-many-jobs', max_jobs: 2 });
    expect(program.starts()).toBe(2);
    await first.exit(0);
    await ok('wait_for_job', { jobs: ['web'] });
    await ok('start_command', { argv: [...program.command, 'c'] });
    expect((await program.next()).words).toEqual(['c']);
  });

  it('bounds the time of a command and of a profile, whatever they or the file ask for', async ({ rig }) => {
    const program = await rig.program();
    const rule = { run: [...program.command, '**'] };
    rig.config({
      policy: { allow: [rule], max_timeout: '2h' },
      profiles: {
        patient: { command: program.command, timeout: '1h' },
        endless: { command: program.command, type: 'service' },
      },
    });
    const { ok, refused } = await rig.serve({ args: ceiling(rig, { allow: [rule], max_timeout: '300ms' }) });
    const started = [
      await ok('start_command', { argv: [...program.command, 'a'] }),
      await ok('start_profile', { profile: 'patient' }),
      await ok('start_profile', { profile: 'endless' }),
    ];
    expect(await refused('start_command', { argv: [...program.command, 'b'], timeout: '1h' })).toMatchObject({
      code: 'timeout-too-long',
      max_timeout: '300ms',
    });
    for (const { job } of started) {
      const { job: ended } = await ok('wait_for_job', { jobs: [job.id] });
      expect(ended, ended.command).toMatchObject({ status: 'timed_out' });
    }
  });

  it('decides on the `stop.command` of a profile, before anything is started', async ({ rig }) => {
    const program = await rig.program();
    const { folder } = tool(rig, 'halt-it', 'exit 0');
    const rule = { run: [...program.command] };
    rig.config({
      profiles: {
        web: { command: program.command, type: 'service', stop: { command: ['halt-it', 'now'] } },
        quiet: { command: program.command, type: 'service', stop: { command: ['halt-it', 'please'] } },
      },
    });
    const { ok, refused } = await rig.serve({
      args: ceiling(rig, { allow: [rule, 'halt-it please'] }),
      path: [folder],
    });
    const denied = await refused('start_profile', { profile: 'web' });
    expect(denied).toMatchObject({ code: 'refused-by-ceiling', refused_by: 'ceiling' });
    expect(denied.text).toContain('`halt-it now`');
    expect(program.starts()).toBe(0);
    await ok('start_profile', { profile: 'quiet' });
    await program.next();
    const { job } = await ok('stop_job', { job: 'quiet' });
    expect(job).toMatchObject({ status: 'killed' });
    expect((await ok('get_job', { job: job.id })).job.stop_command).toBeUndefined();
  });
});

describe('between the decision and the start', { timeout: LONGEST_TEST_MS }, () => {
  it('a `stop.command` whose program was replaced is not run, and the job is stopped all the same', async ({ rig }) => {
    const program = await rig.program();
    const proof = join(rig.scratch.path, 'proof');
    const { folder, file } = tool(rig, 'halt-it', 'exit 0');
    rig.config({
      profiles: { web: { command: program.command, type: 'service', stop: { command: ['halt-it'] } } },
    });
    const rule = { run: [...program.command] };
    const { ok } = await rig.serve({ args: ceiling(rig, { allow: [rule, 'halt-it'] }), path: [folder] });
    await ok('start_profile', { profile: 'web' });
    await program.next();
    writeFileSync(proof, '');
    tool(rig, 'halt-it', `echo evil > '${proof}'`);
    const { job } = await ok('stop_job', { job: 'web' });
    expect(job).toMatchObject({ status: 'killed', signal: 'SIGTERM' });
    expect((await ok('get_job', { job: job.id })).job.stop_command).toContain(
      `the program \`${file}\` was changed or replaced after it was approved`,
    );
    expect(readFileSync(proof, 'utf8')).toBe('');
  });
});

describe('programs that others could change', { timeout: LONGEST_TEST_MS }, () => {
  it('are refused with the reason: in a folder of the PATH that others may write to', async ({ rig }) => {
    const { folder, file } = tool(rig, 'helper', 'exit 0');
    chmodSync(folder, 0o777);
    rig.config({ policy: { allow: ['helper', 'absent'] }, profiles: { p: { command: ['helper'] } } });
    const { refused } = await rig.serve({ path: [folder] });
    const command = await refused('start_command', { argv: ['helper'] });
    expect(command.code).toBe('denied');
    expect(command.text).toContain(`\`helper\` is found first as \`${file}\``);
    expect(command.text).toContain('a folder that other users of the machine may write to');
    const profile = await refused('start_profile', { profile: 'p' });
    expect(profile.text).toContain('a folder that other users of the machine may write to');
    const absent = await refused('start_command', { argv: ['absent'] });
    expect(absent.text).toContain(`\`absent\` was not found on the PATH (\`${folder}\``);
  });

  it('are refused with the reason: a file that others may write to', async ({ rig }) => {
    const { folder, file } = tool(rig, 'helper', 'exit 0');
    chmodSync(file, 0o777);
    rig.config({ policy: { allow: ['helper'] } });
    const { ok, refused } = await rig.serve({ path: [folder] });
    const { text } = await refused('start_command', { argv: ['helper'] });
    expect(text).toContain(`\`helper\` leads to \`${file}\`, which other users of the machine may change`);
    // What is known of a file holds for a policy; one that is read again looks again.
    chmodSync(file, 0o755);
    expect((await ok('check_command', { argv: ['helper'] })).decision).toBe('deny');
  });
});
