import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import type { HealthSettings, ResolvedProbe, ResolvedTarget } from '../../src/jobs/jobSettings.js';
import { isAlive } from '../rig/processes.js';
import { approved, MARK, placeTest as it, type Place } from './place.js';

const HOUR = 3_600_000;
const health = (target: ResolvedTarget, rest: Partial<HealthSettings> = {}): HealthSettings => ({
  target,
  intervalMs: 10,
  attemptTimeoutMs: 20_000,
  failures: 2,
  onFailure: 'report',
  ...rest,
});
const file = (place: Place): Extract<ResolvedTarget, { kind: 'file' }> => ({
  kind: 'file',
  path: join(place.scratch.path, 'alive'),
});
/** Healthy as long as the file is there. */
const exists = (place: Place): ResolvedTarget => ({
  kind: 'exec',
  command: approved(['/usr/bin/test', '-e', file(place).path], place.scratch.path, { [MARK]: place.scratch.path }),
});
const logReady: ResolvedProbe = {
  target: { kind: 'log', pattern: 'ready', stream: 'merged' },
  timeoutMs: HOUR,
  intervalMs: 10,
  attemptTimeoutMs: 2_000,
  successes: 1,
};

async function healthIs(place: Place, id: string, state: string): Promise<void> {
  await expect.poll(() => place.details(id).health, { timeout: 20_000, interval: 10 }).toBe(state);
}

