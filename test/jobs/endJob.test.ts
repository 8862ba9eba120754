import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { endJob, neverStarted } from '../../src/jobs/endJob.js';
import type { Job, JobContext } from '../../src/jobs/job.js';
import { jobRecord } from '../../src/jobs/registry/jobRecord.js';
import { sendInput } from '../../src/jobs/sendInput.js';
import { setLeader } from '../../src/jobs/process/tree.js';
import { stopJob } from '../../src/jobs/stopJob.js';
import { jobView } from '../../src/jobs/view.js';
import { makeScratch, type Scratch } from '../rig/scratch.js';
import { bareContext } from './bareContext.js';
import { bareJob } from './bareJob.js';
import { fakeTable } from './process/fakeTable.js';

let scratch: Scratch;
let job: Job;
let context: JobContext;
/** Lets the writing that is under way come to its end. */
let written: () => void;
beforeEach(() => {
  scratch = makeScratch();
  const writing = new Promise<void>((resolve) => (written = resolve));
  const records = { save: () => undefined, saveSoon: () => writing, saveFacts: () => writing, saved: () => writing };
  context = { ...bareContext(scratch.path), records };
  job = bareJob(scratch.path, context.owner);
  job.state = 'running';
});
afterEach(() => {
  job.log.close();
  scratch.remove();
});

it('is not waited for where a debugger holds what is left of the main process: that is named', async () => {
  const dead = { pid: 2 ** 30, start: 1 };
  setLeader(job.tree, dead);
  job.process = { pid: dead.pid, stdin: undefined, ended: new Promise(() => undefined) };
  await stopJob(job, { outcome: 'stopped', reason: undefined, by: 'agent', force: true }, context);
  expect(job).toMatchObject({ state: 'stopping', isTreeGone: false, survivors: [{ pid: dead.pid }] });
  written();
  await endJob(job, context, { code: undefined, signal: 'SIGKILL', spawnError: undefined });
  expect(jobView(job, context)).toMatchObject({ status: 'killed', outcome: 'stopped', signal: 'SIGKILL' });
  expect(job).toMatchObject({ isTreeGone: true, survivors: [] });
});

describe.each([
  ['little', 0],
  ['much', 100_000_000],
])('the end of a job that wrote %s', (_much, bytes) => {
  beforeEach(() => {
    job.outputEnd = bytes;
  });

  it('is told when it is written down, and not before', async () => {
    const told: string[] = [];
    job.changed.listen(() => told.push(job.state));
    const ended = endJob(job, context, { code: 3, signal: undefined, spawnError: undefined });
    expect(jobView(job, context)).toMatchObject({ status: 'running' });
    expect(jobView(job, context)).not.toHaveProperty('exit_code');
    // What is written is the end, whoever writes it.
    expect(jobRecord(job).progress).toMatchObject({ state: 'exited', exitCode: 3, cause: { outcome: 'exit-code' } });
    expect(told).toEqual([]);
    written();
    await ended;
    expect(told).toEqual(['exited']);
    expect(jobView(job, context)).toMatchObject({ status: 'failed', exit_code: 3, outcome: 'exit-code' });
  });

  it('stays as it was when a stop comes while it is being written down', async () => {
    const ended = endJob(job, context, { code: 0, signal: undefined, spawnError: undefined });
    const stopped = stopJob(job, { outcome: 'stopped', reason: undefined, by: 'agent', force: false }, context);
    expect(jobView(job, context)).toMatchObject({ status: 'running' });
    written();
    await Promise.all([ended, stopped]);
    expect(jobView(job, context)).toMatchObject({ status: 'completed', exit_code: 0, outcome: 'exit-code' });
    expect(job.stoppedBy).toBeUndefined();
  });

  it('is what input is answered with that comes while it is being written down', async () => {
    const ended = endJob(job, context, { code: 0, signal: undefined, spawnError: undefined });
    const sent = sendInput(job, context, { text: 'more\n', end: false, waitMs: 0 });
    written();
    await ended;
    expect(await sent).toMatchObject({ ok: false, error: { code: 'job-ended', job: { status: 'completed' } } });
  });
});

describe('the end of a job whose last attempt never came to a process', () => {
  it('names what an earlier attempt left running', async () => {
    const left = fakeTable([{ pid: 2 ** 30 }]);
    job.tree.seen.set(2 ** 30, 100);
    written();
    await endJob(job, { ...context, lookTogether: () => Promise.resolve(left) }, neverStarted);
    expect(job).toMatchObject({ isTreeGone: false, survivors: [{ pid: 2 ** 30 }] });
  });
});
