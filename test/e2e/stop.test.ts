import { expect } from 'vitest';
import { describeEachClient } from '../rig/describeEachClient.js';
import { isAlive } from '../rig/processes.js';

describeEachClient('stop_job', (it) => {
  it('ends a job that obeys, and says who asked', async ({ rig }) => {
    const program = await rig.program();
    rig.config({ profiles: { web: { command: program.command, type: 'service' } } });
    const { ok } = await rig.serve();
    await ok('start_profile', { profile: 'web' });
    const run = await program.next();
    const { job, survivors, already_ended } = await ok('stop_job', { job: 'web' });
    expect(job).toMatchObject({ status: 'killed', outcome: 'stopped', signal: 'SIGTERM' });
    expect([survivors, already_ended]).toEqual([[], undefined]);
    expect(isAlive(run.process)).toBe(false);
    expect((await ok('get_job', { job: job.id })).job.stopped_by).toContain('agent');
    expect(await ok('stop_job', { job: job.id })).toMatchObject({ already_ended: true, job: { status: 'killed' } });
  });

  it('counts an end with an exit code as a stop too, when it was asked for', async ({ rig }) => {
    const program = await rig.program();
    rig.config({ profiles: { web: { command: program.command, type: 'service', stop: { grace: '10m' } } } });
    const { ok } = await rig.serve();
    await ok('start_profile', { profile: 'web' });
    const run = await program.next();
    await run.handle('SIGTERM');
    const stopping = ok('stop_job', { job: 'web' });
    await run.signalled('SIGTERM');
    expect((await ok('get_job', { job: 'web' })).job.status).toBe('stopping');
    await run.exit(1);
    expect((await stopping).job).toMatchObject({ status: 'killed', outcome: 'stopped', exit_code: 1 });
  });

  it('sends the signal of the profile', async ({ rig }) => {
    const program = await rig.program();
    rig.config({
      profiles: { web: { command: program.command, type: 'service', stop: { signal: 'INT', grace: '10m' } } },
    });
    const { ok } = await rig.serve();
    await ok('start_profile', { profile: 'web' });
    const run = await program.next();
    await run.handle('SIGINT');
    const stopping = ok('stop_job', { job: 'web' });
    await run.signalled('SIGINT');
    await run.exit(0);
    expect((await stopping).job).toMatchObject({ status: 'killed', outcome: 'stopped', exit_code: 0 });
  });

  it('kills what does not go in time', async ({ rig }) => {
    const program = await rig.program();
    rig.config({ profiles: { web: { command: program.command, type: 'service', stop: { grace: '300ms' } } } });
    const { ok } = await rig.serve();
    await ok('start_profile', { profile: 'web' });
    const run = await program.next();
    await run.handle('SIGTERM');
    const { job, survivors } = await ok('stop_job', { job: 'web' });
    expect({ job, survivors }).toMatchObject({ survivors: [], job: { status: 'killed', signal: 'SIGKILL' } });
    expect(isAlive(run.process)).toBe(false);
  });

  it('with `force` does not wait for anything', async ({ rig }) => {
    const program = await rig.program();
    rig.config({ profiles: { web: { command: program.command, type: 'service', stop: { grace: '10m' } } } });
    const { ok } = await rig.serve();
    await ok('start_profile', { profile: 'web' });
    const run = await program.next();
    await run.handle('SIGTERM');
    const { job } = await ok('stop_job', { job: 'web', force: true });
    expect(job).toMatchObject({ status: 'killed', signal: 'SIGKILL' });
    expect(isAlive(run.process)).toBe(false);
  });

  it('answers when the whole tree is gone: children, and children in sessions of their own', async ({ rig }) => {
    const program = await rig.program();
    rig.config({ profiles: { web: { command: program.command, type: 'service', stop: { grace: '300ms' } } } });
    const { ok } = await rig.serve();
    await ok('start_profile', { profile: 'web' });
    const parent = await program.next();
    await parent.spawn();
    const child = await program.next();
    await child.handle('SIGTERM');
    await parent.spawn({ session: true });
    const apart = await program.next();
    await apart.handle('SIGTERM');
    const { survivors } = await ok('stop_job', { job: 'web' });
    expect(survivors).toEqual([]);
    expect([parent, child, apart].map((run) => isAlive(run.process))).toEqual([false, false, false]);
  });

  it('reaches what a child left behind when it ended', async ({ rig }) => {
    const program = await rig.program();
    rig.config({ profiles: { web: { command: program.command, type: 'service' } } });
    const { ok } = await rig.serve();
    await ok('start_profile', { profile: 'web' });
    const parent = await program.next();
    await parent.spawn();
    const child = await program.next();
    await child.spawn({ session: true });
    const orphan = await program.next();
    await child.exit(0);
    const { survivors } = await ok('stop_job', { job: 'web' });
    expect(survivors).toEqual([]);
    expect(isAlive(orphan.process)).toBe(false);
  });
});

describeEachClient('a job that ends by itself', (it) => {
  it('has ended even while a child of it holds its output open', async ({ rig }) => {
    const program = await rig.program();
    rig.config({ profiles: { work: { command: program.command } } });
    const { ok } = await rig.serve();
    await ok('start_profile', { profile: 'work' });
    const parent = await program.next();
    await parent.spawn({ session: true });
    const child = await program.next();
    await parent.exit(0);
    const { job } = await ok('wait_for_job', { jobs: ['work'], until: 'exited', wait_ms: 45_000 });
    expect(job).toMatchObject({ status: 'completed', exit_code: 0 });
    if (isAlive(child.process)) await child.exit(0);
  });
});
