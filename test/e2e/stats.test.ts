import { expect } from 'vitest';
import { describeEachClient } from '../rig/describeEachClient.js';
import { eventually } from '../rig/eventually.js';

describeEachClient('what a job uses', (it) => {
  it('is shown for its whole tree while it runs, by list_jobs and get_job', async ({ rig }) => {
    const program = await rig.program();
    rig.config({ profiles: { web: { command: program.command, type: 'service' } } });
    const { ok } = await rig.serve();
    const { job } = await ok('start_profile', { profile: 'web' });
    const parent = await program.next();
    await parent.spawn({ session: true });
    const port = await (await program.next()).listen(0);
    const shown = await eventually('both processes to be counted', async () => {
      const { job: now } = await ok('get_job', { job: job.id });
      return now.processes === 2 && now.listening?.includes(port) === true ? now : undefined;
    });
    expect(shown).toMatchObject({ processes: 2, listening: [port] });
    expect(shown.memory_bytes).toBeGreaterThan(20_000_000);
    const { jobs } = await ok('list_jobs');
    expect(jobs).toMatchObject([{ id: job.id, processes: 2, listening: [port] }]);
    await ok('stop_job', { job: job.id });
    const ended = (await ok('get_job', { job: job.id })).job;
    for (const key of ['cpu_percent', 'memory_bytes', 'processes', 'listening']) expect(ended).not.toHaveProperty(key);
  });
});
