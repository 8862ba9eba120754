import { chmodSync, mkdirSync, rmSync, rmdirSync } from 'node:fs';
import { expect } from 'vitest';
import { describeEachClient } from '../rig/describeEachClient.js';
import { eventually } from '../rig/eventually.js';
import { fixture } from '../rig/fixtureProgram.js';
import type { Rig } from '../rig/rig.js';
import type { Session } from '../rig/session.js';

const GOOD = { profiles: { hello: { command: ['node', fixture('print.mjs'), '0', 'hello'] } } };

/** What a server without a usable file has to do: stay, say so, refuse everything, and take the file when it is good. */
async function expectNothingInForce(rig: Rig, session: Session) {
  const { ok, refused } = session;
  expect((await ok('list_profiles')).profiles).toEqual([]);
  expect((await refused('start_profile', { profile: 'hello' })).code).toBe('unknown-profile');
  expect((await refused('start_command', { command: 'node --version' })).text).toContain('bgjobs.yaml');
  expect((await ok('check_command', { command: 'node --version' })).decision).toBe('deny');
  rig.config(GOOD);
  await eventually('the good file', async () => (await ok('list_profiles')).file.state === 'valid');
  const { output } = await ok('start_profile', { profile: 'hello', wait_until: 'exited', wait_ms: 45_000 });
  expect(output.text).toBe('hello\n');
}

describeEachClient('a bad file at the start', (it) => {
  it('that is not there', async ({ rig }) => {
    const session = await rig.serve();
    const { file } = await session.ok('list_profiles');
    expect(file).toMatchObject({ state: 'missing', path: rig.file });
    await expectNothingInForce(rig, session);
  });

  it('that is a folder', async ({ rig }) => {
    mkdirSync(rig.file);
    const session = await rig.serve();
    const { file } = await session.ok('list_profiles');
    expect(file.state).toBe('invalid');
    expect(file.diagnostics[0]?.message).toMatch(/folder|directory/);
    rmdirSync(rig.file);
    await expectNothingInForce(rig, session);
  });

  it('that may not be read', async ({ rig }) => {
    rig.config(GOOD);
    chmodSync(rig.file, 0o000);
    // root may read everything, so that its server has to be somebody else.
    const root = process.getuid?.() === 0;
    for (const path of [rig.scratch.path, rig.project]) chmodSync(path, 0o755);
    for (const name of ['home', 'state']) chmodSync(rig.scratch.folder(name), 0o777);
    const wrapper = root ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', '--'] : [];
    const session = await rig.serve({ wrapper });
    const { file } = await session.ok('list_profiles');
    expect(file.state).toBe('invalid');
    expect(file.diagnostics[0]?.message).toMatch(/read|permission/);
    chmodSync(rig.file, 0o644);
    rmSync(rig.file);
    await expectNothingInForce(rig, session);
  });

  it.for([
    ['is empty', '', 1],
    ['is no YAML', 'version: 1\nprofiles:\n\tweb: {}\n', 3],
    ['has wrong types', 'version: 1\nprofiles:\n  hello:\n    command: 7\n', 4],
    ['has an unknown key', 'version: 1\nprofile: {}\n', 2],
    ['is of another version', 'version: 2\n', 1],
    ['has a broken rule', 'version: 1\npolicy:\n  allow:\n    - "npm run > x"\n', 4],
    ['has an example that does not hold', 'version: 1\npolicy:\n  allow:\n    - {run: ls, match: [rm x]}\n', 4],
  ] as const)('that %s', async ([, text, line], { rig }) => {
    rig.config(text);
    const session = await rig.serve();
    const { file } = await session.ok('list_profiles');
    expect(file.state).toBe('invalid');
    const errors = file.diagnostics.filter(({ severity }) => severity === 'error');
    expect(errors.map((error) => error.line ?? 1)).toContain(line);
    for (const error of errors) expect(error).toMatchObject({ code: expect.stringMatching(/^[a-z-]+$/) as string });
    await expectNothingInForce(rig, session);
  });
});

