import fc from 'fast-check';
import { describe, expect, it as plainIt } from 'vitest';
import type { ResolvedProbe, RestartSettings } from '../../src/jobs/jobSettings.js';
import { planRestart } from '../../src/jobs/restart.js';
import { isAlive } from '../rig/processes.js';
import { placeTest as it, type Place } from './place.js';

const HOUR = 3_600_000;
const restart = (facts: Partial<RestartSettings> = {}): RestartSettings => ({
  on: 'failure',
  max: 3,
  backoffMs: 1,
  maxBackoffMs: 1,
  resetAfterMs: HOUR,
  ...facts,
});
const slow = restart({ backoffMs: HOUR, maxBackoffMs: HOUR });
const ready: ResolvedProbe = {
  target: { kind: 'log', pattern: 'ready', stream: 'merged' },
  timeoutMs: HOUR,
  intervalMs: 10,
  attemptTimeoutMs: 2_000,
  successes: 1,
};

/** Waits until the job waits for its next attempt. */
async function inBackOff(place: Place, id: string): Promise<void> {
  await expect.poll(() => place.details(id).next_attempt_at, { timeout: 20_000, interval: 10 }).toBeDefined();
}

describe('planRestart', () => {
  const facts = { kind: 'failed', uptimeMs: 0, inARow: 0 } as const;

  plainIt.each([
    ['failure', 'failed', 'again'],
    ['failure', 'completed', 'none'],
    ['failure', 'unhealthy', 'again'],
    ['always', 'failed', 'again'],
    ['always', 'completed', 'again'],
    ['unhealthy', 'failed', 'none'],
    ['unhealthy', 'completed', 'none'],
    ['unhealthy', 'unhealthy', 'again'],
  ] as const)('on %s, %s: %s', (on, kind, expected) => {
    expect(planRestart(restart({ on }), { ...facts, kind }).kind).toBe(expected);
  });

  plainIt('doubles the pause up to the longest, and then gives up', () => {
    const policy = restart({ max: 5, backoffMs: 100, maxBackoffMs: 1_000 });
    const pauses = [0, 1, 2, 3, 4].map((inARow) => planRestart(policy, { ...facts, inARow }));
    expect(pauses.map((plan) => plan.kind === 'again' && plan.pauseMs)).toEqual([100, 200, 400, 800, 1_000]);
    expect(planRestart(policy, { ...facts, inARow: 5 })).toEqual({ kind: 'exhausted', inARow: 5 });
  });

  plainIt('begins anew after an attempt that ran for long enough', () => {
    const policy = restart({ max: 2, backoffMs: 100, maxBackoffMs: 1_000, resetAfterMs: 60_000 });
    expect(planRestart(policy, { ...facts, inARow: 2, uptimeMs: 59_999 }).kind).toBe('exhausted');
    expect(planRestart(policy, { ...facts, inARow: 2, uptimeMs: 60_000 })).toEqual({
      kind: 'again',
      pauseMs: 100,
      inARow: 1,
    });
  });

  plainIt('never restarts more than `max` times in a row, and never pauses longer than it may', () => {
    const uptimes = fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 50 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), uptimes, (max, list) => {
        const policy = restart({ max, backoffMs: 3, maxBackoffMs: 50, resetAfterMs: 100 });
        let [inARow, short] = [0, 0];
        for (const uptimeMs of list) {
          short = uptimeMs >= 100 ? 0 : short;
          const plan = planRestart(policy, { kind: 'failed', uptimeMs, inARow });
          expect(plan.kind).toBe(short < max ? 'again' : 'exhausted');
          if (plan.kind !== 'again') return;
          expect(plan.pauseMs).toBeLessThanOrEqual(50);
          ({ inARow } = plan);
          short++;
        }
      }),
    );
  });
});

