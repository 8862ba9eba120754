import { describe, expect } from 'vitest';
import { placeTest as it } from './place.js';

describe('stats', () => {
  it('are of the whole tree, its ports too, and of running jobs alone', async ({ place }) => {
    const id = await place.start(place.program.command);
    const run = await place.program.next();
    expect(place.jobs.stats([id]).get(id)).toMatchObject({ listening: [] });
    const port = await run.listen(0);
    await run.spawn({ session: true });
    const child = await place.program.next();
    const second = await child.listen(0, '::1');
    const listening = [port, second].sort((a, b) => a - b);
    await expect
      .poll(() => place.jobs.stats([id]).get(id), { timeout: 20_000 })
      .toMatchObject({ processes: 2, listening });
    const stats = place.jobs.stats([id, id, 'nobody']).get(id);
    expect(stats?.memory_bytes).toBeGreaterThan(20_000_000);
    expect(stats?.cpu_percent).toBeGreaterThanOrEqual(0);
    // An orphan still counts, and a job of which nothing is left does not.
    await run.exit(0);
    await place.ended(id);
    await expect.poll(() => place.jobs.stats([id]).get(id), { timeout: 20_000 }).toMatchObject({ processes: 1 });
    await place.jobs.stop(id, { force: true, by: 'the test' });
    expect(place.jobs.stats([id]).size).toBe(0);
  });

  it.for([
    { lifetime: 'persistent' },
    { lifetime: 'session', tty: true },
    { lifetime: 'persistent', tty: true },
  ] as const)('are of the program and not of what carries it, for %j', async (wish, { place }) => {
    const id = await place.start(place.program.command, wish);
    const run = await place.program.next();
    const port = await run.listen(0);
    await expect
      .poll(() => place.jobs.stats([id]).get(id), { timeout: 20_000 })
      .toMatchObject({ processes: 1, listening: [port] });
    await run.spawn();
    await place.program.next();
    await expect.poll(() => place.jobs.stats([id]).get(id), { timeout: 20_000 }).toMatchObject({ processes: 2 });
    await place.jobs.stop(id, { force: true, by: 'the test' });
  });

  it('are measured at most once a second', async ({ place }) => {
    const id = await place.sh('exec sleep 1000');
    const first = place.jobs.stats([id]).get(id);
    expect(place.jobs.stats([id]).get(id)).toBe(first);
    await expect.poll(() => place.jobs.stats([id]).get(id), { timeout: 20_000 }).not.toBe(first);
  });

  it('see a job that computes', async ({ place }) => {
    const id = await place.sh('while :; do :; done');
    await expect.poll(() => place.jobs.stats([id]).get(id)?.cpu_percent, { timeout: 50_000 }).toBeGreaterThan(1);
  });
});
