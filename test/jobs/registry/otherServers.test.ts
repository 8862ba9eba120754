import { afterAll, beforeAll, describe, expect } from 'vitest';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildJobs } from '../buildJobs.js';
import { placeTest as it, type Place } from '../place.js';
import type { JobServer } from '../jobServer.js';
import { startServer } from '../testServer.js';
import { eventually } from '../../rig/eventually.js';
import { makeScratch, type Scratch } from '../../rig/scratch.js';
import { createJobs } from '../../../src/jobs/createJobs.js';
import type { Jobs } from '../../../src/jobs/jobs.js';
import type { JobView } from '../../../src/jobs/jobView.js';
import type { JobRecord } from '../../../src/jobs/registry/jobRecord.js';

let build: Scratch;
beforeAll(async () => {
  build = makeScratch();
  await buildJobs(build.path);
});
afterAll(() => build.remove());

const ALL = { status: undefined, profile: undefined, tag: undefined };

/** Another server with one job, a program that obeys. @returns them, and the id of the job. */
async function another(place: Place, order: object = {}) {
  const server = await startServer(build.path, place);
  const [started] = (await server.order({ start: place.program.command, ...order })) as [{ value: { id: string } }];
  return { server, id: started.value.id, run: await place.program.next() };
}

const end = async (server: JobServer): Promise<void> => {
  expect(await server.order({ close: true })).toEqual([]);
  await server.ended;
};

const requests = (place: Place): readonly string[] => {
  const folder = join(place.stateFolder, 'requests');
  return existsSync(folder) ? readdirSync(folder) : [];
};

const record = (place: Place, id: string): JobRecord =>
  JSON.parse(readFileSync(join(place.stateFolder, 'jobs', id, 'job.json'), 'utf8')) as JobRecord;

/** As the command line does: it takes nothing over. */
function onlyLooks({ stateFolder }: Place): Jobs {
  const limits = { maxJobs: 1, keepFinished: 10, keepFinishedForMs: 1_000_000 };
  return createJobs({ stateFolder, limits, serverEnv: process.env, takesOver: false });
}

/** The server goes on, and writes down that a job has ended, so. */
async function wakesTo(place: Place, server: JobServer, id: string, facts: object): Promise<void> {
  server.child.kill('SIGCONT');
  await eventually('the request to be taken', () => requests(place).length === 0);
  expect(await server.order({ wait: id })).toMatchObject({ status: 'killed', ...facts });
}

