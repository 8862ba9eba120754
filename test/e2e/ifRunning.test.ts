import { expect } from 'vitest';
import { describeEachClient } from '../rig/describeEachClient.js';
import { isAlive } from '../rig/processes.js';

describeEachClient('a profile that runs already', (it) => {
  it('is reused when it says so, if the parameters are the same', async ({ rig }) => {
    const program = await rig.program();
    rig.config({
      profiles: {
        web: {
          command: [...program.command, '${params.mode}'],
          type: 'service',
          params: { mode: { type: 'string', default: 'a' } },
        },
      },
    });
    const { ok, refused } = await rig.serve();
    const first = await ok('start_profile', { profile: 'web' });
    expect(first.reused).toBeUndefined();
    await program.next();
    const second = await ok('start_profile', { profile: 'web', params: { mode: 'a' } });
    expect(second).toMatchObject({ reused: true, job: { id: first.job.id } });
    const other = await refused('start_profile', { profile: 'web', params: { mode: 'b' } });
    expect(other).toMatchObject({ code: 'already-running', holder: { id: first.job.id } });
    expect(program.starts()).toBe(1);
    await ok('stop_job', { job: first.job.id });
  });

  it('is refused when it is a task, by the id of the one that runs', async ({ rig }) => {
    const program = await rig.program();
    rig.config({ profiles: { test: { command: program.command } } });
    const { ok, refused } = await rig.serve();
    const { job } = await ok('start_profile', { profile: 'test' });
    const run = await program.next();
    const refusal = await refused('start_profile', { profile: 'test' });
    expect(refusal).toMatchObject({ code: 'already-running', holder: { id: job.id } });
    expect(refusal.text).toContain(job.id);
    await run.exit(0);
    await ok('wait_for_job', { jobs: [job.id], until: 'exited', wait_ms: 45_000 });
    expect((await ok('start_profile', { profile: 'test' })).job.id).not.toBe(job.id);
    await (await program.next()).exit(0);
  });

  it('is replaced when it says so, once the old one is gone', async ({ rig }) => {
    const program = await rig.program();
    rig.config({ profiles: { web: { command: program.command, type: 'service', if_running: 'replace' } } });
    const { ok } = await rig.serve();
    const first = await ok('start_profile', { profile: 'web' });
    const old = await program.next();
    const second = await ok('start_profile', { profile: 'web' });
    expect(isAlive(old.process)).toBe(false);
    expect(second.job.id).not.toBe(first.job.id);
    expect((await ok('get_job', { job: first.job.id })).job).toMatchObject({ status: 'killed', outcome: 'stopped' });
    expect(isAlive((await program.next()).process)).toBe(true);
    await ok('stop_job', { job: second.job.id });
  });

  it('runs beside itself when it says so', async ({ rig }) => {
    const program = await rig.program();
    rig.config({ profiles: { work: { command: program.command, if_running: 'parallel' } } });
    const { ok } = await rig.serve();
    const first = await ok('start_profile', { profile: 'work' });
    const second = await ok('start_profile', { profile: 'work' });
    expect(second.job.id).not.toBe(first.job.id);
    const runs = [await program.next(), await program.next()];
    expect((await ok('list_jobs')).running).toBe(2);
    for (const run of runs) await run.exit(0);
  });
});
