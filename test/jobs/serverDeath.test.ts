import { chmodSync, chownSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { eventually } from '../rig/eventually.js';
import type { Run } from '../rig/fixtureProgram.js';
import { identify, isAlive, processesNaming } from '../rig/processes.js';
import { makeScratch, type Scratch } from '../rig/scratch.js';
import type { JobRecord } from '../../src/jobs/registry/jobRecord.js';
import { askForStop } from '../../src/jobs/registry/stopRequests.js';
import { buildJobs } from './buildJobs.js';
import { MARK, placeTest as it, type Place } from './place.js';
import { startServer } from './testServer.js';

let build: Scratch;
beforeAll(async () => {
  build = makeScratch();
  await buildJobs(build.path);
});
afterAll(() => build.remove());

/** Everything that was started by the test's jobs is gone, and so is who saw to that. */
function nothingLeft(place: Place): Promise<boolean> {
  return eventually(
    'all processes of the jobs to be gone',
    () => processesNaming(`${MARK}=${place.scratch.path}`).length === 0 && watchdogs(place).length === 0,
  );
}

interface RecordSeen {
  readonly id: string;
  readonly state: string;
  readonly outcome: string | undefined;
  readonly tree_gone: boolean;
}

/** The records that there are; a server that was killed can have made a folder and nothing in it. */
function records(place: Place): RecordSeen[] {
  const folder = join(place.stateFolder, 'jobs');
  return (existsSync(folder) ? readdirSync(folder) : []).flatMap((id) => {
    const file = join(folder, id, 'job.json');
    if (!existsSync(file)) return [];
    const { progress } = JSON.parse(readFileSync(file, 'utf8')) as JobRecord;
    return [{ id, state: progress.state, outcome: progress.cause?.outcome, tree_gone: progress.isTreeGone }];
  });
}

/** The shells that wait for a server to die, and what they become then. */
function watchdogs(place: Place): readonly number[] {
  return readdirSync('/proc').flatMap((pid) => {
    if (!/^\d+$/.test(pid)) return [];
    try {
      const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
      return words.includes(join(place.stateFolder, 'jobs')) ? [Number(pid)] : [];
    } catch {
      return [];
    }
  });
}

describe('when the server is killed', () => {
  it('its jobs are stopped in order, with everything they started, and the records say so', async ({ place }) => {
    const server = await startServer(build.path, place);
    await server.order({ start: place.program.command, grace: 3_600_000 });
    const run = await place.program.next();
    await run.handle('SIGTERM');
    await run.spawn({ session: true });
    const child = await place.program.next();
    await server.kill();
    await run.signalled('SIGTERM');
    await run.exit(0);
    await child.gone();
    await nothingLeft(place);
    await eventually('the record', () => records(place).every((record) => record.tree_gone));
    expect(records(place)).toMatchObject([{ state: 'exited', outcome: 'lost' }]);
  });

  it('what will not go is killed, and what ended jobs left behind too', async ({ place }) => {
    const server = await startServer(build.path, place);
    await server.order({ start: place.program.command, times: 2, grace: 50 });
    const [first, second] = [await place.program.next(), await place.program.next()];
    await first.handle('SIGTERM');
    await second.spawn({ session: true });
    const orphan = await place.program.next();
    await orphan.handle('SIGTERM');
    await second.exit(0);
    await eventually('the end to be noted', () => records(place).some((record) => record.state === 'exited'));
    await server.kill();
    await Promise.all([first.gone(), orphan.gone()]);
    await nothingLeft(place);
  });

  it(
    'nothing is left when it was killed in the middle of starting jobs (30 times)',
    { timeout: 300_000 },
    async ({ place }) => {
      for (let trial = 0; trial < 30; trial++) {
        const server = await startServer(build.path, place);
        await server.order({ forever: ['/bin/sh', '-c', 'sleep 1000 & sleep 1000'] });
        // Any moment will do, and each trial takes another one.
        await new Promise((resolve) => setTimeout(resolve, (trial * 37) % 120));
        await server.kill();
        await nothingLeft(place);
      }
      // A process that was being forked at the time would have come up by now.
      await nothingLeft(place);
      // One that was killed before there was a watchdog leaves a record that the next server puts right.
      await place.ended(await place.sh('exit 0'));
      expect(records(place).filter((record) => record.state !== 'exited')).toEqual([]);
    },
  );

  it.runIf(process.getuid?.() === 0)('all that holds for a server without privileges', async ({ place }) => {
    const uid = 65_534;
    for (const path of [place.scratch.path, build.path]) chmodSync(path, 0o755);
    chownSync(place.scratch.path, uid, uid);
    chmodSync(join(place.scratch.path, 's'), 0o777);
    const server = await startServer(build.path, place, uid);
    await server.order({ start: place.program.command, grace: 50 });
    const run = await place.program.next();
    await run.handle('SIGTERM');
    await run.spawn({ session: true });
    const child = await place.program.next();
    await server.kill();
    await Promise.all([run.gone(), child.gone()]);
    await nothingLeft(place);
  });

  it('its watchdog is started again when that dies first', async ({ place }) => {
    const server = await startServer(build.path, place);
    expect(watchdogs(place)).toEqual([]);
    await server.order({ start: place.program.command });
    const run = await place.program.next();
    const [watchdog] = watchdogs(place);
    if (watchdog === undefined) throw new Error('there is no watchdog');
    const identity = identify(watchdog);
    process.kill(watchdog, 'SIGKILL');
    await eventually('another watchdog', () => watchdogs(place).some((pid) => pid !== watchdog));
    expect(identity !== undefined && isAlive(identity)).toBe(false);
    await server.kill();
    await run.gone();
    await nothingLeft(place);
  });

  it('together with its watchdog, the next server cleans up before its first job', async ({ place }) => {
    const server = await startServer(build.path, place);
    await server.order({ start: place.program.command });
    const run = await place.program.next();
    const [watchdog] = watchdogs(place);
    if (watchdog === undefined) throw new Error('there is no watchdog');
    // Stopped, so that neither can act on the death of the other.
    server.child.kill('SIGSTOP');
    process.kill(watchdog, 'SIGKILL');
    await server.kill();
    expect(identify(run.pid)).toBeDefined();
    const id = await place.sh('exit 0');
    await run.gone();
    expect((await place.ended(id)).status).toBe('completed');
    expect(records(place).find((record) => record.id !== id)).toMatchObject({
      state: 'exited',
      outcome: 'lost',
      tree_gone: true,
    });
  });
});

/** Starts jobs that act on no SIGTERM and have an hour for it, and kills their server, with its watchdog where that is said. */
async function deafJobs(
  place: Place,
  times: number,
  isWatchdogKilled: boolean,
): Promise<{ ids: string[]; runs: Run[] }> {
  const server = await startServer(build.path, place);
  const started = await server.order({ start: place.program.command, times, grace: 3_600_000 });
  const ids = (started as { value: { id: string } }[]).map(({ value }) => value.id);
  const runs: Run[] = [];
  for (let count = 0; count < times; count++) runs.push(await place.program.next());
  for (const run of runs) await run.handle('SIGTERM');
  server.child.kill('SIGSTOP');
  if (isWatchdogKilled) for (const pid of watchdogs(place)) process.kill(pid, 'SIGKILL');
  await server.kill();
  return { ids, runs };
}

describe('what a server that was killed has left', () => {
  const order = { by: 'the test', force: true };
  const stopped = {
    ok: true,
    value: {
      alreadyEnded: false,
      survivors: [],
      job: { status: 'killed', outcome: 'stopped', stopped_by: 'the test' },
    },
  };

  it('is stopped with force without its grace, as a stop, and before anything else is cleaned up', async ({
    place,
  }) => {
    const { ids, runs } = await deafJobs(place, 2, true);
    // The first call of this server, as of the command line: the other job has an hour.
    expect(await place.jobs.stop(ids[0] ?? '', order)).toMatchObject(stopped);
    const ended = await eventually('one of them to be gone', () => {
      const state = records(place).find(({ id }) => id === ids[0]);
      return state?.state === 'exited' ? state : undefined;
    });
    expect(ended).toMatchObject({ outcome: 'stopped', tree_gone: true });
    expect(runs.filter(({ process: one }) => isAlive(one))).toHaveLength(1);
    // And while it is cleaned up.
    const opening = place.jobs.open();
    const other = await eventually('the other to be asked to end', () => runs.find(({ process: one }) => isAlive(one)));
    await other.signalled('SIGTERM');
    expect(await place.jobs.stop(ids[1] ?? '', order)).toMatchObject(stopped);
    await opening;
    await nothingLeft(place);
  });

  it('is stopped with force while its watchdog gives it its grace', async ({ place }) => {
    const { ids, runs } = await deafJobs(place, 1, false);
    await runs[0]?.signalled('SIGTERM');
    expect(await place.jobs.stop(ids[0] ?? '', order)).toMatchObject(stopped);
    await nothingLeft(place);
    expect(records(place)).toMatchObject([{ state: 'exited', outcome: 'stopped', tree_gone: true }]);
  });

  it('is brought down though who is at it is ended too', async ({ place }) => {
    const { ids, runs } = await deafJobs(place, 1, false);
    for (const signal of ['SIGHUP', 'SIGTERM', 'SIGINT', 'SIGKILL'] as const) {
      await runs[0]?.signalled('SIGTERM');
      const reaper = await eventually('a reaper', () =>
        watchdogs(place).find((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').startsWith(process.execPath)),
      );
      const identity = identify(reaper);
      process.kill(reaper, signal);
      if (signal !== 'SIGKILL') continue;
      await eventually('it to be gone', () => identity !== undefined && !isAlive(identity));
    }
    // Nobody but the next one acts on that.
    askForStop(place.stateFolder, { job: ids[0] ?? '', ...order, hadEnded: false });
    await nothingLeft(place);
    expect(records(place)).toMatchObject([{ state: 'exited', outcome: 'stopped', tree_gone: true }]);
  });

  it('is stopped with force though that cannot be filed, as on a full disk', async ({ place }) => {
    const { ids } = await deafJobs(place, 1, true);
    writeFileSync(join(place.stateFolder, 'requests'), '');
    expect(await place.jobs.stop(ids[0] ?? '', order)).toMatchObject(stopped);
    expect(records(place)).toMatchObject([{ state: 'exited', outcome: 'stopped', tree_gone: true }]);
    await nothingLeft(place);
  });

  it('holds up no stop of a job whose server lives', async ({ place }) => {
    const other = await startServer(build.path, place);
    await other.order({ start: place.program.command, name: 'other' });
    await place.program.next();
    const { ids } = await deafJobs(place, 1, true);
    expect(await place.jobs.stop('other', order)).toMatchObject(stopped);
    expect(await place.jobs.stop(ids[0] ?? '', order)).toMatchObject(stopped);
    await other.order({ close: true });
    await other.ended;
  });

  it('is brought down though its record is gone or broken, of a persistent job too', async ({ place }) => {
    const server = await startServer(build.path, place);
    await server.order({ start: place.program.command });
    await server.order({ start: place.program.command, lifetime: 'persistent' });
    const runs = [await place.program.next(), await place.program.next()];
    const [first = '', second = ''] = records(place).map(({ id }) => join(place.stateFolder, 'jobs', id, 'job.json'));
    rmSync(first);
    writeFileSync(second, '{');
    expect(place.jobs.list({ status: undefined, profile: undefined, tag: undefined })).toEqual([]);
    expect([...place.jobs.warnings()].sort()).toEqual([`${first} is gone`, `${second} cannot be read`].sort());
    await server.kill();
    await Promise.all(runs.map((run) => run.gone()));
    await nothingLeft(place);
    await place.jobs.open();
    expect(place.jobs.warnings()).toHaveLength(2);
    expect(readdirSync(join(place.stateFolder, 'quarantine'))).toHaveLength(2);
  });

  it.for([false, true])(
    'of a persistent job is brought down where its stop was under way (taken over: %s)',
    async (isTakenOver, { place }) => {
      let server = await startServer(build.path, place);
      await server.order({ start: place.program.command, lifetime: 'persistent', grace: 2_000 });
      const run = await place.program.next();
      await run.handle('SIGTERM');
      const { id = '' } = records(place)[0] ?? {};
      if (isTakenOver) {
        await server.kill();
        server = await startServer(build.path, place);
        await server.order({ open: true });
      }
      void server.order({ stop: id }).catch(() => undefined);
      await run.signalled('SIGTERM');
      await server.kill();
      await run.gone();
      await nothingLeft(place);
      expect(records(place)).toMatchObject([{ state: 'exited', outcome: 'stopped', tree_gone: true }]);
      expect(place.details(id)).toMatchObject({ status: 'killed', stopped_by: 'the test' });
    },
  );
});

describe('when the server goes in order', () => {
  it('the watchdog goes with it, and nothing keeps the process alive', async ({ place }) => {
    const server = await startServer(build.path, place);
    await server.order({ start: place.program.command });
    const run = await place.program.next();
    expect(await server.order({ close: true })).toEqual([]);
    expect(await server.ended).toBe(0);
    await run.gone();
    expect(watchdogs(place)).toEqual([]);
    expect(records(place)).toMatchObject([{ outcome: 'server-shutdown', tree_gone: true }]);
  });

  it('without a job there never was one', async ({ place }) => {
    const server = await startServer(build.path, place);
    expect(await server.order({ close: true })).toEqual([]);
    expect(await server.ended).toBe(0);
    expect(existsSync(place.stateFolder)).toBe(false);
  });
});
