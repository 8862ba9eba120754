import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect } from 'vitest';
import { folderAt } from '../../../src/jobs/jobFolder.js';
import type { Jobs } from '../../../src/jobs/jobs.js';
import { openProcessTable } from '../../../src/jobs/process/openProcessTable.js';
import { ownServerId } from '../../../src/jobs/registry/serverId.js';
import { eventually } from '../../rig/eventually.js';
import { placeTest as it, type Place } from '../place.js';
import { leaveJob, type Change } from './leaveJob.js';
import { withProfile } from './withProfile.js';

const table = openProcessTable();
const ID = 'web-1';
const REASON = 'the machine was started anew';
const RESTART = { on: 'failure', max: 5, backoffMs: 1, maxBackoffMs: 1, resetAfterMs: 60_000 } as const;
/** A job that is started again. */
const RESTARTED = { origin: { profile: 'web', digest: '', params: {} }, settings: { restart: RESTART } };
const STOP = { by: 'the test', force: false } as const;

/** The other boot had lasted much longer: what counts from it lies far ahead of this one. */
const THEN_MONO = 1e12;
const THEN_TICKS = 1e11;

/** Who has the pid of the job's first process by now, and the same start time. */
let stranger: ChildProcess;
beforeEach(async () => {
  stranger = spawn('/bin/sleep', ['1000'], { detached: true, stdio: 'ignore' });
  await once(stranger, 'spawn');
});
afterEach(() => {
  stranger.kill('SIGKILL');
});

const isStrangerAlive = (): boolean => table.one(stranger.pid ?? 0)?.zombie === false;

/** Leaves a job as it stands on the disk when the machine goes down. */
function leave({ stateFolder }: Place, change: Change = {}): void {
  const jobs = join(stateFolder, 'jobs');
  mkdirSync(jobs, { recursive: true });
  const pid = stranger.pid ?? 0;
  const owner = { ...ownServerId(table), boot: 'another' };
  leaveJob(jobs, { pid, owner }, ID, { lifetime: 'persistent', startedMono: THEN_MONO, ...change });
  const folder = folderAt(join(jobs, ID));
  writeFileSync(folder.logFile, '');
  writeFileSync(folder.launchFile, readFileSync(`/proc/${pid}/stat`));
}

/** A server of this boot, which may start the job again. */
function nextServer(place: Place, keepFinished?: number): Jobs {
  const again = place.request(place.program.command, { lifetime: 'persistent', profile: 'web', restart: RESTART });
  return withProfile(place, again, keepFinished);
}

describe('a job of an earlier boot of the machine', () => {
  it.for<readonly [string, Change]>([
    ['persistent, its first process in the record', {}],
    ['persistent, its first process told by its launcher alone', { leader: undefined, members: [] }],
    ['of its session', { lifetime: 'session' }],
  ])('is lost, and who has its pid by now is left alone: %s', async ([, change], { place }) => {
    leave(place, change);
    const lost = { status: 'failed', outcome: 'lost', reason: REASON };
    // Before anybody has written that down, too.
    expect(place.details(ID)).toMatchObject(lost);
    await place.jobs.open();
    expect(await place.ended(ID)).toMatchObject(lost);
    expect(await place.jobs.stop(ID, STOP)).toMatchObject({ ok: true, value: { survivors: [] } });
    expect(isStrangerAlive()).toBe(true);
  });

  it('is left alone by who stops it before any server has seen to it', async ({ place }) => {
    leave(place);
    expect(await place.jobs.stop(ID, STOP)).toMatchObject({ ok: true, value: { survivors: [] } });
    expect(isStrangerAlive()).toBe(true);
  });

  it('is started again where its profile says so, and is stopped with all that it starts', async ({ place }) => {
    leave(place, { ...RESTARTED, since: THEN_TICKS, progress: { restarts: 0, restartsInARow: 0 } });
    const next = nextServer(place);
    await next.open();
    const run = await place.program.next();
    await run.spawn({ session: true });
    const child = await place.program.next();
    const facts = { status: 'running', restarts: 1, restart_reason: REASON };
    expect(next.details(ID)).toMatchObject({ ok: true, value: facts });
    expect(await next.stop(ID, STOP)).toMatchObject({ ok: true, value: { survivors: [] } });
    await run.gone();
    await child.gone();
    expect(isStrangerAlive()).toBe(true);
    await next.close('the test');
  });

  it('that waited for its next attempt does not wait as long as the earlier boot had lasted', async ({ place }) => {
    const progress = { state: 'starting', restarts: 1, restartsInARow: 1, nextAttemptMono: THEN_MONO + 50 } as const;
    leave(place, { ...RESTARTED, leader: undefined, members: [], progress });
    const next = nextServer(place);
    await next.open();
    const run = await place.program.next();
    await next.stop(ID, STOP);
    await run.gone();
    await next.close('the test');
  });

  it('that has ended is shown as long as it took, and is forgotten before those of this boot', async ({ place }) => {
    const cause = { outcome: 'exit-code', reason: undefined } as const;
    const ended = { state: 'exited', cause, exitCode: 0, endedMono: THEN_MONO + 5_000, isTreeGone: true } as const;
    leave(place, { startedAt: Date.now() - 60_000, progress: { ...ended, endedAt: Date.now() - 55_000 } });
    expect(place.details(ID)).toMatchObject({ status: 'completed', duration_ms: 5_000 });
    const next = nextServer(place, 1);
    await next.open();
    const started = await next.start(place.request(['/bin/sh', '-c', ':'], { name: 'new' }));
    if (!started.ok) throw new Error(started.error.code);
    await eventually('the older job to be forgotten', () => !next.details(ID).ok);
    expect(next.details('new')).toMatchObject({ ok: true });
    await next.close('the test');
  });
});