describe('restart', () => {
  it('runs a job again that failed, under the same id, and says so', async ({ place }) => {
    const id = await place.start(place.program.command, { restart: restart() });
    const first = await place.program.next();
    expect(place.details(id)).toMatchObject({ status: 'running', restarts: 0 });
    await first.say('one');
    await first.exit(3);
    const second = await place.program.next();
    expect(second.pid).not.toBe(first.pid);
    expect(second.env.BGJOBS_JOB_ID).toBe(id);
    const details = place.details(id);
    expect(details).toMatchObject({
      status: 'running',
      pid: second.pid,
      restarts: 1,
      restart_reason: 'it exited with code 3',
    });
    expect(details).not.toHaveProperty('exit_code');
    await second.say('two\n');
    await second.exit(0);
    expect(await place.ended(id)).toMatchObject({ status: 'completed', outcome: 'exit-code', restarts: 1 });
    expect((await place.tail(id)).text).toBe('one\n[bgjobs] restart 1: it exited with code 3\ntwo\n');
  });

  it('gives up after so many in a row: a crash loop, with the last reason', async ({ place }) => {
    const id = await place.sh('echo run; exit 7', { restart: restart({ max: 2 }) });
    expect(await place.ended(id)).toMatchObject({
      status: 'failed',
      outcome: 'crash-loop',
      exit_code: 7,
      restarts: 2,
      reason: '2 restarts in a row did not help (`restart.max` is 2); the last time it exited with code 7',
    });
    expect((await place.tail(id)).text.match(/^run$/gm)).toHaveLength(3);
  });

  it('counts anew when an attempt ran for long enough', async ({ place }) => {
    const id = await place.start(place.program.command, { restart: restart({ max: 1, resetAfterMs: 0 }) });
    for (let times = 0; times < 4; times++) await (await place.program.next()).exit(1);
    const last = await place.program.next();
    expect(place.details(id).restarts).toBe(4);
    await last.exit(0);
    expect((await place.ended(id)).status).toBe('completed');
  });

  it('also when it succeeded, if it says always; a service that exits with 0 has failed', async ({ place }) => {
    const always = await place.start(place.program.command, { restart: restart({ on: 'always' }) });
    await (await place.program.next()).exit(0);
    await place.program.next();
    expect(place.details(always).restarts).toBe(1);
    await place.jobs.stop(always, { force: true, by: 'the test' });
    const service = await place.start(place.program.command, { type: 'service', restart: restart() });
    await (await place.program.next()).exit(0);
    await place.program.next();
    expect(place.details(service).restarts).toBe(1);
  });

  it('never after a stop, and a stop ends the pause at once', async ({ place }) => {
    const running = await place.start(place.program.command, { restart: restart({ on: 'always' }) });
    await (await place.program.next()).handle('SIGUSR1');
    await place.jobs.stop(running, { force: false, by: 'a person' });
    expect(place.details(running)).toMatchObject({ status: 'killed', outcome: 'stopped', restarts: 0 });

    const pausing = await place.start(place.program.command, { restart: slow });
    await (await place.program.next()).exit(1);
    await inBackOff(place, pausing);
    expect(place.details(pausing)).toMatchObject({ status: 'starting', restarts: 1 });
    expect(place.details(pausing)).not.toHaveProperty('pid');
    const stopped = await place.jobs.stop(pausing, { force: false, by: 'a person' });
    expect(stopped).toMatchObject({
      value: { survivors: [], job: { status: 'killed', outcome: 'stopped', stopped_by: 'a person', exit_code: 1 } },
    });
    expect(place.details(pausing)).not.toHaveProperty('next_attempt_at');
    expect(place.program.starts()).toBe(2);
  });

  it('not while the server shuts down', async ({ place }) => {
    const id = await place.start(place.program.command, { restart: slow });
    await (await place.program.next()).exit(1);
    await inBackOff(place, id);
    expect(await place.jobs.close('the test')).toEqual([]);
    expect(place.details(id)).toMatchObject({ status: 'killed', outcome: 'server-shutdown' });
  });

  it('ends with the timeout of the whole run, also in a pause', async ({ place }) => {
    const id = await place.sh('exit 1', { restart: slow, timeoutMs: 1_500 });
    expect(await place.ended(id)).toMatchObject({ status: 'timed_out', outcome: 'timeout', restarts: 1 });
    const hung = await place.start(place.program.command, { restart: restart({ on: 'always' }), timeoutMs: 100 });
    expect(await place.ended(hung)).toMatchObject({ status: 'timed_out', restarts: 0 });
  });

  it('waits anew for readiness, and takes nothing for it that an earlier attempt wrote', async ({ place }) => {
    const id = await place.start(place.program.command, { restart: restart(), ready: [ready] });
    const first = await place.program.next();
    await first.say('ready\n');
    expect((await place.wait(id, { kind: 'ready' })).returned).toBe('ready');
    const waited = place.wait(id, { kind: 'exited' });
    await first.exit(1);
    const second = await place.program.next();
    expect(place.details(id)).toMatchObject({ status: 'running', readiness: 'pending' });
    const again = place.wait(id, { kind: 'ready' });
    await second.say('ready\n');
    expect((await again).returned).toBe('ready');
    await second.exit(0);
    // Nobody was told of an end in between.
    expect(await waited).toMatchObject({ returned: 'exited', jobs: [{ status: 'completed' }] });
  });

  it('first clears away what the last attempt left running', async ({ place }) => {
    const id = await place.start(place.program.command, { restart: restart() });
    const first = await place.program.next();
    await first.spawn({ session: true });
    const left = await place.program.next();
    await first.exit(1);
    await place.program.next();
    expect(isAlive(left.process)).toBe(false);
    expect(place.details(id)).not.toHaveProperty('survivors');
  });

  it('reads input again', async ({ place }) => {
    const id = await place.start(place.program.command, { restart: restart() });
    await (await place.program.next()).exit(1);
    const second = await place.program.next();
    await second.read();
    const sent = place.jobs.sendInput(id, { text: 'hello\n', end: false, waitMs: 0 });
    expect(await second.heard('hello\n')).toBe('hello\n');
    expect(await sent).toMatchObject({ ok: true });
  });

  it('not of a program that cannot be executed', async ({ place }) => {
    const id = await place.start(['/nowhere/at-all'], { restart: restart({ on: 'always' }) });
    expect(place.details(id)).toMatchObject({ status: 'failed', outcome: 'spawn-error', restarts: 0 });
  });
});
