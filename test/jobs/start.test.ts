import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { createJobs } from '../../src/jobs/createJobs.js';
import { spawnJob } from '../../src/jobs/spawn.js';
import type { ApprovedCommand } from '../../src/policy/approvedCommand.js';
import { placeTest as it } from './place.js';

describe('a job', () => {
  it('runs: its output in order, its exit code, its record', async ({ place }) => {
    const id = await place.sh('echo one; echo two >&2; echo three; exit 3');
    expect(id).toMatch(/^sh-[0-9a-f]{4}$/);
    const details = await place.ended(id);
    expect(details).toMatchObject({ status: 'failed', exit_code: 3, outcome: 'exit-code', stdin: 'closed' });
    expect(await place.tail(id)).toMatchObject({
      text: 'one\ntwo\nthree\n',
      end: true,
      truncated: false,
      lost_bytes: 0,
    });
    const record = JSON.parse(readFileSync(join(place.stateFolder, 'jobs', id, 'job.json'), 'utf8')) as object;
    expect(record).toMatchObject({ schema: 1, progress: { state: 'exited', exitCode: 3, isTreeGone: true } });
  });

  it('keeps what it says to itself: folders 0700, files 0600, whatever the umask is', async ({ place }) => {
    const id = await place.sh('umask');
    await place.ended(id);
    const folder = join(place.stateFolder, 'jobs', id);
    const modes = ['.', ...readdirSync(folder)].map((name) => statSync(join(folder, name)).mode & 0o777);
    expect(modes).toEqual([0o700, 0o600, 0o600, 0o600, 0o600]);
    const own = /^Umask:\s+(\d+)$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
    expect((await place.tail(id)).text.trim()).toBe(own);
  });

  it('is a session and a group of its own, and the very process that was spawned', async ({ place }) => {
    await place.start(place.program.command);
    const run = await place.program.next();
    const fields = readFileSync(`/proc/${run.pid}/stat`, 'utf8').split(' ');
    expect([fields[4], fields[5]]).toEqual([String(run.pid), String(run.pid)]);
    expect(place.details('node').pid).toBe(run.pid);
  });

  it('gets its own variables, the folder it runs in, and names that a shell could not hold', async ({ place }) => {
    const id = await place.start([...place.program.command, 'a b', '', '$HOME', "it's"], {
      profile: 'web',
      env: { 'with.dot': 'x=y z', PWD: '/wrong', BGJOBS_JOB_ID: 'forged', HOME: null },
    });
    const run = await place.program.next();
    expect(run.words).toEqual(['a b', '', '$HOME', "it's"]);
    expect(run.cwd).toBe(place.scratch.path);
    expect(run.env).toMatchObject({
      BGJOBS_JOB_ID: id,
      BGJOBS_PROFILE: 'web',
      PWD: place.scratch.path,
      NO_COLOR: '1',
      'with.dot': 'x=y z',
    });
    expect(Object.keys(run.env).filter((name) => name === 'HOME' || name.startsWith('bgjobs_'))).toEqual([]);
  });

  it('knows 137 from SIGKILL, and 127 of its own from a program that cannot be executed', async ({ place }) => {
    const codes = await place.sh('exit 137', { name: 'code' });
    const killed = await place.sh('kill -9 $$', { name: 'signal' });
    const own = await place.sh('exit 127', { name: 'own' });
    expect(await place.ended(codes)).toMatchObject({ exit_code: 137, outcome: 'exit-code' });
    expect(await place.ended(killed)).toMatchObject({ signal: 'SIGKILL', outcome: 'signal', status: 'failed' });
    expect(await place.ended(killed)).not.toHaveProperty('exit_code');
    expect(await place.ended(own)).toMatchObject({ exit_code: 127, outcome: 'exit-code' });
  });

  it('ends when its process does, even if a child of it keeps the output open', async ({ place }) => {
    const id = await place.start(place.program.command);
    const run = await place.program.next();
    await run.spawn({ session: true });
    const child = await place.program.next();
    await run.exit(0);
    expect(await place.ended(id)).toMatchObject({ status: 'completed', survivors: [{ pid: child.pid }] });
    await child.say('still here\n');
    expect((await place.tail(id)).text).toBe('still here\n');
    // Stopping what has ended ends what it left.
    const report = await place.jobs.stop(id, { force: false, by: 'the test' });
    expect(report).toMatchObject({
      ok: true,
      value: { alreadyEnded: true, survivors: [], job: { status: 'completed' } },
    });
    await child.gone();
  });

  it('can be a program that looks at the name it was called by', async ({ place }) => {
    const bin = place.scratch.folder('bin');
    writeFileSync(join(bin, 'real'), '#!/bin/sh\necho "called as $0"\n');
    chmodSync(join(bin, 'real'), 0o755);
    symlinkSync('real', join(bin, 'tool'));
    // The policy keeps the name that was asked for, in its real folder.
    const program = join(realpathSync(bin), 'tool');
    const byPath = await place.start(['tool'], { facts: { program }, env: { PATH: `/bin:${bin}` } });
    await place.ended(byPath);
    expect((await place.tail(byPath)).text).toBe(`called as ${bin}/tool\n`);
    const byFile = await place.start(['bin/tool'], { facts: { program }, name: 'file' });
    await place.ended(byFile);
    expect((await place.tail(byFile)).text).toBe(`called as ${bin}/tool\n`);
  });
});

