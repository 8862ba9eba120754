import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { blankJob } from '../../../src/jobs/blankJob.js';
import type { Job } from '../../../src/jobs/job.js';
import { folderAt } from '../../../src/jobs/jobFolder.js';
import { openJobLog } from '../../../src/jobs/output/jobLog.js';
import { openProcessTable } from '../../../src/jobs/process/openProcessTable.js';
import { jobMarker, newTree } from '../../../src/jobs/process/tree.js';
import { readRecord } from '../../../src/jobs/registry/recordFile.js';
import { createRecordKeeper } from '../../../src/jobs/registry/recordKeeper.js';
import { ownServerId } from '../../../src/jobs/registry/serverId.js';
import { makeScratch, type Scratch } from '../../rig/scratch.js';
import { DEFAULTS } from '../place.js';

const owner = ownServerId(openProcessTable());
const UID = '01234567-89ab-4cde-8f01-23456789abcd';

let scratch: Scratch;
let job: Job;
beforeEach(() => {
  scratch = makeScratch();
  const folder = folderAt(scratch.path);
  job = blankJob({
    id: 'a',
    name: 'a',
    uid: UID,
    owner,
    request: {
      command: { program: '/bin/true', argv: ['true'], cwd: '/', display: 'true' },
      settings: DEFAULTS,
      origin: undefined,
      startedBy: 'the test',
    },
    approved: undefined,
    prerequisite: undefined,
    ports: new Map(),
    folder,
    log: openJobLog(folder, { base: 0, kept: 0, old: 0, emptied: 0 }, { punch: undefined }),
    tree: newTree({ marker: jobMarker(UID), logFile: folder.logFile, since: 0 }),
    terminal: undefined,
    startedAt: 0,
    startedMono: 0,
  });
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
  it('is there at once and stays, wherever a writing in the background has got to', async () => {
    const problems = new Map<string, string>();
    const keeper = createRecordKeeper(owner, problems);
    for (let turns = 0; turns < 60; turns++) {
      job.restarts = 2 * turns;
      const done = keeper.saveSoon(job);
      for (let passed = 0; passed < turns; passed++) await turn();
      job.restarts = 2 * turns + 1;
      keeper.save(job);
      expect(recorded()).toBe(2 * turns + 1);
      await done;
      expect(recorded()).toBe(2 * turns + 1);
    }
    expect([...problems]).toEqual([]);
  });

  it('is not lost when more is to be written in the background after it', async () => {
    const keeper = createRecordKeeper(owner, new Map());
    const done = keeper.saveSoon(job);
    job.restarts = 1;
    keeper.save(job);
    job.restarts = 2;
    void keeper.saveSoon(job);
    expect(recorded()).toBe(1);
    await done;
    await keeper.saved();
    expect(recorded()).toBe(2);
  });
});
