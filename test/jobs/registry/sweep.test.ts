import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { folderAt } from '../../../src/jobs/jobFolder.js';
import type { JobRecord } from '../../../src/jobs/registry/jobRecord.js';
import { writeFirstOwner } from '../../../src/jobs/registry/ownership.js';
import { readRecords, writeRecord } from '../../../src/jobs/registry/recordFile.js';
import { createMirrors } from '../../../src/jobs/registry/mirrors.js';
import { askForStop, filedStop } from '../../../src/jobs/registry/stopRequests.js';
import { sweep, type Legacy } from '../../../src/jobs/registry/sweep.js';
import { createJobTable } from '../../../src/jobs/jobTable.js';
import { makeFifo } from '../../../src/jobs/spawn.js';
import { makeScratch, type Scratch } from '../../rig/scratch.js';
import { bareContext } from '../bareContext.js';
import { leaveJob, type Change } from './leaveJob.js';

const context = bareContext('/nowhere');
const { table, owner: self } = context;
const dead = { ...self, start: 1 };
let scratch: Scratch;
let folder: string;
let child: ChildProcess;
beforeEach(async () => {
  scratch = makeScratch();
  folder = join(scratch.path, 'jobs');
  mkdirSync(folder);
  child = spawn('/bin/sleep', ['1000'], { detached: true, stdio: 'ignore' });
  await once(child, 'spawn');
});
afterEach(() => {
  child.kill('SIGKILL');
  scratch.remove();
});

/** A record as a server would have left it, whose job is the child. */
const leave = (id: string, change?: Change): void => leaveJob(folder, { pid: child.pid ?? 0, owner: dead }, id, change);

const run = (): Promise<Legacy> => sweep(folder, context);
const isChildAlive = (): boolean => table.one(child.pid ?? 0)?.zombie === false;
const recordOf = (id: string): unknown => readRecords(folder).find((each) => each.folder.path.endsWith(id))?.record;