describe('a job of another server', () => {
  it('is stopped though no request can be written, as on a full disk', async ({ place }) => {
    const { server, id, run } = await another(place);
    writeFileSync(join(place.stateFolder, 'requests'), '');
    // Else it may see the end first, and by its lights the job failed.
    server.child.kill('SIGSTOP');
    const stopped = await place.jobs.stop(id, { force: false, by: 'the test' });
    expect(stopped).toMatchObject({ ok: true, value: { survivors: [], job: { status: 'killed' } } });
    await run.gone();
    server.child.kill('SIGCONT');
    expect(await server.order({ wait: id })).toMatchObject({ signal: 'SIGTERM' });
    await end(server);
  });

  it('is seen by whoever starts at the same moment', async ({ place }) => {
    const server = await startServer(build.path, place);
    const { command } = place.program;
    for (let round = 0; round < 5; round++) {
      const [theirs, ours] = await Promise.all([
        server.order({ start: command, name: 'web', ifRunning: 'reject' }) as Promise<{ ok: boolean }[]>,
        place.jobs.start(place.request(command, { name: 'web' })),
      ]);
      const won = [theirs[0]?.ok, ours.ok].filter((isOk) => isOk === true);
      expect(won).toHaveLength(1);
      const run = await place.program.next();
      await run.exit(0);
      await place.ended('web');
    }
    const locks = readdirSync(place.stateFolder).filter((file) => file.startsWith('starting'));
    expect(locks.map((file) => readFileSync(join(place.stateFolder, file), 'utf8'))).toEqual(['']);
    await end(server);
  });

  it('is listed, shown, read and waited for', async ({ place }) => {
    const { server, id, run } = await another(place, { name: 'theirs' });
    const { pid } = server.child;
    expect(place.jobs.list(ALL)).toMatchObject([
      { id, name: 'theirs', status: 'running', server_pid: pid, pid: run.pid },
    ]);
    expect(place.details('theirs')).toMatchObject({
      id,
      started_by: 'the test',
      argv: place.program.command,
      stdin: 'open',
    });
    await run.say('one line\n');
    await place.shown(id, 'one line');
    expect(await place.tail(id)).toMatchObject({ text: 'one line\n', end: false });
    const over = place.ended(id);
    await run.exit(3);
    expect(await over).toMatchObject({ status: 'failed', exit_code: 3 });
    expect(await place.tail(id)).toMatchObject({ text: 'one line\n', end: true });
    await end(server);
  });

  it('is stopped by its owner, which writes down who asked', async ({ place }) => {
    const { server, id, run } = await another(place);
    const stopped = await place.jobs.stop(id, { by: 'person (the test)', force: false });
    await run.gone();
    const facts = { status: 'killed', outcome: 'stopped', stopped_by: 'person (the test)' };
    expect(stopped).toMatchObject({ ok: true, value: { alreadyEnded: false, survivors: [], job: facts } });
    expect(place.details(id)).toMatchObject(facts);
    // Again: it has ended, and nothing happens.
    expect(await place.jobs.stop(id, { by: 'x', force: true })).toMatchObject({
      ok: true,
      value: { alreadyEnded: true },
    });
    await end(server);
  });

  it('that has ended is rid of what it left running, by its owner', async ({ place }) => {
    const { server, id, run } = await another(place);
    await run.spawn({ session: true });
    const child = await place.program.next();
    await run.exit(0);
    expect(await place.ended(id)).toMatchObject({ exit_code: 0, survivors: [{ pid: child.pid }] });
    const stopped = await place.jobs.stop(id, { by: 'person (the test)', force: false });
    await child.gone();
    expect(stopped).toMatchObject({ ok: true, value: { alreadyEnded: true, survivors: [] } });
    expect(place.details(id)).toMatchObject({ status: 'completed', exit_code: 0 });
    await end(server);
  });

  it('is stopped even when its owner hangs', async ({ place }) => {
    const { server, id, run } = await another(place);
    server.child.kill('SIGSTOP');
    const stopped = await place.jobs.stop(id, { by: 'person (the test)', force: true });
    await run.gone();
    expect(stopped).toMatchObject({ ok: true, value: { survivors: [] } });
    const facts = { status: 'killed', outcome: 'stopped', stopped_by: 'person (the test)' };
    expect(stopped).toMatchObject({ ok: true, value: { job: facts } });
    // And whoever else looks sees that as well.
    const person = onlyLooks(place);
    await person.open();
    expect(person.details(id)).toMatchObject({ ok: true, value: facts });
    await person.close('the test');
    await wakesTo(place, server, id, facts);
    await end(server);
  });

  it('is not started again by its owner that hung while it was stopped', async ({ place }) => {
    const restart = { on: 'always', max: 5, backoffMs: 1, maxBackoffMs: 1, resetAfterMs: 60_000 };
    const { server, id, run } = await another(place, { restart });
    server.child.kill('SIGSTOP');
    await place.jobs.stop(id, { by: 'person (the test)', force: true });
    await run.gone();
    await wakesTo(place, server, id, { outcome: 'stopped', stopped_by: 'person (the test)', restarts: 0 });
    await end(server);
  });

  it('is not started again by its owner that hung while it was stopped between two attempts', async ({ place }) => {
    const restart = { on: 'always', max: 5, backoffMs: 3_000, maxBackoffMs: 3_000, resetAfterMs: 60_000 };
    const { server, id, run } = await another(place, { restart });
    await run.exit(1);
    await eventually('the pause', () => place.details(id).status === 'starting');
    server.child.kill('SIGSTOP');
    const stopped = await place.jobs.stop(id, { by: 'person (the test)', force: true });
    expect(stopped).toMatchObject({ ok: true, value: { job: { status: 'killed', outcome: 'stopped' } } });
    await wakesTo(place, server, id, { outcome: 'stopped', stopped_by: 'person (the test)', restarts: 1 });
    expect(await place.tail(id)).toMatchObject({ text: '', end: true });
    await end(server);
  });

  it('is stopped when its process ends before its owner has read the request', async ({ place }) => {
    const restart = { on: 'always', max: 5, backoffMs: 1, maxBackoffMs: 1, resetAfterMs: 60_000 };
    const { server, id, run } = await another(place, { restart });
    server.child.kill('SIGSTOP');
    const stopping = place.jobs.stop(id, { by: 'person (the test)', force: true });
    await eventually('the request', () => requests(place).length === 1);
    process.kill(run.pid, 'SIGKILL');
    server.child.kill('SIGCONT');
    const facts = { outcome: 'stopped', stopped_by: 'person (the test)', restarts: 0 };
    expect(await stopping).toMatchObject({ ok: true, value: { job: facts, survivors: [] } });
    expect(requests(place)).toEqual([]);
    await end(server);
  });

  it('that was stopped while its owner hung is recorded as that when its owner is killed', async ({ place }) => {
    const { server, id, run } = await another(place);
    server.child.kill('SIGSTOP');
    await place.jobs.stop(id, { by: 'person (the test)', force: true });
    await run.gone();
    await server.kill();
    await eventually('the watchdog to write it down', () => record(place, id).progress.state === 'exited');
    expect(record(place, id)).toMatchObject({
      progress: { cause: { outcome: 'stopped' }, stoppedBy: 'person (the test)' },
    });
    await eventually('the request to be removed', () => requests(place).length === 0);
  });

  it('that was stopped while its owner hung is stopped for the next server too', async ({ place }) => {
    const restart = { on: 'always', max: 5, backoffMs: 1, maxBackoffMs: 1, resetAfterMs: 60_000 };
    const { server, id, run } = await another(place, { restart, lifetime: 'persistent' });
    server.child.kill('SIGSTOP');
    await place.jobs.stop(id, { by: 'person (the test)', force: true });
    await run.gone();
    await server.kill();
    const next = await startServer(build.path, place);
    await next.order({ open: true });
    expect(record(place, id)).toMatchObject({
      progress: { state: 'exited', cause: { outcome: 'stopped' }, stoppedBy: 'person (the test)', restarts: 0 },
    });
    await eventually('the request to be taken', () => requests(place).length === 0);
    await end(next);
  });

  it('that ended while it was to be stopped, and whose owner is killed then, is stopped for the next server too', async ({
    place,
  }) => {
    const { server, id, run } = await another(place, { lifetime: 'persistent' });
    const person = onlyLooks(place);
    server.child.kill('SIGSTOP');
    const stopping = person.stop(id, { by: 'person (the test)', force: true });
    await eventually('the request', () => requests(place).length === 1);
    process.kill(run.pid, 'SIGKILL');
    await run.gone();
    await server.kill();
    const facts = { outcome: 'stopped', stopped_by: 'person (the test)' };
    expect(await stopping).toMatchObject({ ok: true, value: { job: facts } });
    await person.close('the test');
    // A person who looks writes nothing down either, and leaves what is asked for where it is.
    const other = onlyLooks(place);
    await other.open();
    expect(other.details(id)).toMatchObject({ ok: true, value: facts });
    await other.close('the test');
    const next = await startServer(build.path, place);
    await next.order({ open: true });
    expect(record(place, id)).toMatchObject({
      progress: { state: 'exited', cause: { outcome: 'stopped' }, stoppedBy: 'person (the test)' },
    });
    await eventually('the request to be taken', () => requests(place).length === 0);
    await end(next);
  });

  it('is written down as stopped by the server that takes it over while it is stopping it', async ({ place }) => {
    const { server, id, run } = await another(place, { lifetime: 'persistent', grace: 60_000 });
    await place.jobs.open();
    await run.handle('SIGTERM');
    server.child.kill('SIGSTOP');
    const stopping = place.jobs.stop(id, { by: 'person (the test)', force: false });
    await run.signalled('SIGTERM');
    await server.kill();
    await eventually('the takeover', () => {
      place.details(id);
      return record(place, id).owner.pid === process.pid;
    });
    await run.exit(1);
    const facts = { status: 'killed', outcome: 'stopped', stopped_by: 'person (the test)' };
    expect(await stopping).toMatchObject({ ok: true, value: { job: facts, survivors: [] } });
    expect(record(place, id)).toMatchObject({ progress: { state: 'exited', cause: { outcome: 'stopped' } } });
    await eventually('the request to be taken', () => requests(place).length === 0);
  });

  it('whose streams are kept apart is put together as they grow', async ({ place }) => {
    const { server, id, run } = await another(place, { streams: 'separate' });
    for (const [step, text] of ['first\n', 'second\n'].entries()) {
      await (step === 0 ? run.say(text) : run.complain(text));
      await place.shown(id, text.trim());
    }
    await run.say('third\n');
    await run.exit(0);
    await place.ended(id);
    expect(await place.tail(id)).toMatchObject({ text: 'first\nsecond\nthird\n', end: true });
    await end(server);
  });

  it('whose streams are kept apart is whole when its server was killed before it had put them together', async ({
    place,
  }) => {
    const { server, id, run } = await another(place, { streams: 'separate' });
    await run.say('first\n');
    await place.shown(id, 'first');
    server.child.kill('SIGSTOP');
    await run.complain('last\n');
    await server.kill();
    await run.gone();
    const record = join(place.stateFolder, 'jobs', id, 'job.json');
    await eventually('its end to be written down', () => readFileSync(record, 'utf8').includes('"state":"exited"'));
    expect(await place.ended(id)).toMatchObject({ outcome: 'lost', output_bytes: 11 });
    expect(await place.tail(id)).toMatchObject({ text: 'first\nlast\n', end: true });
    // And so it is for a server that has it from now on.
    await place.jobs.open();
    expect(await place.tail(id)).toMatchObject({ text: 'first\nlast\n', end: true });
  });

  it('is no job to talk to', async ({ place }) => {
    const { server, id } = await another(place);
    const sent = await place.jobs.sendInput(id, { text: 'x', end: false, waitMs: 0 });
    expect(sent).toMatchObject({ ok: false, error: { code: 'other-server' } });
    await end(server);
  });

  it('has its name, and counts as running', async ({ place }) => {
    const { server, id } = await another(place, { name: 'theirs' });
    const started = await place.jobs.start(place.request(['/bin/true'], { name: 'theirs' }));
    expect(started).toMatchObject({ ok: false, error: { code: 'name-taken', holder: { id } } });
    place.jobs.setLimits({ maxJobs: 1, keepFinished: 10, keepFinishedForMs: 1_000_000 });
    const second = await place.jobs.start(place.request(['/bin/true']));
    expect(second).toMatchObject({ ok: false, error: { code: 'too-many-jobs', running: [{ id }] } });
    await end(server);
  });

  it('is not stopped when this server goes', async ({ place }) => {
    const { server, run } = await another(place);
    await place.ended(await place.sh('exit 0'));
    expect(await place.jobs.close('the test')).toEqual([]);
    await run.say('still here\n');
    await end(server);
    await run.gone();
  });

  it('is not shown while its record is broken, which is said, and is shown again when it is good', async ({
    place,
  }) => {
    const { server, id, run } = await another(place);
    writeFileSync(join(place.stateFolder, 'jobs', id, 'job.json'), '{"sch');
    expect(place.jobs.list(ALL)).toEqual([]);
    expect(place.jobs.warnings()).toEqual([expect.stringContaining(join('jobs', id, 'job.json'))]);
    // Its owner writes it anew at the next change.
    await run.exit(0);
    await eventually('the job to be shown again', () => place.jobs.list(ALL)[0]?.status === 'completed');
    await end(server);
    expect(place.jobs.warnings()).toEqual([]);
  });

  it('keeps its place in the list when it has ended, and so has its server', async ({ place }) => {
    const first = await place.sh('exit 0', { name: 'first' });
    const { server, id, run } = await another(place, { name: 'second' });
    await run.exit(0);
    await place.ended(id);
    await end(server);
    const third = await place.sh('exit 0', { name: 'third' });
    await place.ended(third);
    expect(place.jobs.list(ALL).map((job: JobView) => job.id)).toEqual([third, id, first]);
  });
});
