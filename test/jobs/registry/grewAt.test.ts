import { utimesSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Job } from '../../../src/jobs/job.js';
import { openProcessTable } from '../../../src/jobs/process/openProcessTable.js';
import { createLogFile } from '../../../src/jobs/output/logFile.js';
import { grewAt } from '../../../src/jobs/registry/grewAt.js';
import { ownServerId } from '../../../src/jobs/registry/serverId.js';
import { makeScratch, type Scratch } from '../../rig/scratch.js';
import { bareJob } from '../bareJob.js';

const HOUR_MS = 3_600_000;
/** When the job began, by either clock, and what it is now: 20 s later. */
const BEGAN = { wall: 1_700_000_000_000, mono: 50_000 };
const NOW = 70_000;

let scratch: Scratch;
let job: Job;
beforeEach(() => {
  scratch = makeScratch();
  job = {
    ...bareJob(scratch.path, ownServerId(openProcessTable())),
    startedAt: BEGAN.wall,
    startedMono: BEGAN.mono,
    attempt: { startedMono: BEGAN.mono + 1_000, outputFrom: { merged: 0, stdout: 0, stderr: 0 }, files: new Map() },
  };
});
afterEach(() => {
  job.log.close();
  scratch.remove();
});

/** The output was last written when the wall clock showed so many milliseconds since the job began. */
function write(sinceBegan: number, file = job.folder.logFile): void {
  const at = (BEGAN.wall + sinceBegan) / 1_000;
  utimesSync(file, at, at);
}

/** The clock was set by so much since the job began. */
const clock = (setBy: number) => ({ monotonic: () => NOW, wall: () => BEGAN.wall + (NOW - BEGAN.mono) + setBy });

describe('when the output of a job last grew', () => {
  it.each([
    ['as it was', 0],
    ['an hour on since it was written', HOUR_MS],
    ['an hour back since it was written', -HOUR_MS],
    ['a year on since it was written', 365 * 24 * HOUR_MS],
  ])('is told by its file with the clock %s', (_, setBy) => {
    write(12_000);
    expect(grewAt(job, clock(setBy))).toBeCloseTo(BEGAN.mono + 12_000);
  });

  it.each([HOUR_MS, -HOUR_MS])('is told by its file with the clock set by %d ms before it was written', (setBy) => {
    write(12_000 + setBy);
    expect(grewAt(job, clock(setBy))).toBeCloseTo(BEGAN.mono + 12_000);
  });

  it('is the later of what it can be where the clock was set by less than it is idle', () => {
    write(12_000);
    expect(grewAt(job, clock(-5_000))).toBeCloseTo(BEGAN.mono + 17_000);
  });

  it('is never before its attempt, nor in the future, and counts anew where the clock was set twice', () => {
    write(0);
    expect(grewAt(job, clock(0))).toBe(BEGAN.mono + 1_000);
    write(20_050);
    expect(grewAt(job, clock(0))).toBe(NOW);
    write(2 * HOUR_MS);
    expect(grewAt(job, clock(HOUR_MS))).toBe(NOW);
  });

  it('counts what was written to either stream', () => {
    createLogFile(job.folder.errorLogFile);
    write(3_000);
    write(9_000, job.folder.errorLogFile);
    expect(grewAt(job, clock(0))).toBeCloseTo(BEGAN.mono + 9_000);
  });
});