describeEachClient('a wrong call', (it) => {
  it('names the profile that was meant', async ({ rig }) => {
    rig.config(GOOD);
    const { refused, ok } = await rig.serve();
    const refusal = await refused('start_profile', { profile: 'helo' });
    expect(refusal.code).toBe('unknown-profile');
    expect(refusal.text).toContain('`hello`');
    expect((await ok('list_jobs')).jobs).toEqual([]);
  });

  it('names the parameter that is wrong, and what would be right', async ({ rig }) => {
    rig.config({
      profiles: {
        web: {
          command: ['node', fixture('print.mjs'), '0', '${params.port}', '${params.mode}', '${params.title}'],
          params: {
            port: { type: 'integer', minimum: 1024 },
            mode: { type: 'string', enum: ['slow', 'steady'], default: 'slow' },
            title: { type: 'string', maxLength: 10, required: false },
          },
        },
      },
    });
    const { refused, ok } = await rig.serve();
    for (const [params, word] of [
      [{}, 'port'],
      [{ port: 'many' }, 'port'],
      [{ port: 3.5 }, 'port'],
      [{ port: 80 }, '1024'],
      [{ port: 3000, prot: 1 }, 'prot'],
      [{ port: 3000, mode: 'fast' }, 'slow'],
      [{ port: 3000, title: '-rf' }, 'title'],
      [{ port: 3000, title: 'a\nb' }, 'title'],
      [{ port: 3000, title: 'much too long' }, 'title'],
    ] as const) {
      const refusal = await refused('start_profile', { profile: 'web', params });
      expect(refusal.text, JSON.stringify(params)).toContain(word);
    }
    expect((await ok('list_jobs')).jobs).toEqual([]);
    const { output } = await ok('start_profile', {
      profile: 'web',
      params: { port: 3000, title: 'a; b' },
      wait_until: 'exited',
      wait_ms: 45_000,
    });
    expect(output.text).toBe('3000 slow a; b\n');
  });

  it('names the jobs that there are', async ({ rig }) => {
    const program = await rig.program();
    rig.config({ profiles: { work: { command: program.command } } });
    const { ok, refused } = await rig.serve();
    const { job } = await ok('start_profile', { profile: 'work' });
    for (const [tool, args] of [
      ['get_job', { job: 'wrok' }],
      ['read_output', { job: 'wrok' }],
      ['wait_for_job', { jobs: ['wrok'], until: 'exited' }],
      ['send_input', { job: 'wrok', text: 'x' }],
      ['stop_job', { job: 'wrok' }],
    ] as const) {
      const refusal = await refused(tool, args);
      expect(refusal.code, tool).toBe('unknown-job');
      expect(refusal.text, tool).toContain(job.id);
    }
    expect((await ok('get_job', { job: job.id })).job.status).toBe('running');
    await (await program.next()).exit(0);
  });

  it('with numbers, cursors and patterns that mean nothing changes nothing', async ({ rig }) => {
    const program = await rig.program();
    rig.config({ profiles: { work: { command: program.command }, other: { command: program.command } } });
    const { ok, refused } = await rig.serve();
    const { job } = await ok('start_profile', { profile: 'work' });
    const { job: other } = await ok('start_profile', { profile: 'other' });
    const jobs = [job.id];
    for (const [tool, args, word] of [
      ['wait_for_job', { jobs, wait_ms: -1 }, 'wait_ms'],
      ['wait_for_job', { jobs, wait_ms: 45_001 }, '45000'],
      ['wait_for_job', { jobs, wait_ms: 1e21 }, 'wait_ms'],
      ['wait_for_job', { jobs, wait_ms: 0.5 }, 'wait_ms'],
      ['wait_for_job', { jobs, until: 'idle', idle_ms: 0 }, 'idle_ms'],
      ['wait_for_job', { jobs: [] }, 'jobs'],
      ['wait_for_job', { jobs, cursor: `${other.id}.0` }, other.id],
      ['wait_for_job', { jobs, cursor: 'nonsense' }, 'next_cursor'],
      ['wait_for_job', { jobs, cursor: `${job.id}.zzzzzzz` }, 'beyond'],
      ['wait_for_job', { jobs, until: 'output', pattern: '(' }, 'RE2'],
      ['wait_for_job', { jobs, until: 'output', pattern: '(?=x)' }, 'RE2'],
      ['read_output', { job: job.id, cursor: `${other.id}.0` }, other.id],
      ['read_output', { job: job.id, from_line: -3 }, 'from_line'],
      ['read_output', { job: job.id, tail_lines: 1e15 }, 'tail_lines'],
      ['send_input', { job: job.id, text: 'x', wait_ms: -5 }, 'wait_ms'],
      ['send_input', { job: job.id }, 'text'],
      ['send_input', { job: job.id, keys: ['enter'] }, 'tty: true'],
      ['send_input', { job: 'work-zzzz', text: 'x' }, job.id],
    ] as const) {
      expect((await refused(tool, args)).text, JSON.stringify(args)).toContain(word);
    }
    expect((await ok('read_output', { job: job.id })).text).toBe('');
    for (const run of [await program.next(), await program.next()]) await run.exit(0);
  });

  it('to stop or end again what has stopped or ended is none', async ({ rig }) => {
    const program = await rig.program();
    rig.config({ profiles: { work: { command: program.command } } });
    const { ok, refused } = await rig.serve();
    const { job } = await ok('start_profile', { profile: 'work' });
    const run = await program.next();
    await run.read();
    await ok('send_input', { job: job.id, end: true, wait_ms: 0 });
    await run.inputEnded();
    expect(await ok('send_input', { job: job.id, end: true, wait_ms: 0 })).toMatchObject({ written: 0 });
    expect((await ok('stop_job', { job: job.id })).job.status).toBe('killed');
    for (let times = 0; times < 2; times++) {
      expect(await ok('stop_job', { job: job.id })).toMatchObject({ already_ended: true, job: { status: 'killed' } });
    }
    expect((await refused('send_input', { job: job.id, text: 'x' })).code).toBe('job-ended');
  });

  it('of a megabyte for a job that does not read says how much was taken', async ({ rig }) => {
    const program = await rig.program();
    rig.config({ profiles: { work: { command: program.command } } });
    const { ok, refused } = await rig.serve();
    const { job } = await ok('start_profile', { profile: 'work' });
    const run = await program.next();
    const full = await refused('send_input', { job: job.id, text: 'x'.repeat(1024 * 1024), wait_ms: 0 });
    expect(full).toMatchObject({ code: 'stdin-full', written: expect.any(Number) as number });
    expect((await ok('get_job', { job: job.id })).job.status).toBe('running');
    await run.read();
    await ok('send_input', { job: job.id, text: 'end', wait_ms: 0, end: true });
    expect((await run.heard('end')).length).toBe(Number(full.written) + 3);
    await run.exit(0);
  });

  it('with arguments that the tool does not have', async ({ rig }) => {
    rig.config(GOOD);
    const { refused, ok } = await rig.serve();
    for (const [tool, args, word] of [
      ['get_job', { jobb: 'x' }, 'jobb'],
      ['read_output', { job: 'x', max_bytes: 'lots' }, 'max_bytes'],
      ['start_command', {}, 'argv'],
      ['start_command', { command: 'ls', argv: ['ls'] }, 'argv'],
    ] as const) {
      expect((await refused(tool, args)).text).toContain(word);
    }
    expect((await ok('list_jobs')).jobs).toEqual([]);
  });

  it('for a tool that is not there, or a message that is none, does not end the server', async ({ rig }) => {
    rig.config(GOOD);
    const { ok, client, server } = await rig.serve();
    await expect(client.call('start_anything')).rejects.toThrow(/start_anything/);
    server.write('no json\n\u0000\u0001\n[]\n{"jsonrpc":"2.0"}\n');
    expect((await ok('list_profiles')).profiles).toHaveLength(1);
  });
});

