import { describe, expect, it } from 'vitest';
import { createHttpSessions } from '../../src/mcp/http/sessions.js';
import { CLIENTS, type ClientKind } from '../mcp/connect.js';
import { createFakeHost, profile, service, type FakeHost } from '../mcp/fakeHost.js';
import { endpoint, httpClient, type HttpClient } from './endpoint.js';

/** Resolves when the host was asked to stop this job. */
function stopOf(host: FakeHost, id: string): Promise<string> {
  return new Promise((resolve) => {
    host.jobs.onStop((ref, by) => {
      if (ref === id) resolve(by);
    });
  });
}

async function start(client: HttpClient, name: string): Promise<string> {
  const { job } = (await client.call('start_profile', { profile: name, wait_ms: 0 })) as { job: { id: string } };
  return job.id;
}

const GONE = 'server (its client is gone)';

/** Two clients that are not each other's, whatever the era needs for that. */
async function pair(kind: ClientKind, url: string): Promise<[HttpClient, HttpClient]> {
  return [await httpClient(kind, url, { session: 'one' }), await httpClient(kind, url, { session: 'two' })];
}

describe.each(CLIENTS)('the jobs of a client, %s', (kind) => {
  it('end with it, and those of another go on', async () => {
    const host = createFakeHost({ profiles: [profile('a'), profile('b')] });
    const { url } = await endpoint(host, { lingerMs: 0, idleMs: 400 });
    const [one, two] = await pair(kind, url);
    const first = await start(one, 'a');
    await start(two, 'b');
    // A client that listens is there, however long it says nothing.
    await two.subscribe('bgjobs://policy', () => undefined);
    const stopped = stopOf(host, first);
    await one.close();
    expect(await stopped).toBe(GONE);
    expect(await two.call('list_jobs', { status: ['running'] })).toMatchObject({ jobs: [{ name: 'b' }] });
    await two.close();
  });

  it('go on while another client has been given the same job', async () => {
    const host = createFakeHost({ profiles: [service('web'), profile('own')] });
    const { url } = await endpoint(host, { lingerMs: 0, idleMs: 400 });
    const [one, two] = await pair(kind, url);
    const web = await start(one, 'web');
    expect(await two.call('start_profile', { profile: 'web', wait_ms: 0 })).toMatchObject({ reused: true });
    await two.subscribe('bgjobs://policy', () => undefined);
    const own = await start(one, 'own');
    const ownStopped = stopOf(host, own);
    await one.close();
    await ownStopped;
    expect(host.jobs.stops.map(({ ref }) => ref)).toEqual([own]);
    const webStopped = stopOf(host, web);
    await two.close();
    expect(await webStopped).toBe(GONE);
  });

  it('that are persistent stay', async () => {
    const host = createFakeHost({ profiles: [profile('stay', { lifetime: 'persistent' }), profile('go')] });
    const { url } = await endpoint(host, { lingerMs: 0, idleMs: 400 });
    const client = await httpClient(kind, url);
    await start(client, 'stay');
    const stopped = stopOf(host, await start(client, 'go'));
    await client.close();
    await stopped;
    expect(host.jobs.stops.map(({ ref }) => ref)).toEqual(['go-0002']);
  });
});

describe.each(CLIENTS)('a client that vanishes without a word, %s', (kind) => {
  it('takes its jobs with it when its stream is gone', async () => {
    const host = createFakeHost({ profiles: [profile('a')] });
    const { url } = await endpoint(host, { lingerMs: 0, idleMs: 3_600_000 });
    const client = await httpClient(kind, url);
    const id = await start(client, 'a');
    // The stream is there when the first news came over it.
    await new Promise<void>((resolve) => {
      void client.subscribe('bgjobs://policy', () => resolve()).then(() => host.reload({ allow: ['make *'] }));
    });
    const stopped = stopOf(host, id);
    await client.vanish();
    expect(await stopped).toBe(GONE);
  });
});

describe('sessions', () => {
  it('last as long as a request, and then their time', async () => {
    const host = createFakeHost();
    const sessions = createHttpSessions(host, { lingerMs: 0, idleMs: 60_000 });
    const ended: string[] = [];
    const over = new Promise<void>((resolve) => {
      sessions.onEnd((name) => {
        ended.push(name);
        resolve();
      });
    });
    const session = sessions.get('a');
    expect(sessions.get('a')).toBe(session);
    const [stream, call] = [sessions.enter('a', true), sessions.enter('a', false)];
    stream();
    stream();
    expect(sessions.names()).toEqual(['a']);
    call();
    await over;
    expect(ended).toEqual(['a']);
    expect(sessions.names()).toEqual([]);
    // A request of a session that has ended harms nothing.
    sessions.enter('a', false)();
    expect(sessions.get('a')).not.toBe(session);
    sessions.close();
  });

  it('are not without number', () => {
    const sessions = createHttpSessions(createFakeHost(), { lingerMs: 0, idleMs: 60_000 });
    const made = Array.from({ length: 1_001 }, (_, index) => sessions.get(String(index)));
    expect(made.filter((session) => session === undefined)).toHaveLength(1);
    sessions.close();
  });
});
