import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import type { StartError } from '../../src/jobs/startRequest.js';
import { placeTest as it, type JobWish, type Place } from './place.js';

/** Starts an obeying program; its run comes from `place.program.next()`. */
const obey = (place: Place, wish: JobWish): Promise<string> => place.start(place.program.command, wish);

async function refused(place: Place, wish: JobWish): Promise<StartError> {
  const started = await place.jobs.start(place.request(place.program.command, wish));
  if (started.ok) throw new Error('it was started');
  return started.error;
}

describe('names', () => {
  it('are unique among running jobs, free again after, and numbered where none was given', async ({ place }) => {
    const first = await obey(place, { name: 'db' });
    const run = await place.program.next();
    expect(await refused(place, { name: 'db' })).toMatchObject({
      code: 'name-taken',
      name: 'db',
      holder: { id: first },
    });
    expect(await refused(place, { name: 'a b' })).toEqual({ code: 'bad-name', name: 'a b' });
    expect(await refused(place, { name: first })).toMatchObject({ code: 'name-taken' });
    const [one, two] = [await obey(place, {}), await obey(place, {})];
    expect([one, two].map((id) => place.details(id).name)).toEqual(['node', 'node-2']);
    await run.exit(0);
    await place.ended(first);
    const second = await obey(place, { name: 'db' });
    expect(second).not.toBe(first);
    // A name means the running one, an id always the same.
    expect(place.details('db').id).toBe(second);
    await place.jobs.stop('db', { force: true, by: 'the test' });
    expect(place.details('db').id).toBe(second);
    expect(place.details(first).status).toBe('completed');
  });

  it('are suggested when there is no such job', async ({ place }) => {
    const id = await obey(place, { name: 'server' });
    const answer = place.jobs.view('sevrer');
    expect(answer).toEqual({ ok: false, error: { code: 'unknown-job', ref: 'sevrer', known: [id] } });
  });
});

describe('if_running', () => {
  it('reject: the running one is named', async ({ place }) => {
    const id = await obey(place, { profile: 'test', ifRunning: 'reject' });
    const error = await refused(place, { profile: 'test', ifRunning: 'reject' });
    expect(error).toMatchObject({ code: 'already-running', name: 'test', holder: { id } });
    expect(await refused(place, { profile: 'test', ifRunning: 'reject', name: 'other' })).toMatchObject({
      code: 'already-running',
    });
  });

  it('reuse: the same thing is given back, another is not', async ({ place }) => {
    const wish = { profile: 'web', ifRunning: 'reuse', params: { port: '1' } } as const;
    const id = await obey(place, wish);
    const again = await place.jobs.start(place.request(place.program.command, wish));
    expect(again).toEqual({ ok: true, value: { id, reused: true } });
    expect(await refused(place, { ...wish, params: { port: '2' } })).toMatchObject({
      code: 'already-running',
      why: 'it runs with other parameters (`port`)',
    });
    expect(await refused(place, { ...wish, digest: 'd2' })).toMatchObject({
      code: 'already-running',
      why: 'the profile changed since it was started',
    });
    expect(place.program.starts()).toBeLessThanOrEqual(1);
  });

  it('reuse: two starts at once make one job', async ({ place }) => {
    const request = place.request(place.program.command, { profile: 'web', ifRunning: 'reuse' });
    const [one, two] = await Promise.all([place.jobs.start(request), place.jobs.start(request)]);
    if (!one.ok || !two.ok) throw new Error('not started');
    expect(one.value.id).toBe(two.value.id);
    expect([one.value.reused, two.value.reused].sort()).toEqual([false, true]);
  });

  it('reuse: a job that is being stopped is waited for and not reused', async ({ place }) => {
    const request = place.request(place.program.command, { profile: 'web', ifRunning: 'reuse' });
    const first = await place.jobs.start(request);
    if (!first.ok) throw new Error('not started');
    const run = await place.program.next();
    await run.handle('SIGTERM');
    const stopped = place.jobs.stop('web', { force: false, by: 'the test' });
    await run.signalled('SIGTERM');
    const second = place.jobs.start(request);
    await run.exit(0);
    await stopped;
    const started = await second;
    if (!started.ok) throw new Error('not started');
    expect(started.value).toMatchObject({ reused: false });
    expect(started.value.id).not.toBe(first.value.id);
  });

  it('replace: the old one is gone before the new one starts', async ({ place }) => {
    const wish = { profile: 'web', ifRunning: 'replace' } as const;
    const first = await obey(place, wish);
    const run = await place.program.next();
    const second = await obey(place, wish);
    await run.gone();
    expect(place.details(first)).toMatchObject({ status: 'killed', outcome: 'stopped', reason: 'it was replaced' });
    expect(place.details(second)).toMatchObject({ name: 'web', status: 'running' });
  });

  it('parallel: each gets a name of its own', async ({ place }) => {
    const wish = { profile: 'web', ifRunning: 'parallel' } as const;
    const ids = [await obey(place, wish), await obey(place, wish), await obey(place, { ...wish, name: 'mine' })];
    expect(ids.map((id) => place.details(id).name)).toEqual(['web', 'web-2', 'mine']);
    expect(await refused(place, { ...wish, name: 'mine' })).toMatchObject({ code: 'name-taken' });
  });
});

