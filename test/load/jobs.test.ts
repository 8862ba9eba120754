import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { LONGEST_TEST_MS, rigTest } from '../rig/describeEachClient.js';
import { eventually } from '../rig/eventually.js';
import { descriptorsOf, stateFolderOf } from './server.js';

const AT_ONCE = 10;

describe('many jobs', { timeout: LONGEST_TEST_MS }, () => {
  const it = rigTest('2.x-2025');

  it('at once all start, are all listed, and are all stopped', async ({ rig }) => {
    const count = 100;
    rig.config({ limits: { max_jobs: count }, policy: { adhoc: 'any' } });
    const { ok, refused, server } = await rig.serve();
    const all = Array.from({ length: count });
    await ok('list_jobs');
    const before = descriptorsOf(server.pid);
    const start = { argv: ['sleep', '1000'], wait_ms: 0 };
    const starts = await Promise.all(all.map(() => ok('start_command', start)));
    const ids = starts.map(({ job }) => job.id);
    expect(new Set(ids).size).toBe(count);
    expect((await refused('start_command', start)).code).toBe('too-many-jobs');
    const listed = await ok('list_jobs', { status: ['running'], limit: 200 });
    expect(listed.jobs.map(({ id }) => id).sort()).toEqual([...ids].sort());
    const stops = await Promise.all(ids.map((job) => ok('stop_job', { job })));
    expect(stops.flatMap(({ survivors }) => survivors)).toEqual([]);
    expect(new Set(stops.map(({ job }) => job.status))).toEqual(new Set(['killed']));
    expect(rig.processes().filter(({ command }) => command.startsWith('sleep'))).toEqual([]);
    await eventually('descriptors to be closed', () => descriptorsOf(server.pid) <= before + AT_ONCE);
  });

  it('one after another leave behind no descriptors, and no more folders than are kept', async ({ rig }) => {
    const [count, kept] = [300, 20];
    rig.config({ limits: { max_jobs: 50, keep_finished: kept }, policy: { adhoc: 'any' } });
    const { ok, server } = await rig.serve();
    const run = async (): Promise<void> => {
      const { job } = await ok('start_command', { argv: ['true'], wait_until: 'exited' });
      expect(job.status).toBe('completed');
    };
    await run();
    const before = descriptorsOf(server.pid);
    for (let done = 0; done < count; done += AT_ONCE) await Promise.all(Array.from({ length: AT_ONCE }, run));
    const folders = (): number => readdirSync(join(stateFolderOf(rig), 'jobs')).length;
    await eventually('what is too much to be forgotten', () => folders() <= kept);
    expect((await ok('list_jobs', { limit: 200 })).jobs).toHaveLength(kept);
    await eventually('descriptors to be closed', () => descriptorsOf(server.pid) <= before + AT_ONCE);
  });
});

describe('a server that comes after many jobs', { timeout: LONGEST_TEST_MS }, () => {
  const it = rigTest('2.x-2025');

  it('shows them all, and keeps none of their files open', async ({ rig }) => {
    const count = 60;
    rig.config({ limits: { max_jobs: 100, keep_finished: 100 }, policy: { adhoc: 'any' } });
    const first = await rig.serve();
    const run = (): Promise<unknown> => first.ok('start_command', { argv: ['true'], wait_until: 'exited' });
    for (let done = 0; done < count; done += AT_ONCE) await Promise.all(Array.from({ length: AT_ONCE }, run));
    const beside = await rig.serve();
    expect((await beside.ok('list_jobs', { limit: 200 })).jobs).toHaveLength(count);
    expect(descriptorsOf(beside.server.pid)).toBeLessThanOrEqual(descriptorsOf(first.server.pid) + AT_ONCE);
    await first.close();
    const next = await rig.serve();
    expect((await next.ok('list_jobs', { limit: 200 })).jobs).toHaveLength(count);
    expect(descriptorsOf(next.server.pid)).toBeLessThanOrEqual(descriptorsOf(beside.server.pid) + AT_ONCE);
  });
});
