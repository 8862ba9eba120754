import { existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { createJobs } from '../../../src/jobs/createJobs.js';
import { folderAt, type JobFolder } from '../../../src/jobs/jobFolder.js';
import type { WaitRequest } from '../../../src/jobs/jobs.js';
import { readLaunch } from '../../../src/jobs/launchFile.js';
import type { JobRecord } from '../../../src/jobs/registry/jobRecord.js';
import { askForStop } from '../../../src/jobs/registry/stopRequests.js';
import { readRecord, writeRecord } from '../../../src/jobs/registry/recordFile.js';
import { makeFifo } from '../../../src/jobs/spawn.js';
import { eventually } from '../../rig/eventually.js';
import type { Run } from '../../rig/fixtureProgram.js';
import { identify } from '../../rig/processes.js';
import { makeScratch, type Scratch } from '../../rig/scratch.js';
import { buildJobs } from '../buildJobs.js';
import { placeTest as it, type Place } from '../place.js';
import type { JobServer } from '../jobServer.js';
import { startServer } from '../testServer.js';
import { withProfile } from './withProfile.js';

let build: Scratch;
beforeAll(async () => {
  build = makeScratch();
  await buildJobs(build.path);
});
afterAll(() => build.remove());

/** A server that started one persistent job, a program that obeys. */
async function first(place: Place, order: object = {}) {
  const server = await startServer(build.path, place);
  const started = await server.order({ start: place.program.command, lifetime: 'persistent', grace: 5_000, ...order });
  const [{ value }] = started as [{ value: { id: string } }];
  return { server, id: value.id, run: await place.program.next() };
}

/** Both ways in which a server ends. */
const ENDS: readonly [string, (server: JobServer) => Promise<unknown>][] = [
  ['was killed', (server) => server.kill()],
  [
    'went in order',
    async (server) => {
      expect(await server.order({ close: true })).toEqual([]);
      await server.ended;
    },
  ],
];

describe.each(ENDS)('a persistent job whose server %s', (_, endServer) => {
  it('runs on, and is taken over with its output, its input and its exit code', async ({ place }) => {
    const { server, id, run } = await first(place);
    await run.say('before\n');
    await endServer(server);
    await run.say('between\n');
    await place.jobs.open();
    expect(place.details(id)).toMatchObject({ status: 'running', lifetime: 'persistent', stdin: 'open' });
    expect(place.details(id)).not.toHaveProperty('server_pid');
    await run.say('after\n');
    const over = place.ended(id);
    await run.exit(7);
    expect(await over).toMatchObject({
      status: 'failed',
      exit_code: 7,
      outcome: 'exit-code',
      duration_ms: expect.any(Number) as number,
    });
    expect((await place.tail(id)).text).toBe('before\nbetween\nafter\n');
  });

  it('is known to have ended meanwhile, and how', async ({ place }) => {
    const { server, id, run } = await first(place);
    await endServer(server);
    await run.exit(0);
    await run.gone();
    const seen = await place.ended(id);
    expect(seen).toMatchObject({ status: 'completed', exit_code: 0 });
    await place.jobs.open();
    // It never runs again on the way.
    const { status, exit_code, ended_at } = seen;
    expect(place.details(id)).toMatchObject({ status, exit_code, ended_at });
  });

  it('is stopped with its whole tree by the next server', async ({ place }) => {
    const { server, id, run } = await first(place);
    await run.spawn({ session: true });
    const child = await place.program.next();
    await endServer(server);
    await place.jobs.open();
    const stopped = await place.jobs.stop(id, { by: 'the test', force: false });
    await Promise.all([run.gone(), child.gone()]);
    expect(stopped).toMatchObject({
      ok: true,
      value: { survivors: [], job: { status: 'killed', stopped_by: 'the test' } },
    });
  });
});

describe('a persistent job', () => {
  it('is stopped by a server that was there when its own was killed, and that is written down', async ({ place }) => {
    await place.jobs.open();
    const { server, id, run } = await first(place);
    expect(place.details(id).server_pid).toBe(server.child.pid);
    await server.kill();
    const stopped = await place.jobs.stop(id, { by: 'the test', force: false });
    await run.gone();
    const facts = { status: 'killed', outcome: 'stopped', stopped_by: 'the test' };
    expect(stopped).toMatchObject({ ok: true, value: { survivors: [], job: facts } });
    const later = await startServer(build.path, place);
    await later.order({ open: true });
    expect(place.details(id)).toMatchObject(facts);
    await ENDS[1]?.[1](later);
  });

  it('is gone on with by a server that was there when its own was killed: its timeout', async ({ place }) => {
    await place.jobs.open();
    const { server, id, run } = await first(place, { timeout: 3_000 });
    await server.kill();
    expect(place.details(id)).toMatchObject({ status: 'running' });
    expect(place.details(id)).not.toHaveProperty('server_pid');
    expect(await place.ended(id)).toMatchObject({ status: 'timed_out', outcome: 'timeout' });
    await run.gone();
  });

  it('is gone on with by a server that was there when its own was killed: its input', async ({ place }) => {
    await place.jobs.open();
    const { server, id, run } = await first(place);
    await run.read();
    await server.kill();
    // No call has seen yet that its server is gone.
    expect(await place.jobs.sendInput(id, { text: 'hello\n', end: false, waitMs: 0 })).toMatchObject({ ok: true });
    expect(await run.heard('hello\n')).toBe('hello\n');
    await run.exit(3);
    expect(await place.ended(id)).toMatchObject({ status: 'failed', exit_code: 3 });
  });

  it('is gone on with by one of two servers that were there', async ({ place }) => {
    const [one, two] = [await startServer(build.path, place), await startServer(build.path, place)];
    await Promise.all([one.order({ open: true }), two.order({ open: true })]);
    const { server, id, run } = await first(place);
    await server.kill();
    const ends = [one, two].map((each) => each.order({ wait: id }));
    await eventually('a server to take it over', () =>
      [one, two].some(({ child }) => child.pid === place.details(id).server_pid),
    );
    await run.exit(4);
    const facts = { status: 'failed', outcome: 'exit-code', exit_code: 4 };
    expect(await Promise.all(ends)).toMatchObject([facts, facts]);
    for (const each of [one, two]) await ENDS[1]?.[1](each);
  });

  it('reads what another server writes than the one that started it, and the end of it', async ({ place }) => {
    const server = await startServer(build.path, place);
    await server.order({ start: ['/bin/sh', '-c', 'echo ready; exec cat'], lifetime: 'persistent', name: 'cat' });
    await place.shown(place.details('cat').id, 'ready');
    await server.kill();
    await place.jobs.open();
    const sent = await place.jobs.sendInput('cat', { text: 'hello\n', end: false, waitMs: 10_000 });
    expect(sent).toMatchObject({ ok: true, value: { written: 6, output: { text: 'hello\n' } } });
    expect(await place.jobs.sendInput('cat', { text: 'bye\n', end: true, waitMs: 0 })).toMatchObject({ ok: true });
    expect(await place.ended('cat')).toMatchObject({ status: 'completed', exit_code: 0 });
    expect((await place.tail('cat')).text).toBe('ready\nhello\nbye\n');
  });

  it('has its timeout counted from its start, whoever counts', async ({ place }) => {
    const { server, id, run } = await first(place, { timeout: 1_500 });
    await server.kill();
    await place.jobs.open();
    expect(await place.ended(id)).toMatchObject({ status: 'timed_out', outcome: 'timeout' });
    await run.gone();
  });

  it('has its time to become ready counted from its start, whoever counts', async ({ place }) => {
    const never = { kind: 'file', path: join(place.scratch.path, 'never') };
    const probe = { target: never, timeoutMs: 600_000, intervalMs: 50, attemptTimeoutMs: 1_000, successes: 1 };
    const { server, id, run } = await first(place, { ready: [probe] });
    await server.kill();
    const folder = folderAt(join(place.stateFolder, 'jobs', id));
    const record = readRecord(folder) as JobRecord & { readonly attempt: NonNullable<JobRecord['attempt']> };
    const startedMono = record.attempt.startedMono - 600_000;
    writeRecord(folder, { ...record, attempt: { ...record.attempt, startedMono } });
    await place.jobs.open();
    expect(await place.wait(id, { kind: 'ready' })).toMatchObject({ returned: 'not-ready' });
    expect(place.details(id)).toMatchObject({ status: 'running', readiness: 'failed' });
    await place.jobs.stop(id, { by: 'the test', force: false });
    await run.gone();
  });

  it('that was being ended since it was not healthy is started again, whoever sees its end', async ({ place }) => {
    const target = { kind: 'file', path: join(place.scratch.path, 'never') };
    const health = { target, intervalMs: 1_000, attemptTimeoutMs: 1_000, failures: 1, onFailure: 'restart' };
    const server = await startServer(build.path, place);
    const command = ['/bin/sh', '-c', 'trap "echo asked; sleep 1; exit 0" TERM; echo up; while :; do sleep 0.1; done'];
    const started = await server.order({ start: command, grace: 60_000, health, ...RESTARTED });
    const [{ value }] = started as [{ value: { id: string } }];
    await place.shown(value.id, 'asked');
    await server.kill();
    const wish = { ...RESTARTED, profile: 'web' } as const;
    const next = withProfile(place, place.request(place.program.command, wish));
    await next.open();
    const again = await place.program.next();
    expect(next.details(value.id)).toMatchObject({
      value: { restart_reason: expect.stringContaining('health check') as string },
    });
    await next.stop(value.id, { by: 'the test', force: false });
    await again.gone();
    await next.close('the test');
  });

  it('is shown with the pid of its program, which a signal reaches', async ({ place }) => {
    const { server, id, run } = await first(place);
    expect(place.details(id).pid).toBe(run.pid);
    process.kill(run.pid, 'SIGTERM');
    expect(await place.ended(id)).toMatchObject({ status: 'failed', exit_code: 143, pid: run.pid });
    await ENDS[1]?.[1](server);
  });

  it('gets SIGINT, since it is in the foreground of its launcher', async ({ place }) => {
    const { server, id, run } = await first(place);
    await run.handle('SIGINT');
    process.kill(-launcherOf(place, id), 'SIGINT');
    await run.signalled('SIGINT');
    await run.exit(0);
    await place.ended(id);
    await ENDS[1]?.[1](server);
  });

  it('says that an exit code may be a signal, which its launcher cannot tell apart', async ({ place }) => {
    const server = await startServer(build.path, place);
    await server.order({ start: ['/bin/sh', '-c', 'kill -9 $$'], lifetime: 'persistent', name: 'killed' });
    const details = await place.ended('killed');
    expect(details).toMatchObject({
      status: 'failed',
      exit_code: 137,
      reason: 'it exited with code 137, or was ended by SIGKILL',
    });
    expect((await place.tail('killed')).text).toBe('');
    await ENDS[1]?.[1](server);
  });

  it('that cannot be executed says so', async ({ place }) => {
    const id = await place.start(['/bin/sh', '-c', ':'], { lifetime: 'persistent', facts: { program: '/etc/passwd' } });
    expect(await place.ended(id)).toMatchObject({ status: 'failed', outcome: 'spawn-error' });
  });

  it('whose launcher alone was killed runs on, and is lost when its program ends, whoever sees that', async ({
    place,
  }) => {
    const { server, id, run } = await first(place);
    process.kill(launcherOf(place, id), 'SIGKILL');
    await run.read();
    await run.say('still there\n');
    await place.shown(id, 'still there');
    expect(place.details(id)).toMatchObject({ status: 'running', pid: run.pid });
    await server.kill();
    // By nobody's server, and by the next one.
    expect(place.details(id).status).toBe('running');
    await place.jobs.open();
    expect(place.details(id)).toMatchObject({ status: 'running', pid: run.pid, stdin: 'open' });
    expect(await place.jobs.sendInput(id, { text: 'hello\n', end: false, waitMs: 0 })).toMatchObject({ ok: true });
    expect(await run.heard('hello\n')).toBe('hello\n');
    await run.exit(0);
    const reason = 'its launcher is gone, so how it ended is not known';
    const details = await place.ended(id);
    expect(details).toMatchObject({ status: 'failed', outcome: 'lost', reason });
    expect(details).not.toHaveProperty('survivors');
  });

  it('whose launcher alone was killed is lost for its own server too when its program ends', async ({ place }) => {
    const id = await place.start(place.program.command, { lifetime: 'persistent' });
    const run = await place.program.next();
    process.kill(launcherOf(place, id), 'SIGKILL');
    await eventually('the launcher to be gone', () => identify(launcherOf(place, id)) === undefined);
    // What ends in the moment after its launcher may have been killed with it.
    await run.say('still there\n');
    await place.wait(id, { kind: 'idle', quietMs: 2_000 });
    expect(place.details(id).status).toBe('running');
    await run.exit(0);
    const details = await place.ended(id);
    expect(details).toMatchObject({ status: 'failed', outcome: 'lost' });
    expect(details).not.toHaveProperty('survivors');
  });

  it('whose launcher was killed right before its program ended has left nothing', async ({ place }) => {
    const id = await place.start(place.program.command, { lifetime: 'persistent' });
    const run = await place.program.next();
    process.kill(launcherOf(place, id), 'SIGKILL');
    await run.exit(0);
    expect(await place.ended(id)).not.toHaveProperty('survivors');
  });

  it('whose launcher alone was killed is stopped as it is with one: its command, and what it does at the end', async ({
    place,
  }) => {
    const script = 'trap "echo cleaned; exit 0" TERM; echo up; while :; do sleep 0.05; done';
    const command = place.request(['/bin/sh', '-c', `touch ${join(place.scratch.path, 'stopping')}`]).command;
    const id = await place.sh(script, { lifetime: 'persistent', tty: true, stop: { command, graceMs: 60_000 } });
    await place.shown(id, '^up');
    process.kill(launcherOf(place, id), 'SIGKILL');
    const stopped = await place.jobs.stop(id, { by: 'the test', force: false });
    expect(stopped).toMatchObject({ ok: true, value: { survivors: [], job: { status: 'killed' } } });
    expect((await place.tail(id)).text).toMatch(/cleaned/);
    expect(existsSync(join(place.scratch.path, 'stopping'))).toBe(true);
  });

  it('whose launcher alone was killed is stopped as a whole', async ({ place }) => {
    const id = await place.start(place.program.command, { lifetime: 'persistent' });
    const run = await place.program.next();
    process.kill(launcherOf(place, id), 'SIGKILL');
    const stopped = await place.jobs.stop(id, { by: 'the test', force: false });
    await run.gone();
    expect(stopped).toMatchObject({
      ok: true,
      value: { survivors: [], job: { status: 'killed', outcome: 'stopped' } },
    });
  });

  it.for<readonly [string, (path: string) => void]>([
    ['a link', (path) => symlinkSync('/dev/null', path)],
    ['a file', (path) => writeFileSync(path, '')],
  ])('whose standard input %s stands in for is taken over without one, and is stopped', async ([, put], { place }) => {
    const { server, id, run } = await first(place);
    await server.kill();
    const { inputFile } = folderAt(join(place.stateFolder, 'jobs', id));
    rmSync(inputFile);
    put(inputFile);
    expect(makeFifo(inputFile)).toBeDefined();
    await place.jobs.open();
    expect(place.details(id)).toMatchObject({ status: 'running', stdin: 'closed' });
    const stopped = await place.jobs.stop(id, { by: 'the test', force: false });
    expect(stopped).toMatchObject({ ok: true, value: { survivors: [], job: { status: 'killed' } } });
    await run.gone();
  });

  it('that has put a link in place of what its exit code is written to has that left alone', async ({ place }) => {
    const victim = join(place.scratch.path, 'victim');
    writeFileSync(victim, 'precious\n');
    const id = await place.start(place.program.command, { lifetime: 'persistent' });
    const run = await place.program.next();
    const { exitFile } = folderAt(join(place.stateFolder, 'jobs', id));
    rmSync(exitFile);
    symlinkSync(victim, exitFile);
    await run.exit(9);
    expect(await place.ended(id)).toMatchObject({ exit_code: 9 });
    expect(readFileSync(victim, 'utf8')).toBe('precious\n');
  });

  it('that was killed together with its launcher is shown so', async ({ place }) => {
    const id = await place.start(place.program.command, { lifetime: 'persistent' });
    await place.program.next();
    process.kill(-launcherOf(place, id), 'SIGKILL');
    expect(await place.ended(id)).toMatchObject({ status: 'failed', outcome: 'signal', signal: 'SIGKILL' });
  });

  it('is taken over by one of two servers, and the other one sees it there', async ({ place }) => {
    const { server, id, run } = await first(place);
    await server.kill();
    const [one, two] = [await startServer(build.path, place), await startServer(build.path, place)];
    await Promise.all([one.order({ open: true }), two.order({ open: true })]);
    expect([one.child.pid, two.child.pid]).toContain(place.details(id).server_pid);
    await run.exit(0);
    expect(await place.ended(id)).toMatchObject({ status: 'completed', exit_code: 0 });
    for (const each of [one, two]) await ENDS[1]?.[1](each);
  });

  it('is started again by the next server if its profile is the same', async ({ place }) => {
    const { server, id, run } = await first(place, RESTARTED);
    await server.kill();
    const next = withProfile(place, place.request(place.program.command, { ...RESTARTED, profile: 'web' }));
    await next.open();
    await run.exit(1);
    const again = await place.program.next();
    await again.say('again\n');
    expect(next.details(id)).toMatchObject({ ok: true, value: { status: 'running', restarts: 1 } });
    expect(await next.stop(id, { by: 'the test', force: false })).toMatchObject({ ok: true, value: { survivors: [] } });
    await again.gone();
    await next.close('the test');
  });

  it.for(LAUNCHES)(
    'whose server died before its program was run is started, and that is no restart: %s',
    async ([, launch], { place }) => {
      const { server, id, run } = await first(place, RESTARTED);
      await unbegin(place, id, { server, run, launch });
      const next = withProfile(place, place.request(place.program.command, { ...RESTARTED, profile: 'web' }));
      expect(place.details(id).status).toBe('starting');
      await next.open();
      const again = await place.program.next();
      await again.say('here\n');
      expect(next.details(id)).toMatchObject({ ok: true, value: { status: 'running', restarts: 0 } });
      const over = next.wait(untilExited(id));
      await again.exit(0);
      expect(await over).toMatchObject({ ok: true, value: { returned: 'exited' } });
      expect((await place.tail(id)).text).toBe('here\n');
      await next.close('the test');
    },
  );

  it.for([
    ['the first', []],
    ['the next', [1]],
  ] as const)(
    'whose server died before it wrote down the process of %s attempt runs on',
    async ([, exits], { place }) => {
      const { server, id, run } = await first(place, RESTARTED);
      const next = withProfile(place, place.request(place.program.command, { ...RESTARTED, profile: 'web' }));
      await next.open();
      expect(next.details(id)).toMatchObject({ ok: true, value: { status: 'running', restarts: 0 } });
      let current = run;
      for (const code of exits) {
        await current.exit(code);
        current = await place.program.next();
      }
      await server.kill();
      forgetProcess(folderAt(join(place.stateFolder, 'jobs', id)));
      expect(place.details(id)).toMatchObject({ status: 'starting', restarts: exits.length });
      const isAdopted = (): boolean => {
        const view = next.details(id);
        return view.ok && view.value.status === 'running';
      };
      await eventually('the job to be taken over', isAdopted);
      expect(next.details(id)).toMatchObject({ ok: true, value: { restarts: exits.length } });
      // The server that took it over sees this end, and no other.
      await current.exit(3);
      current = await place.program.next();
      const onceMore = { restarts: exits.length + 1, restart_reason: 'it exited with code 3' };
      expect(next.details(id)).toMatchObject({ ok: true, value: onceMore });
      await next.stop(id, { by: 'the test', force: false });
      await current.gone();
      await next.close('the test');
    },
  );

  it('with a terminal is stopped though that was asked for while its next server looked for what gives it one', async ({
    place,
  }) => {
    const script = join(place.scratch.path, 'script');
    writeFileSync(
      script,
      '#!/bin/sh\n: > "$0.asked"\nwhile [ ! -e "$0.go" ]; do sleep 0.02; done\nexec /usr/bin/script "$@"\n',
      { mode: 0o755 },
    );
    const limits = { maxJobs: 5, keepFinished: 10, keepFinishedForMs: 3_600_000 };
    const { stateFolder } = place;
    const next = createJobs({ stateFolder, limits, serverEnv: process.env, scriptPlaces: [script] });
    await next.open();
    const own = await next.start(place.request(place.program.command, { name: 'own' }));
    if (!own.ok) throw new Error(own.error.code);
    const ownRun = await place.program.next();
    const { server, id, run } = await first(place, { tty: true });
    const stop = { by: 'person (the test)', force: false, hadEnded: false };
    server.child.kill('SIGSTOP');
    askForStop(stateFolder, { job: id, ...stop });
    await server.kill();
    next.details(id);
    await eventually('the takeover', () => existsSync(`${script}.asked`));
    // When this is heeded, so was the other one, if it could be.
    askForStop(stateFolder, { job: own.value.id, ...stop });
    await ownRun.gone();
    writeFileSync(`${script}.go`, '');
    await run.gone();
    await next.wait(untilExited(id));
    expect(next.details(id)).toMatchObject({ ok: true, value: { status: 'killed', stopped_by: 'person (the test)' } });
    await next.close('the test');
  });

  it('whose server died between two attempts says once that it is started again', async ({ place }) => {
    const { server, id, run } = await first(place, RESTARTED);
    await run.say('unfinished');
    await run.exit(1);
    const second = await place.program.next();
    await unbegin(place, id, { server, run: second, launch: 'orphan\n' });
    const next = withProfile(place, place.request(place.program.command, { ...RESTARTED, profile: 'web' }));
    await next.open();
    const third = await place.program.next();
    expect(next.details(id)).toMatchObject({ ok: true, value: { status: 'running', restarts: 1 } });
    await third.exit(1);
    const fourth = await place.program.next();
    const mark = (restart: number): string => `[bgjobs] restart ${restart}: it exited with code 1\n`;
    expect((await place.tail(id)).text).toBe(`unfinished\n${mark(1)}${mark(2)}`);
    await next.stop(id, { by: 'the test', force: false });
    await fourth.gone();
    await next.close('the test');
  });

  it.for(LAUNCHES)(
    'that nothing starts again is lost when its server died before its program was run: %s',
    async ([, launch], { place }) => {
      const { server, id, run } = await first(place);
      await unbegin(place, id, { server, run, launch });
      await place.jobs.open();
      const reason = 'its server died before its program was run';
      expect(await place.ended(id)).toMatchObject({ status: 'failed', outcome: 'lost', reason });
    },
  );

  it('that is to be started again is not shown as ended while it has no server', async ({ place }) => {
    const { server, id, run } = await first(place, RESTARTED);
    await server.kill();
    await run.exit(1);
    await eventually('its end to be seen', () => place.details(id).status !== 'running');
    expect(place.details(id).status).toBe('starting');
    await isStartedAgain(place, id);
  });

  it('that ended by itself and is then rid of what it left has ended by itself for its next server too', async ({
    place,
  }) => {
    const { server, id, run } = await first(place);
    await run.spawn({ session: true });
    const child = await place.program.next();
    await server.kill();
    await run.exit(3);
    const facts = { status: 'failed', outcome: 'exit-code', exit_code: 3 };
    expect(await place.ended(id)).toMatchObject(facts);
    const stopping = place.jobs.stop(id, { by: 'person (the test)', force: false });
    const next = await startServer(build.path, place);
    await next.order({ open: true });
    expect(await stopping).toMatchObject({ ok: true, value: { survivors: [], job: facts } });
    await child.gone();
    expect(await next.order({ wait: id })).toMatchObject(facts);
    await next.order({ close: true });
    await next.ended;
  });

  it('is left to its next server by who only comes to stop others', async ({ place }) => {
    const { server, id, run } = await first(place, RESTARTED);
    await server.kill();
    const { stateFolder } = place;
    const limits = { maxJobs: 0, keepFinished: Infinity, keepFinishedForMs: Infinity };
    const person = createJobs({ stateFolder, limits, serverEnv: process.env, takesOver: false });
    await person.open();
    await run.exit(1);
    await eventually('its end to be seen', () => place.details(id).status === 'starting');
    await person.close('the test');
    await isStartedAgain(place, id);
  });

  it('whose restarts did not help is shown as that, with and without a server', async ({ place }) => {
    const once = { ...RESTARTED, restart: { ...RESTARTED.restart, max: 1 } };
    const next = withProfile(place, place.request(place.program.command, { ...once, profile: 'web' }));
    const { server, id, run } = await first(place, once);
    await run.exit(1);
    const again = await place.program.next();
    await server.kill();
    await again.exit(2);
    const facts = { status: 'failed', outcome: 'crash-loop', exit_code: 2 };
    expect(await place.ended(id)).toMatchObject(facts);
    await next.open();
    expect(next.details(id)).toMatchObject({ ok: true, value: { ...facts, restarts: 1 } });
    await next.close('the test');
  });

  it('is not started again if its profile is another by then, and that is said', async ({ place }) => {
    const { server, id, run } = await first(place, RESTARTED);
    await server.kill();
    await place.jobs.open();
    await run.exit(1);
    const reason = 'it exited with code 1; it was not started again, since its profile is another now';
    expect(await place.ended(id)).toMatchObject({ status: 'failed', exit_code: 1, reason });
  });
});

const RESTARTED = {
  profile: 'web',
  lifetime: 'persistent',
  restart: { on: 'failure', max: 5, backoffMs: 1, maxBackoffMs: 1, resetAfterMs: 60_000 },
} as const;

/** What the launcher of a server that dies may have got to write, after its own line. */
const LAUNCHES: readonly (readonly [string, string | undefined])[] = [
  ['its launcher found that its parent was gone', 'orphan\n'],
  ['its launcher never came up', undefined],
];

interface Begun {
  readonly server: JobServer;
  readonly run: Run;
  readonly launch: string | undefined;
}

/** Leaves the job as a server does that is killed in the middle of starting it. */
async function unbegin(place: Place, id: string, { server, run, launch }: Begun): Promise<void> {
  await server.kill();
  const folder = folderAt(join(place.stateFolder, 'jobs', id));
  const { stat, keeper } = readLaunch(folder) ?? {};
  for (const pid of [launcherOf(place, id), keeper, run.pid]) process.kill(pid ?? 0, 'SIGKILL');
  await run.gone();
  forgetProcess(folder);
  writeFileSync(folder.launchFile, launch === undefined ? '' : `${stat}\n${launch}`);
}

/** The process that stays as the parent of the program. */
function launcherOf(place: Place, id: string): number {
  const folder = folderAt(join(place.stateFolder, 'jobs', id));
  return Number.parseInt(readLaunch(folder)?.stat ?? '', 10);
}

/** Leaves the record as it stands between the beginning of an attempt and the first word of its process. */
function forgetProcess(folder: JobFolder): void {
  const record = readRecord(folder);
  if (typeof record === 'string') throw new Error(record);
  const progress = { ...record.progress, state: 'starting' } as const;
  const unknown = { leader: undefined, members: [], progress };
  writeRecord(folder, { ...record, ...unknown } as unknown as JobRecord);
}

function untilExited(id: string): WaitRequest {
  const until = { kind: 'exited' } as const;
  return { jobs: [id], mode: 'any', until, timeoutMs: 20_000, cursor: undefined, signal: undefined };
}

/** The next server starts it again, and can stop it. */
async function isStartedAgain(place: Place, id: string): Promise<void> {
  const next = withProfile(place, place.request(place.program.command, { ...RESTARTED, profile: 'web' }));
  await next.open();
  const again = await place.program.next();
  await next.stop(id, { by: 'the test', force: false });
  await again.gone();
  await next.close('the test');
}
