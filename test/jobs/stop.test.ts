import { describe, expect } from 'vitest';
import { identify, isAlive } from '../rig/processes.js';
import { placeTest as it } from './place.js';

describe('stop', () => {
  it('signals, and the job goes in order', async ({ place }) => {
    const id = await place.start(place.program.command, { stop: { signal: 'SIGINT' } });
    const run = await place.program.next();
    await run.handle('SIGINT');
    const stopped = place.jobs.stop(id, { force: false, by: 'a person' });
    await run.signalled('SIGINT');
    expect(place.details(id)).toMatchObject({ status: 'stopping', stopped_by: 'a person' });
    await run.exit(7);
    expect(await stopped).toMatchObject({
      ok: true,
      value: { alreadyEnded: false, survivors: [], job: { status: 'killed', outcome: 'stopped', exit_code: 7 } },
    });
  });

  it('signals what there is, and not what a program starts to clean up', async ({ place }) => {
    const clean = 'sleep 0.5 && echo CLEAN || echo KILLED; exit 0';
    const id = await place.sh(`trap '${clean}' TERM; echo up; while :; do sleep 0.05; done`);
    await place.shown(id, 'up');
    await place.jobs.stop(id, { by: 'the test', force: false });
    // The shell may tell the end of the sleep that it was in.
    expect((await place.tail(id)).text).toMatch(/^up\n(?:Terminated\n)?CLEAN\n$/);
  });

  it('kills what ignores the signal, when the grace is over', async ({ place }) => {
    const id = await place.start(place.program.command, { stop: { graceMs: 100 } });
    const run = await place.program.next();
    await run.handle('SIGTERM');
    const report = await place.jobs.stop(id, { force: false, by: 'the test' });
    expect(report).toMatchObject({ value: { job: { status: 'killed', signal: 'SIGKILL', outcome: 'stopped' } } });
    await run.gone();
  });

  it('kills at once with force, also when a stop is under way', async ({ place }) => {
    const id = await place.start(place.program.command, { stop: { graceMs: 3_600_000 } });
    const run = await place.program.next();
    await run.handle('SIGTERM');
    const patient = place.jobs.stop(id, { force: false, by: 'the test' });
    await run.signalled('SIGTERM');
    const [forced, first] = await Promise.all([place.jobs.stop(id, { force: true, by: 'another' }), patient]);
    expect(forced).toMatchObject({ value: { job: { signal: 'SIGKILL', stopped_by: 'the test' } } });
    expect(first).toMatchObject({ value: { job: { signal: 'SIGKILL' } } });
  });

  it('is fine on a job that has ended, and unknown on one that never was', async ({ place }) => {
    const id = await place.sh('exit 0');
    await place.ended(id);
    for (let times = 0; times < 2; times++) {
      expect(await place.jobs.stop(id, { force: false, by: 'the test' })).toMatchObject({
        ok: true,
        value: { alreadyEnded: true, job: { status: 'completed', outcome: 'exit-code' } },
      });
    }
    expect(await place.jobs.stop('nobody', { force: false, by: 'the test' })).toMatchObject({ ok: false });
  });

  it('reaches a job that is stopped by SIGSTOP, in order', async ({ place }) => {
    const id = await place.start(place.program.command, { stop: { graceMs: 3_600_000 } });
    const run = await place.program.next();
    process.kill(run.pid, 'SIGSTOP');
    expect(await place.jobs.stop(id, { force: false, by: 'the test' })).toMatchObject({
      value: { job: { signal: 'SIGTERM', status: 'killed' } },
    });
  });

  it('of a job whose timeout has struck only hurries it: the first cause stays', async ({ place }) => {
    const script = "trap '' TERM; while :; do sleep 1000; done";
    const id = await place.sh(script, { timeoutMs: 100, stop: { graceMs: 3_600_000 } });
    // Depending on who was faster, the signal of the timeout has ended the shell or not.
    await expect.poll(() => place.details(id).status, { timeout: 20_000 }).toMatch(/^(stopping|timed_out)$/);
    const report = await place.jobs.stop(id, { force: true, by: 'the test' });
    expect(report).toMatchObject({ value: { job: { status: 'timed_out', outcome: 'timeout', stopped_by: 'server' } } });
  });
});