describeEachClient('what cannot be started', (it) => {
  it('is a program that does not exist', async ({ rig }) => {
    const command = ['no-such-program-anywhere', 'x'];
    rig.config({ ...GOOD, profiles: { ...GOOD.profiles, ghost: { command } }, policy: { allow: [{ run: command }] } });
    const { refused, ok } = await rig.serve();
    for (const refusal of [
      await refused('start_profile', { profile: 'ghost' }),
      await refused('start_command', { argv: command }),
    ]) {
      expect(refusal.text).toContain('no-such-program-anywhere');
      expect(refusal.text).toContain('PATH');
    }
    expect((await ok('check_command', { argv: command })).decision).toBe('deny');
    expect((await ok('list_profiles')).profiles).toHaveLength(2);
  });

  it('is a program that cannot be executed', async ({ rig }) => {
    const script = rig.scratch.write('project/run.sh', '#!/no/such/interpreter\n');
    chmodSync(script, 0o755);
    rig.config({ profiles: { run: { command: ['./run.sh'] } } });
    const { client, ok } = await rig.serve();
    const reply = await client.call('start_profile', { profile: 'run', wait_until: 'exited', wait_ms: 45_000 });
    expect(reply.text).toContain('run.sh');
    const { jobs } = await ok('list_jobs');
    expect(jobs.filter(({ status }) => status !== 'failed')).toEqual([]);
  });

  it('is a folder that is gone', async ({ rig }) => {
    rig.scratch.folder('project/sub');
    const profile = { command: ['node', fixture('print.mjs'), '0', 'hello'], cwd: 'sub' };
    rig.config({ profiles: { hello: profile }, policy: { allow: [{ run: ['node', '--version'] }] } });
    const { refused, ok } = await rig.serve();
    rmdirSync(`${rig.project}/sub`);
    expect((await refused('start_profile', { profile: 'hello' })).text).toContain('sub');
    expect((await refused('start_command', { argv: ['node', '--version'], cwd: 'sub' })).text).toContain('sub');
    rig.scratch.folder('project/sub');
    const { output } = await ok('start_profile', { profile: 'hello', wait_until: 'exited', wait_ms: 45_000 });
    expect(output.text).toBe('hello\n');
  });
});