describe('a program that cannot be executed', () => {
  const cases: readonly (readonly [string, (path: string) => void, RegExp])[] = [
    ['missing', () => undefined, /does not exist/],
    ['not executable', (path) => writeFileSync(path, 'x'), /is not executable/],
    ['a folder', (path) => mkdirSync(path), /is not a file/],
    [
      'of a missing interpreter',
      (path) => writeFileSync(path, '#!/nowhere/x\n', { mode: 0o755 }),
      /needs `\/nowhere\/x`/,
    ],
  ];
  for (const [what, make, reason] of cases) {
    it(`is an outcome: ${what}`, async ({ place }) => {
      const path = join(place.scratch.path, 'prog');
      make(path);
      const id = await place.start([path]);
      const details = await place.ended(id);
      expect(details).toMatchObject({ status: 'failed', outcome: 'spawn-error' });
      expect(details.reason).toMatch(reason);
      expect(details).not.toHaveProperty('exit_code');
    });
  }

  it('is an outcome even when only the kernel notices', async ({ place }) => {
    // Executable for root by the check, but not for the kernel: an interpreter that is a folder.
    writeFileSync(join(place.scratch.path, 'prog'), '#!/tmp\n', { mode: 0o755 });
    const id = await place.start([join(place.scratch.path, 'prog')]);
    expect(await place.ended(id)).toMatchObject({ status: 'failed', outcome: 'spawn-error' });
  });

  it('is an outcome when there are more arguments than the system takes', async ({ place }) => {
    const id = await place.start(['/bin/echo', 'x'.repeat(3_000_000)]);
    const details = await place.ended(id);
    expect(details).toMatchObject({ outcome: 'spawn-error', reason: expect.stringContaining('larger than') as string });
  });
});