describe('limits', () => {
  it('refuse one job too many, with the list of those that run, also when they are asked for at once', async ({
    place,
  }) => {
    place.jobs.setLimits({ maxJobs: 2, keepFinished: 10, keepFinishedForMs: 1_000 });
    const requests = [1, 2, 3, 4].map(() => place.jobs.start(place.request(place.program.command)));
    const results = await Promise.all(requests);
    expect(results.filter((result) => result.ok)).toHaveLength(2);
    const error = await refused(place, {});
    expect(error).toMatchObject({ code: 'too-many-jobs', limit: 2, running: [{ name: 'node' }, { name: 'node-2' }] });
    await place.jobs.stop('node', { force: true, by: 'the test' });
    await obey(place, {});
  });
});

describe('a job that is to make room for another', () => {
  const wish = { profile: 'web', ifRunning: 'replace' } as const;

  it('runs on where the other one would be refused, as when fewer may run by now', async ({ place }) => {
    const [web, other] = [await obey(place, wish), await obey(place, {})];
    place.jobs.setLimits({ maxJobs: 1, keepFinished: 10, keepFinishedForMs: 1_000 });
    const request = place.request(place.program.command, wish);
    const tooMany = { code: 'too-many-jobs', limit: 1 };
    expect(await refused(place, wish)).toMatchObject(tooMany);
    expect(await place.jobs.checkStartInPlaceOf(web, request)).toMatchObject({ ok: false, error: tooMany });
    expect(place.details(web).status).toBe('running');
    // It counts for itself alone.
    await place.jobs.stop(other, { force: true, by: 'the test' });
    expect(await place.jobs.checkStartInPlaceOf(web, request)).toMatchObject({ ok: true });
    const next = await obey(place, wish);
    expect(place.details(web)).toMatchObject({ status: 'killed', reason: 'it was replaced' });
    expect(place.details(next).status).toBe('running');
  });

  it('runs on where another program has the port of the other one, and not where it has that itself', async ({
    place,
  }) => {
    const web = await obey(place, wish);
    const run = await place.program.next();
    const foreign = createServer().listen(0, '127.0.0.1');
    await once(foreign, 'listening');
    const { port } = foreign.address() as AddressInfo;
    const target = { kind: 'tcp', port, host: '127.0.0.1', owner: 'job' } as const;
    const times = { timeoutMs: 60_000, intervalMs: 50, attemptTimeoutMs: 1_000, successes: 1 };
    expect(await refused(place, { ...wish, ready: [{ target, ...times }] })).toMatchObject({
      code: 'port-in-use',
      port,
    });
    expect(await refused(place, { ...wish, ports: { http: port } })).toMatchObject({ code: 'port-in-use', port });
    expect(place.details(web).status).toBe('running');
    foreign.close();
    await once(foreign, 'close');
    await run.listen(port);
    const next = await obey(place, { ...wish, ready: [{ target, ...times }] });
    expect([web, next].map((id) => place.details(id).status)).toEqual(['killed', 'running']);
  });

  it('runs on where the folder of the other one is gone', async ({ place }) => {
    const web = await obey(place, wish);
    const cwd = join(place.scratch.path, 'gone');
    expect(await refused(place, { ...wish, facts: { cwd } })).toEqual({ code: 'cwd-missing', cwd });
    expect(place.details(web).status).toBe('running');
  });
});

describe('stale', () => {
  it('marks running jobs whose profile changed or went, and takes it back', async ({ place }) => {
    const id = await obey(place, { profile: 'web', digest: 'd1' });
    place.jobs.profilesChanged(new Map([['web', 'd2']]));
    expect(place.details(id).stale).toBe(true);
    place.jobs.profilesChanged(new Map([['web', 'd1']]));
    expect(place.details(id)).not.toHaveProperty('stale');
    place.jobs.profilesChanged(new Map());
    expect(place.details(id).stale).toBe(true);
  });
});

describe('onChange', () => {
  it('names jobs that changed, once a turn at most', async ({ place }) => {
    const seen: (readonly string[])[] = [];
    const forget = place.jobs.onChange((ids) => seen.push(ids));
    const id = await place.sh('exit 0');
    await place.ended(id);
    await new Promise(setImmediate);
    expect(new Set(seen.flat())).toEqual(new Set([id]));
    expect(seen.every((ids) => ids.length === 1)).toBe(true);
    forget();
    const before = seen.length;
    await place.ended(await place.sh('exit 0'));
    await new Promise(setImmediate);
    expect(seen.length).toBe(before);
  });
});