describe('health', () => {
  it('is reported: unhealthy after so many failures in a row, healthy again after one pass', async ({ place }) => {
    writeFileSync(file(place).path, '');
    const id = await place.start(place.program.command, { health: health(exists(place)) });
    await place.program.next();
    await healthIs(place, id, 'healthy');
    rmSync(file(place).path);
    await healthIs(place, id, 'unhealthy');
    expect(place.details(id)).toMatchObject({ status: 'running' });
    expect(place.details(id).health_reason).toMatch(/^`\/usr\/bin\/test -e .*alive` exited with code 1$/);
    writeFileSync(file(place).path, '');
    await healthIs(place, id, 'healthy');
    expect(place.details(id)).not.toHaveProperty('health_reason');
  });

  it('has `stop.command` run once, also when the job is stopped while it is being restarted', async ({ place }) => {
    const [said, go] = ['said', 'go'].map((name) => join(place.scratch.path, name)) as [string, string];
    const script = `echo asked >> ${said}; until [ -e ${go} ]; do sleep 0.02; done`;
    const command = approved(['/bin/sh', '-c', script], place.scratch.path, { [MARK]: place.scratch.path });
    const restart = { on: 'failure', max: 5, backoffMs: 1, maxBackoffMs: 1, resetAfterMs: HOUR } as const;
    const id = await place.start(place.program.command, {
      health: health(exists(place), { onFailure: 'restart', failures: 1 }),
      restart,
      stop: { command, graceMs: HOUR },
    });
    const run = await place.program.next();
    await expect.poll(() => existsSync(said), { timeout: 20_000, interval: 10 }).toBe(true);
    const stopped = place.jobs.stop(id, { by: 'the test', force: false });
    await expect.poll(() => place.details(id).status, { timeout: 20_000, interval: 10 }).toBe('stopping');
    writeFileSync(go, '');
    expect(await stopped).toMatchObject({ value: { job: { status: 'killed' } } });
    await run.gone();
    expect(readFileSync(said, 'utf8')).toBe('asked\n');
  });

  it('is not looked at before the job is ready', async ({ place }) => {
    const stop = health(exists(place), { onFailure: 'stop', failures: 1 });
    const id = await place.start(place.program.command, { ready: [logReady], health: stop });
    const run = await place.program.next();
    expect(place.details(id).health).toBe('unknown');
    await run.say('not yet\n');
    await place.shown(id, 'not yet');
    expect(place.details(id)).toMatchObject({ status: 'running', readiness: 'pending', health: 'unknown' });
    await run.say('ready\n');
    expect(await place.ended(id)).toMatchObject({ status: 'failed', outcome: 'unhealthy', health: 'unhealthy' });
  });

  it('stops the job, in order, and says why', async ({ place }) => {
    writeFileSync(file(place).path, '');
    const onFailure = health(exists(place), { onFailure: 'stop' });
    const id = await place.start(place.program.command, { health: onFailure, stop: { graceMs: HOUR } });
    const run = await place.program.next();
    await run.handle('SIGTERM');
    rmSync(file(place).path);
    await run.signalled('SIGTERM');
    expect(place.details(id).status).toBe('stopping');
    await run.exit(0);
    const details = await place.ended(id);
    expect(details).toMatchObject({ status: 'failed', outcome: 'unhealthy', stopped_by: 'server' });
    expect(details.reason).toMatch(/^its health check failed 2 times in a row: `.*` exited with code 1$/);
  });

  it('restarts the job, whole tree, and begins anew', async ({ place }) => {
    writeFileSync(file(place).path, '');
    const restart = { on: 'unhealthy', max: 1, backoffMs: 1, maxBackoffMs: 1, resetAfterMs: HOUR } as const;
    const onFailure = health(exists(place), { onFailure: 'restart' });
    const id = await place.start(place.program.command, { ready: [logReady], health: onFailure, restart });
    const first = await place.program.next();
    await first.spawn({ session: true });
    const child = await place.program.next();
    await first.say('ready\n');
    await healthIs(place, id, 'healthy');
    rmSync(file(place).path);
    const second = await place.program.next();
    expect(place.details(id)).toMatchObject({ status: 'running', readiness: 'pending', health: 'unknown' });
    await second.say('ready\n');
    expect([first, child].map((run) => isAlive(run.process))).toEqual([false, false]);
    const details = await place.ended(id);
    expect(details).toMatchObject({ status: 'failed', outcome: 'crash-loop', restarts: 1 });
    expect(details.restart_reason).toMatch(/^its health check failed 2 times in a row/);
    expect(details.reason).toMatch(/did not help.*; the last time its health check failed/);
  });

  it('leaves a crash alone when only a health check may restart', async ({ place }) => {
    const restart = { on: 'unhealthy', max: 1, backoffMs: 1, maxBackoffMs: 1, resetAfterMs: HOUR } as const;
    const onFailure = health(exists(place), { onFailure: 'restart', intervalMs: HOUR });
    const id = await place.start(place.program.command, { health: onFailure, restart });
    await (await place.program.next()).exit(2);
    expect(await place.ended(id)).toMatchObject({ outcome: 'exit-code', restarts: 0 });
  });

  it('gives way to a stop that comes first', async ({ place }) => {
    const hanging = health(
      { kind: 'exec', command: approved(place.helper.command, place.scratch.path, { [MARK]: place.scratch.path }) },
      { attemptTimeoutMs: HOUR, onFailure: 'restart' },
    );
    const id = await place.start(place.program.command, { health: hanging });
    await place.program.next();
    const probe = await place.helper.next();
    const stopped = await place.jobs.stop(id, { force: false, by: 'the test' });
    expect(stopped).toMatchObject({ value: { survivors: [], job: { outcome: 'stopped', health: 'unknown' } } });
    expect(isAlive(probe.process)).toBe(false);
  });

  it('by the log wants a sign of life between two checks', async ({ place }) => {
    const id = await place.start(place.program.command, {
      health: health({ kind: 'log', pattern: '^alive$', stream: 'merged' }, { failures: 1, intervalMs: 100 }),
    });
    const run = await place.program.next();
    await healthIs(place, id, 'unhealthy');
    expect(place.details(id).health_reason).toBe('no line since the last check matches `^alive$`');
    await run.say('alive\n');
    await healthIs(place, id, 'healthy');
    await healthIs(place, id, 'unhealthy');
  });
});
