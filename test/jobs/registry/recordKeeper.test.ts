import { mkdirSync, rmdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Job } from '../../../src/jobs/job.js';
import { openProcessTable } from '../../../src/jobs/process/openProcessTable.js';
import { readRecord } from '../../../src/jobs/registry/recordFile.js';
import { createRecordKeeper } from '../../../src/jobs/registry/recordKeeper.js';
import { ownServerId } from '../../../src/jobs/registry/serverId.js';
import { makeScratch, type Scratch } from '../../rig/scratch.js';
import { bareJob } from '../bareJob.js';

const owner = ownServerId(openProcessTable());

let scratch: Scratch;
let job: Job;
beforeEach(() => {
  scratch = makeScratch();
  job = bareJob(scratch.path, owner);
});
afterEach(() => {
  job.log.close();
  scratch.remove();
});

const recorded = (): unknown => {
  const record = readRecord(job.folder);
  return typeof record === 'string' ? record : record.progress.restarts;
};

describe('a record that is saved', () => {
  it('at once is there at once', () => {
    const keeper = createRecordKeeper(owner, new Map());
    job.restarts = 1;
    keeper.save(job);
    expect(recorded()).toBe(1);
  });

  it('in the background stands when that resolves, whatever else was saved meanwhile', async () => {
    const problems = new Map<string, string>();
    const keeper = createRecordKeeper(owner, problems);
    void keeper.saveSoon(job);
    job.restarts = 1;
    keeper.save(job);
    job.restarts = 2;
    await keeper.saveSoon(job);
    expect(recorded()).toBe(2);
    job.restarts = 3;
    void keeper.saveSoon(job);
    await keeper.saved();
    expect(recorded()).toBe(3);
    expect([...problems]).toEqual([]);
  });

  it('is tried again until it can be written', async () => {
    const problems = new Map<string, string>();
    const keeper = createRecordKeeper(owner, problems);
    mkdirSync(job.folder.recordFile);
    keeper.save(job);
    expect(problems.get(job.id)).toContain('is not up to date');
    job.restarts = 1;
    rmdirSync(job.folder.recordFile);
    await expect.poll(recorded, { timeout: 20_000 }).toBe(1);
    expect([...problems]).toEqual([]);
  });

  it('is tried again before the server goes', async () => {
    const keeper = createRecordKeeper(owner, new Map());
    mkdirSync(job.folder.recordFile);
    keeper.save(job);
    rmdirSync(job.folder.recordFile);
    await keeper.saved();
    expect(recorded()).toBe(0);
  });

  it('of a job of another server is not written', async () => {
    const keeper = createRecordKeeper({ ...owner, pid: 1 }, new Map());
    keeper.save(job);
    await keeper.saveSoon(job);
    expect(recorded()).toBe('missing');
  });
});
