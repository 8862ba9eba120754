import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { folderAt, readRecords, writeRecord, type JobRecord, type ServerId } from '../../src/jobs/jobFolder.js';
import type { ProcessId } from '../../src/jobs/process/tree.js';
import { openProcessTable } from '../../src/jobs/process/openProcessTable.js';
import { sweep } from '../../src/jobs/sweep.js';
import { makeScratch, type Scratch } from '../rig/scratch.js';

const table = openProcessTable();
const LIMITS = { maxJobs: 1, keepFinished: 2, keepFinishedForMs: 3_600_000 };
const UID = '01234567-89ab-4cde-8f01-23456789abcd';
const self = (): ServerId => ({
  pid: process.pid,
  start: table.one(process.pid)?.start ?? 0,
  boot: table.boot,
  space: table.space,
});

let scratch: Scratch;
let child: ChildProcess;
beforeEach(async () => {
  scratch = makeScratch();
  child = spawn('/bin/sleep', ['1000'], { detached: true, stdio: 'ignore' });
  await once(child, 'spawn');
});
afterEach(() => {
  child.kill('SIGKILL');
  scratch.remove();
});

/** A record as a server would have left it, whose job is the child. */
function leave(id: string, change: Partial<Omit<JobRecord, 'leader'>> & { leader?: ProcessId | undefined } = {}): void {
  const pid = child.pid ?? 0;
  const leader = { pid, start: table.one(pid)?.start ?? 0 };
  mkdirSync(join(scratch.path, id));
  const record = {
    schema: 1,
    id,
    name: id,
    uid: UID,
    owner: { ...self(), start: 1 },
    lifetime: 'session',
    state: 'running',
    command: 'sleep',
    cwd: '/',
    started_by: 'the test',
    started_at: new Date().toISOString(),
    since: leader.start,
    leader,
    members: [leader],
    tree_gone: false,
    stop: { signal: 'SIGTERM', grace_ms: 100 },
    log: { base: 0, kept: 0 },
    ...change,
  };
  // JSON knows no undefined: a leader that is taken away is not in the record.
  expect(writeRecord(folderAt(join(scratch.path, id)), record as JobRecord)).toBeUndefined();
}

const isChildAlive = (): boolean => table.one(child.pid ?? 0)?.zombie === false;
const folders = (): string[] => readdirSync(scratch.path).sort();

describe('sweep', () => {
  it('stops what a server that is gone left, and says so in its record', async () => {
    leave('a');
    await sweep(scratch.path, table, LIMITS);
    expect(isChildAlive()).toBe(false);
    expect(readRecords(scratch.path)[0]?.record).toMatchObject({ state: 'exited', outcome: 'lost', tree_gone: true });
  });

  it('finds what was spawned in the moment of the death by what the launcher wrote', async () => {
    const pid = child.pid ?? 0;
    leave('a', { leader: undefined, members: [], state: 'starting' });
    writeFileSync(folderAt(join(scratch.path, 'a')).launchFile, readFileSync(`/proc/${pid}/stat`));
    await sweep(scratch.path, table, LIMITS);
    expect(isChildAlive()).toBe(false);
  });

  it.each([
    ['the server lives', { owner: self() }],
    ['the server is in another container', { owner: { ...self(), start: 1, space: 'pid:[1]' } }],
    ['the machine was started since, so that the pid is another process', { owner: { ...self(), boot: 'another' } }],
    ['the pid was given to another process', { leader: { pid: 0, start: 0 }, members: [] }],
  ] as const)('leaves a process alone when %s', async (_, change) => {
    const pid = child.pid ?? 0;
    const stranger = { leader: { pid, start: 5 }, members: [{ pid, start: 5 }], since: 5 };
    leave('a', 'leader' in change ? stranger : change);
    await sweep(scratch.path, table, LIMITS);
    expect(isChildAlive()).toBe(true);
  });

  it('keeps as many as it should, not too old ones, and what it does not understand', async () => {
    const gone = { tree_gone: true, state: 'exited' } as const;
    const now = Date.now();
    for (const [index, id] of ['new', 'newer', 'newest'].entries()) {
      leave(id, { ...gone, ended_at: new Date(now - 1_000 + index).toISOString() });
    }
    leave('old', { ...gone, ended_at: new Date(now - 7_200_000).toISOString() });
    mkdirSync(join(scratch.path, 'later'));
    writeFileSync(join(scratch.path, 'later', 'job.json'), '{"schema":2}');
    mkdirSync(join(scratch.path, 'broken'));
    writeFileSync(join(scratch.path, 'broken', 'job.json'), '{"sch');
    mkdirSync(join(scratch.path, 'being-made'));
    mkdirSync(join(scratch.path, 'wreck'));
    utimesSync(join(scratch.path, 'wreck'), new Date(0), new Date(0));
    await sweep(scratch.path, table, LIMITS);
    expect(folders()).toEqual(['being-made', 'broken', 'later', 'newer', 'newest']);
    expect(isChildAlive()).toBe(true);
  });

  it('does nothing where processes cannot be told apart', async () => {
    leave('a');
    await sweep(scratch.path, { ...table, complete: false }, LIMITS);
    expect(isChildAlive()).toBe(true);
    expect(existsSync(join(scratch.path, 'a', 'job.json'))).toBe(true);
  });
});