describe('a tree', () => {
  const kinds: Readonly<Record<string, string>> = {
    'plain children': 'node "$@" & node "$@" & wait',
    'a session of its own': 'setsid node "$@" & wait',
    'a group of its own': 'set -m; node "$@" & wait',
    'behind `timeout`': 'timeout 1000 node "$@" & wait',
    'a daemon, twice forked': '(setsid sh -c \'node "$@" & exit 0\' sh "$@" &) ; sleep 1000',
    'a daemon with closed output':
      '(setsid sh -c \'node "$@" >/dev/null 2>&1 </dev/null & exit 0\' sh "$@" &) ; sleep 1000',
    'an emptied environment': 'setsid env -i "$(command -v node)" "$@" & wait',
    'an emptied environment, orphaned, output kept': '(setsid env -i "$(command -v node)" "$@" &) ; sleep 1000',
    'an emptied environment and closed output, still a child':
      'setsid env -i "$(command -v node)" "$@" >/dev/null 2>&1 </dev/null & wait',
    'deaf to SIGTERM': 'trap \'\' TERM; node "$@" & wait',
  };
  for (const [kind, script] of Object.entries(kinds)) {
    it(`is gone after a stop: ${kind}`, async ({ place }) => {
      const words = place.program.command.slice(1);
      const id = await place.start(['/bin/sh', '-c', script, 'sh', ...words], { stop: { graceMs: 200 } });
      const run = await place.program.next();
      const identity = identify(run.pid);
      expect(identity).toBeDefined();
      const report = await place.jobs.stop(id, { force: false, by: 'the test' });
      expect(report).toMatchObject({ ok: true, value: { survivors: [] } });
      expect(identity !== undefined && isAlive(identity)).toBe(false);
    });
  }

  it('that forks as fast as it can is gone after a stop', async ({ place }) => {
    const id = await place.sh('echo go; while :; do sleep 1000 & done', { stop: { graceMs: 50 } });
    await place.shown(id, 'go');
    expect(await place.jobs.stop(id, { force: true, by: 'the test' })).toMatchObject({ value: { survivors: [] } });
  });

  it('does not include who only reads the log', async ({ place }) => {
    const id = await place.sh('echo hi; exec sleep 1000');
    await place.shown(id, 'hi');
    const reader = await place.sh(`tail -f ${place.details(id).log_file}`, { name: 'reader' });
    await place.shown(reader, 'hi');
    await place.jobs.stop(id, { force: true, by: 'the test' });
    expect(place.details(reader).status).toBe('running');
  });
});

describe('timeouts', () => {
  it('end the whole run', async ({ place }) => {
    const id = await place.sh('sleep 1000', { timeoutMs: 100 });
    expect(await place.ended(id)).toMatchObject({
      status: 'timed_out',
      outcome: 'timeout',
      reason: 'it ran longer than its timeout of 100ms',
    });
  });

  it('end a job that has become silent, and not one that writes', async ({ place }) => {
    const idleTimeoutMs = 3_000;
    const id = await place.start(place.program.command, { idleTimeoutMs });
    const run = await place.program.next();
    while (place.details(id).duration_ms < idleTimeoutMs * 1.3) await run.say('hello\n');
    const written = place.details(id).duration_ms;
    const details = await place.ended(id);
    expect(details).toMatchObject({ status: 'timed_out', outcome: 'idle-timeout', signal: 'SIGTERM' });
    expect(details.reason).toBe('it wrote nothing for 3s');
    expect(details.duration_ms).toBeGreaterThanOrEqual(written + idleTimeoutMs * 0.9);
  });
});

describe('close', () => {
  it('stops everything, also what ended jobs left behind, and starts nothing more', async ({ place }) => {
    const running = await place.start(place.program.command);
    const run = await place.program.next();
    const parent = await place.start(place.program.command, { name: 'parent' });
    const parentRun = await place.program.next();
    await parentRun.spawn({ session: true });
    const orphan = await place.program.next();
    await parentRun.exit(0);
    await place.ended(parent);
    const starting = place.jobs.start(place.request(place.program.command));
    expect(await place.jobs.close('the test')).toEqual([]);
    await Promise.all([run.gone(), orphan.gone()]);
    expect(place.details(running)).toMatchObject({ status: 'killed', outcome: 'server-shutdown' });
    const last = await starting;
    expect(last.ok ? place.details(last.value.id).status : last.error.code).toMatch(/killed|shutting-down/);
    expect(await place.jobs.start(place.request(['/bin/true']))).toEqual({
      ok: false,
      error: { code: 'shutting-down' },
    });
  });
});
