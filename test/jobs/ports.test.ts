import { createServer, type AddressInfo, type Server } from 'node:net';
import { describe, expect } from 'vitest';
import type { StartError } from '../../src/jobs/startRequest.js';
import { placeTest as it, type JobWish, type Place } from './place.js';

const ARGV = (place: Place): string[] => [...place.program.command, 'on ${web}'];

function listen(host: string, port = 0): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, host, () => resolve(server));
  });
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port;
const closed = (server: Server): Promise<void> => new Promise((resolve) => server.close(() => resolve()));

/** A port with a neighbour, both free now. */
async function freePair(): Promise<number> {
  for (;;) {
    const first = await listen('127.0.0.1');
    const port = portOf(first);
    const second = port < 65_535 ? await listen('127.0.0.1', port + 1).catch(() => undefined) : undefined;
    await closed(first);
    if (second === undefined) continue;
    await closed(second);
    return port;
  }
}

const pair = (port: number) => ({ prefer: port, range: { from: port, to: port + 1 } });

async function refused(place: Place, wish: JobWish): Promise<StartError> {
  const started = await place.jobs.start(place.request(ARGV(place), wish));
  if (started.ok) throw new Error('it was started');
  return started.error;
}

describe('a port', () => {
  it('is exported, filled in, and shown; the preferred one when it is free', async ({ place }) => {
    const port = await freePair();
    const id = await place.start(ARGV(place), { ports: { web: pair(port) } });
    const run = await place.program.next();
    expect(run.words).toEqual([`on ${port}`]);
    expect(run.env.WEB).toBe(String(port));
    expect(place.details(id).ports).toEqual({ web: port });
    expect(place.details(id).command).toContain(`on ${port}`);
    await run.exit(0);
  });

  for (const host of ['127.0.0.1', '::1', '0.0.0.0', '::']) {
    it(`is another one of the range when somebody listens on ${host}`, async ({ place }) => {
      const port = await freePair();
      const foreign = await listen(host, port);
      try {
        const id = await place.start(ARGV(place), { ports: { web: pair(port) } });
        expect(place.details(id).ports).toEqual({ web: port + 1 });
      } finally {
        await closed(foreign);
      }
    });
  }

  it('is never given twice: to starts at once, to two names of a job, or before the first listens', async ({
    place,
  }) => {
    const port = await freePair();
    const wish: JobWish = { ports: { web: pair(port) }, ifRunning: 'parallel', profile: 'web' };
    const ids = await Promise.all([place.start(ARGV(place), wish), place.start(ARGV(place), wish)]);
    const given = ids.map((id) => place.details(id).ports?.web);
    expect(given.toSorted()).toEqual([port, port + 1]);
    expect(await refused(place, wish)).toEqual({
      code: 'no-free-port',
      name: 'web',
      range: { from: port, to: port + 1 },
    });
    for (const id of ids) await place.jobs.stop(id, { force: true, by: 'the test' });
    const both = await place.start(ARGV(place), { ports: { web: pair(port), api: pair(port) } });
    expect(place.details(both).ports).toEqual({ web: port, api: port + 1 });
  });

  it('is free again when its job has ended', async ({ place }) => {
    const port = await freePair();
    await place.start(ARGV(place), { ports: { web: port } });
    const run = await place.program.next();
    await run.listen(port);
    await run.exit(0);
    await place.ended('node');
    const again = await place.start(ARGV(place), { ports: { web: port } });
    expect(place.details(again).ports).toEqual({ web: port });
  });
});

describe('a fixed port', () => {
  it('that is taken refuses the start, and names the holder', async ({ place }) => {
    const foreign = await listen('127.0.0.1');
    try {
      expect(await refused(place, { ports: { web: portOf(foreign) } })).toMatchObject({
        code: 'port-in-use',
        port: portOf(foreign),
        holder: { pid: process.pid },
      });
      expect(place.program.starts()).toBe(0);
    } finally {
      await closed(foreign);
    }
  });

  it('that was given to a job names that job, before it listens and when a child of it does', async ({ place }) => {
    const port = await freePair();
    const id = await place.start(ARGV(place), { ports: { web: port } });
    expect(await refused(place, { ports: { web: port } })).toMatchObject({ code: 'port-in-use', job: id });
    const run = await place.program.next();
    await run.spawn({ session: true });
    const child = await place.program.next();
    await child.listen(port + 1);
    expect(await refused(place, { ports: { web: port + 1 } })).toMatchObject({
      code: 'port-in-use',
      job: id,
      holder: { pid: child.pid },
    });
  });

  it('does not keep a running service from being reused, also by two starts at once', async ({ place }) => {
    const port = await freePair();
    const wish: JobWish = { ports: { web: port }, profile: 'web', ifRunning: 'reuse' };
    const starts = await Promise.all([1, 2, 3].map(() => place.jobs.start(place.request(ARGV(place), wish))));
    const ids = starts.map((start) => (start.ok ? start.value.id : JSON.stringify(start.error)));
    expect(new Set(ids).size).toBe(1);
    expect(starts.filter((start) => start.ok && start.value.reused)).toHaveLength(2);
  });

  it('is given to the job that replaces its holder', async ({ place }) => {
    const port = await freePair();
    const wish: JobWish = { ports: { web: port }, profile: 'web', ifRunning: 'replace' };
    const first = await place.start(ARGV(place), wish);
    await (await place.program.next()).listen(port);
    const second = await place.start(ARGV(place), wish);
    expect(place.details(second)).toMatchObject({ status: 'running', ports: { web: port } });
    expect(place.details(first).status).toBe('killed');
  });
});