describe('sweep', () => {
  it('stops what a server that is gone left, and says so in its record', async () => {
    leave('a');
    const { finished } = await run();
    expect(isChildAlive()).toBe(false);
    expect(recordOf('a')).toMatchObject({
      progress: { state: 'exited', cause: { outcome: 'lost' }, isTreeGone: true },
    });
    expect(finished).toMatchObject([{ id: 'a', state: 'exited', owner: self }]);
  });

  it('stops a session job whose server is killed while others are seen to, and does not go on with it', async () => {
    const killed = { ...self, pid: 2 ** 30, start: 7 };
    leave('a', { owner: killed });
    let looks = 0;
    const dying = {
      ...table,
      one(pid: number) {
        if (pid !== killed.pid) return table.one(pid);
        return looks++ === 0 ? { ...table.one(process.pid)!, pid, start: killed.start } : undefined;
      },
    };
    const { taken, finished } = await sweep(folder, { ...context, table: dying });
    expect(isChildAlive()).toBe(false);
    expect(taken).toEqual([]);
    expect(finished).toMatchObject([{ id: 'a', state: 'exited', cause: { outcome: 'lost' } }]);
  });

  it('leaves alone what a server wrote down right before it went', async () => {
    const going = { ...self, pid: 2 ** 30, start: 7 };
    leave('a', { owner: going });
    const before = recordOf('a') as JobRecord;
    const cause = { outcome: 'server-shutdown', reason: 'the server was shut down' } as const;
    const progress = { ...before.progress, state: 'exited', cause, isTreeGone: true } as const;
    const dying = {
      ...table,
      one(pid: number) {
        if (pid !== going.pid) return table.one(pid);
        writeRecord(folderAt(join(folder, 'a')), { ...before, progress });
        return undefined;
      },
    };
    const { finished } = await sweep(folder, { ...context, table: dying });
    expect(finished).toMatchObject([{ id: 'a', cause }]);
    expect(recordOf('a')).toMatchObject({ progress: { cause } });
  });

  it('writes down what was shown before of a job that was to be stopped when its server died', async () => {
    leave('a');
    child.kill('SIGKILL');
    await once(child, 'exit');
    askForStop(scratch.path, { job: 'a', by: 'person (the test)', force: false, hadEnded: false });
    const jobs = createJobTable();
    createMirrors(folder, jobs, { ...context, stateFolder: scratch.path }).refresh();
    const asStopped = { state: 'exited', cause: { outcome: 'stopped' }, stoppedBy: 'person (the test)' };
    expect(jobs.byId('a')).toMatchObject(asStopped);
    await run();
    expect(recordOf('a')).toMatchObject({ progress: asStopped });
    expect(filedStop(scratch.path, { path: join(folder, 'a') })).toBeUndefined();
  });

  it('leaves the end as another one wrote it down that swept at the same time', async () => {
    leave('a');
    const running = run();
    const record = recordOf('a') as JobRecord;
    const asStopped = {
      state: 'exited',
      cause: { outcome: 'stopped', reason: undefined },
      stoppedBy: 'person (the test)',
    } as const;
    writeRecord(folderAt(join(folder, 'a')), { ...record, progress: { ...record.progress, ...asStopped } });
    await running;
    expect(recordOf('a')).toMatchObject({
      progress: { cause: { outcome: 'stopped' }, stoppedBy: asStopped.stoppedBy, isTreeGone: true },
    });
    expect(isChildAlive()).toBe(false);
  });

  it('finds what was spawned in the moment of the death by what the launcher wrote', async () => {
    const pid = child.pid ?? 0;
    leave('a', { leader: undefined, members: [], progress: { state: 'starting' } });
    writeFileSync(folderAt(join(folder, 'a')).launchFile, readFileSync(`/proc/${pid}/stat`));
    await run();
    expect(isChildAlive()).toBe(false);
  });

  it('takes over a persistent job, and lets it run', async () => {
    leave('a', { lifetime: 'persistent' });
    expect(await run()).toMatchObject({ taken: [{ id: 'a', state: 'running', owner: self }], finished: [] });
    expect(isChildAlive()).toBe(true);
    // Ours by now, as another server would see it.
    expect(readdirSync(join(folder, 'a'))).toContain('owner.2');
  });

  it.each([
    ['the server lives', { owner: self }],
    ['the server is in another container', { owner: { ...dead, space: 'pid:[1]' } }],
    ['the machine was started since, so that the pid is another process', { owner: { ...dead, boot: 'another' } }],
    ['the pid was given to another process', { leader: { pid: 0, start: 0 }, members: [] }],
  ] as const)('leaves a process alone when %s', async (_, change) => {
    const pid = child.pid ?? 0;
    const stranger = { leader: { pid, start: 5 }, members: [{ pid, start: 5 }], since: 5 };
    leave('a', 'leader' in change ? stranger : change);
    await run();
    expect(isChildAlive()).toBe(true);
  });

  it('hands on what has ended, leaves what a later version wrote, and forgets a folder that never was a job', async () => {
    leave('done', { progress: { state: 'exited', isTreeGone: true } });
    mkdirSync(join(folder, 'later'));
    writeFileSync(join(folder, 'later', 'job.json'), '{"schema":2}');
    mkdirSync(join(folder, 'being-made'));
    mkdirSync(join(folder, 'wreck'));
    utimesSync(join(folder, 'wreck'), new Date(0), new Date(0));
    const { finished, problems } = await run();
    expect(finished).toMatchObject([{ id: 'done' }]);
    expect(problems).toEqual([expect.stringContaining('later version')]);
    expect(readdirSync(folder).sort()).toEqual(['being-made', 'done', 'later']);
    expect(isChildAlive()).toBe(true);
  });

  it.each([
    ['half a record', '{"schema":1,"id":"a'],
    ['a record without its owner', '{"schema":1,"id":"a","name":"a"}'],
    ['nothing', ''],
    ['bytes', '\0\0\0\0'],
  ])('stops a job of which nobody knows any more (%s), and puts what is left of it aside', async (_, text) => {
    mkdirSync(join(folder, 'a'));
    writeFirstOwner(join(folder, 'a'), dead);
    writeFileSync(join(folder, 'a', 'job.json'), text);
    writeFileSync(join(folder, 'a', 'launch'), readFileSync(`/proc/${child.pid ?? 0}/stat`));
    writeFileSync(join(folder, 'a', 'output.log'), 'what it said\n');
    const { problems } = await run();
    expect(isChildAlive()).toBe(false);
    const [aside = ''] = readdirSync(join(scratch.path, 'quarantine'));
    expect(problems).toEqual([expect.stringContaining(aside)]);
    expect(readFileSync(join(scratch.path, 'quarantine', aside, 'output.log'), 'utf8')).toBe('what it said\n');
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([
    ['a time that no clock shows', { startedAt: 1e300 }],
    ['an end that is no time', { progress: { state: 'exited', endedAt: -1e20, isTreeGone: true } }],
    ['an id that is not its own', { id: '../../x' }],
    ['a process that is everybody', { leader: { pid: 1, start: 1 } }],
    ['a group that is everybody', { members: [{ pid: -1, start: 1 }] }],
    ['a cause that is none', { progress: { cause: { outcome: 7 } } }],
    ['a parameter that is no text', { origin: { profile: 'a', digest: 'd', params: { x: 1 } } }],
  ])('puts a record aside that is whole and cannot be one (%s)', async (_, change) => {
    leave('a', change as unknown as Change);
    leave('done', { progress: { state: 'exited', isTreeGone: true } });
    expect((await run()).finished).toMatchObject([{ id: 'done' }]);
    expect(readdirSync(join(scratch.path, 'quarantine'))).toHaveLength(1);
    expect(readdirSync(folder)).toEqual(['done']);
  });

  it('puts a record aside that is a FIFO, and is not held up by it', async () => {
    leave('a');
    rmSync(join(folder, 'a', 'job.json'));
    expect(makeFifo(join(folder, 'a', 'job.json'))).toBeUndefined();
    expect((await run()).problems).toEqual([expect.stringContaining('could not be read')]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('stops a job whose record is gone, says so, and leaves those of living servers alone', async () => {
    for (const [id, owner] of [
      ['lost', dead],
      ['owned', self],
    ] as const) {
      mkdirSync(join(folder, id));
      writeFirstOwner(join(folder, id), owner);
      const line = id === 'lost' ? readFileSync(`/proc/${child.pid ?? 0}/stat`) : '1 (sh) S 0\n';
      writeFileSync(join(folder, id, 'launch'), line);
      utimesSync(join(folder, id), new Date(0), new Date(0));
    }
    const { problems } = await run();
    expect(isChildAlive()).toBe(false);
    expect(problems).toEqual([expect.stringMatching(/the record of a job was gone.*quarantine/)]);
    expect(readdirSync(folder)).toEqual(['owned']);
  });

  it.each(['1 (sh) S 0 1 1\n', '1\n', '0 (sh) S 0 0 0\n', '-1 (sh) S 0\n', `${process.pid}.5\n`])(
    'signals nobody where the launcher of a broken record says that it is %j',
    async (line) => {
      mkdirSync(join(folder, 'a'));
      writeFirstOwner(join(folder, 'a'), dead);
      writeFileSync(join(folder, 'a', 'job.json'), '{');
      writeFileSync(join(folder, 'a', 'launch'), line);
      const kill = vi.spyOn(process, 'kill').mockReturnValue(true);
      try {
        await run();
        expect(kill.mock.calls.filter(([, signal]) => signal !== 0)).toEqual([]);
      } finally {
        kill.mockRestore();
      }
      expect(readdirSync(folder)).toEqual([]);
    },
  );

  it('leaves a broken record of a living server to it', async () => {
    mkdirSync(join(folder, 'a'));
    writeFirstOwner(join(folder, 'a'), self);
    writeFileSync(join(folder, 'a', 'job.json'), '{"sch');
    expect((await run()).problems).toEqual([]);
    expect(readdirSync(folder)).toEqual(['a']);
  });

  it('does nothing where processes cannot be told apart', async () => {
    leave('a');
    await sweep(folder, { ...context, table: { ...table, complete: false } });
    expect(isChildAlive()).toBe(true);
    expect(readdirSync(folder)).toEqual(['a']);
  });
});
