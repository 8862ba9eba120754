import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import type { ResolvedProbe, ResolvedTarget } from '../../src/jobs/jobSettings.js';
import type { ApprovedCommand } from '../../src/policy/approvedCommand.js';
import { isAlive } from '../rig/processes.js';
import { approved, MARK, placeTest as it, type Place } from './place.js';

const HOUR = 3_600_000;
const helper = (place: Place, argv: readonly string[]): ApprovedCommand =>
  approved(argv, place.scratch.path, { [MARK]: place.scratch.path });
const probe = (target: ResolvedTarget, rest: Partial<ResolvedProbe> = {}): ResolvedProbe => ({
  target,
  timeoutMs: HOUR,
  intervalMs: 10,
  attemptTimeoutMs: 20_000,
  successes: 1,
  ...rest,
});
const exec = (place: Place, argv: readonly string[], rest: Partial<ResolvedProbe> = {}): ResolvedProbe =>
  probe({ kind: 'exec', command: helper(place, argv) }, rest);

async function probeSays(place: Place, id: string, pattern: RegExp): Promise<void> {
  await expect.poll(() => place.details(id).last_probe, { timeout: 20_000, interval: 10 }).toMatch(pattern);
}

describe('an exec probe', () => {
  it('runs with the variables and in the folder of the job, and passes with 0', async ({ place }) => {
    const id = await place.start(place.program.command, {
      env: { GREETING: 'hello there' },
      ready: [exec(place, [...place.helper.command, 'as a probe'])],
    });
    await place.program.next();
    const first = await place.helper.next();
    expect(first.words).toEqual(['as a probe']);
    expect(first.cwd).toBe(place.scratch.path);
    expect(first.env).toMatchObject({ GREETING: 'hello there', BGJOBS_JOB_ID: id });
    await first.complain('no response\n');
    await first.exit(2);
    await probeSays(place, id, /obey.* as a probe` exited with code 2: no response$/);
    expect(place.details(id).readiness).toBe('pending');
    await (await place.helper.next()).exit(0);
    expect((await place.wait(id, { kind: 'ready' })).returned).toBe('ready');
    expect((await place.tail(id)).text).toBe('');
  });

  it('that hangs is killed with everything it started, and tried again', async ({ place }) => {
    const hanging = exec(place, [...place.helper.command, 'probe'], { attemptTimeoutMs: 5_000 });
    const id = await place.start(place.program.command, { ready: [hanging] });
    await place.program.next();
    const first = await place.helper.next();
    await first.handle('SIGTERM');
    await first.spawn({ session: true });
    const child = await place.helper.next();
    const second = await place.helper.next();
    expect([first, child].map((run) => isAlive(run.process))).toEqual([false, false]);
    expect(place.details(id).last_probe).toMatch(/did not end within 5000ms$/);
    await second.exit(0);
    expect((await place.wait(id, { kind: 'ready' })).returned).toBe('ready');
  });

  it('leaves nothing behind that it started in a session of its own', async ({ place }) => {
    const id = await place.start(place.program.command, { ready: [exec(place, place.helper.command)] });
    await place.program.next();
    const first = await place.helper.next();
    await first.spawn({ session: true });
    const child = await place.helper.next();
    await first.exit(0);
    expect((await place.wait(id, { kind: 'ready' })).returned).toBe('ready');
    await child.gone();
    expect(place.details(id)).toMatchObject({ status: 'running' });
  });

  it('is over with its job, and is none of what the job left behind', async ({ place }) => {
    const hanging = exec(place, place.helper.command, { attemptTimeoutMs: HOUR });
    const id = await place.start(place.program.command, { ready: [hanging] });
    const run = await place.program.next();
    const first = await place.helper.next();
    await run.exit(1);
    const details = await place.ended(id);
    expect(details).toMatchObject({ status: 'failed', readiness: 'failed', exit_code: 1 });
    expect(details).not.toHaveProperty('survivors');
    expect(isAlive(first.process)).toBe(false);
  });

  it('says what is wrong with its program', async ({ place }) => {
    const id = await place.start(place.program.command, { ready: [exec(place, ['/nowhere/pg_isready'])] });
    await probeSays(place, id, /`\/nowhere\/pg_isready` does not exist/);
  });

  it('keeps secrets to itself', async ({ place }) => {
    const id = await place.start(place.program.command, {
      env: { TOKEN: 'hunter2-hunter2' },
      secrets: ['TOKEN'],
      ready: [exec(place, ['/bin/sh', '-c', 'echo "bad $TOKEN"; exit 1'])],
    });
    await probeSays(place, id, /exited with code 1: bad \[TOKEN\]$/);
  });
});

describe('a file probe', () => {
  it('passes when the file comes', async ({ place }) => {
    const path = join(place.scratch.path, 'pid');
    const id = await place.start(place.program.command, { ready: [probe({ kind: 'file', path })] });
    await probeSays(place, id, /pid` is not there$/);
    writeFileSync(path, '1');
    expect((await place.wait(id, { kind: 'ready' })).returned).toBe('ready');
  });

  it('takes no file of an earlier run for it', async ({ place }) => {
    const path = join(place.scratch.path, 'pid');
    writeFileSync(path, '1');
    const id = await place.start(place.program.command, { ready: [probe({ kind: 'file', path })] });
    await probeSays(place, id, /pid` was not written since the start$/);
    writeFileSync(path, '22');
    expect((await place.wait(id, { kind: 'ready' })).returned).toBe('ready');
  });
});

describe('stop.command', () => {
  it('runs before the signal, with the variables of the job', async ({ place }) => {
    const command = helper(place, [...place.helper.command, 'stop']);
    const id = await place.start(place.program.command, { stop: { command, graceMs: HOUR } });
    const run = await place.program.next();
    await run.handle('SIGTERM');
    const stopped = place.jobs.stop(id, { force: false, by: 'the test' });
    const stopper = await place.helper.next();
    expect(stopper.words).toEqual(['stop']);
    expect(stopper.env.BGJOBS_JOB_ID).toBe(id);
    expect(place.details(id).status).toBe('stopping');
    await stopper.exit(0);
    await run.signalled('SIGTERM');
    await run.exit(0);
    expect(await stopped).toMatchObject({ value: { survivors: [], job: { status: 'killed', exit_code: 0 } } });
    expect(place.details(id)).not.toHaveProperty('stop_command');
  });

  it('may end the job by itself: then there is nothing more to do', async ({ place }) => {
    const command = helper(place, [...place.helper.command, 'stop']);
    const id = await place.start(place.program.command, { stop: { command, graceMs: HOUR } });
    const run = await place.program.next();
    const stopped = place.jobs.stop(id, { force: false, by: 'the test' });
    const stopper = await place.helper.next();
    await run.exit(5);
    await stopper.gone();
    expect(await stopped).toMatchObject({ value: { survivors: [], job: { status: 'killed', exit_code: 5 } } });
    expect(place.details(id)).not.toHaveProperty('signal');
  });

  it('has the grace and no more, and what goes wrong with it is told', async ({ place }) => {
    const command = helper(place, ['/bin/sleep', '3600']);
    const id = await place.start(place.program.command, { stop: { command, graceMs: 300 } });
    await place.program.next();
    expect(await place.jobs.stop(id, { force: false, by: 'the test' })).toMatchObject({
      value: { survivors: [], job: { status: 'killed', outcome: 'stopped' } },
    });
    expect(place.details(id).stop_command).toBe('`stop.command` did not end within 300ms');

    const failing = await place.start(place.program.command, {
      stop: { command: helper(place, ['/bin/sh', '-c', 'echo no such service >&2; exit 3']) },
    });
    await place.program.next();
    await place.jobs.stop(failing, { force: false, by: 'the test' });
    expect(place.details(failing).stop_command).toBe('`stop.command` exited with code 3: no such service');
  });

  it('is not run with force, and force ends it', async ({ place }) => {
    const mark = join(place.scratch.path, 'ran');
    const forced = await place.start(place.program.command, {
      stop: { command: helper(place, ['/usr/bin/touch', mark]) },
    });
    await place.program.next();
    await place.jobs.stop(forced, { force: true, by: 'the test' });
    expect(existsSync(mark)).toBe(false);

    const command = helper(place, [...place.helper.command, 'stop']);
    const id = await place.start(place.program.command, { stop: { command, graceMs: HOUR } });
    const run = await place.program.next();
    await run.handle('SIGTERM');
    const patient = place.jobs.stop(id, { force: false, by: 'the test' });
    const stopper = await place.helper.next();
    await place.jobs.stop(id, { force: true, by: 'the test' });
    expect(await patient).toMatchObject({ value: { survivors: [], job: { signal: 'SIGKILL' } } });
    expect(isAlive(stopper.process)).toBe(false);
  });

  it('is not run for a job that ended by itself', async ({ place }) => {
    const mark = join(place.scratch.path, 'ran');
    const id = await place.start(place.program.command, { stop: { command: helper(place, ['/usr/bin/touch', mark]) } });
    await (await place.program.next()).exit(0);
    await place.ended(id);
    await place.jobs.stop(id, { force: false, by: 'the test' });
    expect(existsSync(mark)).toBe(false);
  });
});