describe('start', () => {
  it('refuses a folder that is gone', async ({ place }) => {
    const started = await place.jobs.start(place.request(['/bin/true'], { facts: { cwd: '/nowhere/at/all' } }));
    expect(started).toEqual({ ok: false, error: { code: 'cwd-missing', cwd: '/nowhere/at/all' } });
    expect(place.jobs.list({ status: undefined, profile: undefined, tag: undefined })).toEqual([]);
    expect(readdirSync(join(place.stateFolder, 'jobs'))).toEqual([]);
  });

  it('refuses a required env file that is missing, and reads env files at each start', async ({ place }) => {
    const path = join(place.scratch.path, '.env');
    const inherit = { kind: 'minimal' } as const;
    const environment = { inherit, files: [{ path, required: true }], set: new Map() };
    const request = place.request(['/bin/sh', '-c', 'echo "$A"'], { facts: { environment } });
    expect(await place.jobs.start(request)).toMatchObject({ ok: false, error: { code: 'env-file', path } });
    for (const value of ['1', '2']) {
      writeFileSync(path, `A=${value}\n`);
      const started = await place.jobs.start(request);
      if (!started.ok) throw new Error(started.error.code);
      await place.ended(started.value.id);
      expect((await place.tail(started.value.id)).text).toBe(`${value}\n`);
    }
  });

  it('keeps jobs in a temporary folder when the state folder cannot be made, and says so in every status', async ({
    place,
  }) => {
    writeFileSync(join(place.scratch.path, 'file'), '');
    const jobs = createJobs({
      stateFolder: join(place.scratch.path, 'file', 'state'),
      limits: { maxJobs: 1, keepFinished: 1, keepFinishedForMs: 1_000 },
      serverEnv: {},
    });
    const persistent = await jobs.start(place.request(['/bin/true'], { lifetime: 'persistent' }));
    expect(persistent).toMatchObject({ ok: false, error: { code: 'state-folder' } });
    const started = await jobs.start(place.request(['/bin/echo', 'hello']));
    if (!started.ok) throw new Error(started.error.code);
    const wait = { mode: 'any', until: { kind: 'exited' }, timeoutMs: 20_000, cursor: undefined } as const;
    await jobs.wait({ ...wait, jobs: [started.value.id], signal: undefined });
    const all = {
      stream: 'merged',
      from: { kind: 'tail', lines: 9 },
      maxBytes: 99,
      pattern: undefined,
      context: 0,
    } as const;
    expect(await jobs.read('echo', all)).toMatchObject({ ok: true, value: { text: 'hello\n' } });
    const details = jobs.details('echo');
    if (!details.ok) throw new Error(details.error.code);
    const sentence = expect.stringMatching(/known to this server alone.*a file is in the way/) as string;
    expect(details.value).toMatchObject({ status: 'completed', warnings: [sentence] });
    expect(jobs.warnings()).toEqual([sentence]);
    await jobs.close('the test');
    expect(existsSync(details.value.log_file)).toBe(false);
  });

  it('touches nothing before the first job', async ({ place }) => {
    expect(place.jobs.list({ status: undefined, profile: undefined, tag: undefined })).toEqual([]);
    await place.jobs.close('the test');
    expect(existsSync(place.stateFolder)).toBe(false);
  });

  it('takes nothing that the policy did not make', ({ place }) => {
    const forged = Object.assign<object, ApprovedCommand>({}, place.request(['/bin/true']).command);
    const options = {
      program: '/bin/true',
      env: {},
      folder: place.scratch.path,
      output: { stdout: 2, stderr: 2 },
      cgroup: undefined,
      brand: undefined,
      stdin: 'closed',
      lifetime: 'session',
      terminal: undefined,
    } as const;
    expect(() => spawnJob(forged, options)).toThrow(/did not approve/);
  });
});

describe('a state folder', () => {
  it('is begun anew when somebody removed it', async ({ place }) => {
    await place.ended(await place.sh('echo before'));
    rmSync(place.stateFolder, { recursive: true });
    const id = await place.sh('echo after');
    expect(await place.ended(id)).toMatchObject({ status: 'completed' });
    expect((await place.tail(id)).text).toBe('after\n');
    expect(existsSync(join(place.stateFolder, 'jobs', id, 'job.json'))).toBe(true);
  });

  it('that cannot be listed is not taken for an empty one', async ({ place }) => {
    const stateFolder = join(place.scratch.path, 'odd');
    mkdirSync(stateFolder);
    writeFileSync(join(stateFolder, 'jobs'), '');
    const limits = { maxJobs: 0, keepFinished: 100, keepFinishedForMs: 3_600_000 };
    const jobs = createJobs({ stateFolder, limits, serverEnv: process.env, takesOver: false });
    expect(jobs.list({ status: undefined, profile: undefined, tag: undefined })).toEqual([]);
    expect(jobs.warnings()).toEqual([`the jobs in ${join(stateFolder, 'jobs')} cannot be seen: a file is in the way`]);
    await jobs.close('the test');
  });
});
