import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { createJobs } from '../../src/jobs/createJobs.js';
import { folderAt } from '../../src/jobs/jobFolder.js';
import { readRecord } from '../../src/jobs/registry/recordFile.js';
import { makeScratch, type Scratch } from '../rig/scratch.js';
import { buildJobs } from './buildJobs.js';
import { startJobServer } from './jobServer.js';
import { placeTest as it } from './place.js';

/** Mounts a small file system of its own; only root can. */
function mountSmall(folder: string): boolean {
  mkdirSync(folder);
  return spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'bgjobs-test', folder]).status === 0;
}

it('a disk that is full ends neither the server nor a job that can live with it, and is said', async ({
  place,
  skip,
}) => {
  const folder = join(place.scratch.path, 'small');
  if (!mountSmall(folder)) skip('only root can mount a file system that is small enough to fill');
  const limits = { maxJobs: 2, keepFinished: 9, keepFinishedForMs: 3_600_000 };
  const jobs = createJobs({ stateFolder: join(folder, 'state'), limits, serverEnv: process.env });
  try {
    const script = 'head -c 3000000 /dev/zero | tr "\\0" x || echo "head failed"; read x; echo after; exit 7';
    const started = await jobs.start(place.request(['/bin/sh', '-c', script]));
    if (!started.ok) throw new Error(JSON.stringify(started.error));
    const { id } = started.value;
    const details = () => {
      const found = jobs.details(id);
      if (!found.ok) throw new Error(`no job ${id}`);
      return found.value;
    };
    await expect.poll(() => details().output_notice, { timeout: 20_000 }).toContain('the disk was full at');
    expect(details().status).toBe('running');
    const query = { stream: 'merged', pattern: undefined, context: 0, maxBytes: 1_000 } as const;
    const page = await jobs.read(id, { ...query, from: { kind: 'tail', lines: 1 } });
    expect(page).toMatchObject({ ok: true, value: { notice: expect.stringContaining('the disk was full') as string } });
    await jobs.sendInput(id, { text: '\n', end: true, waitMs: 0 });
    await expect.poll(() => details().status, { timeout: 20_000 }).toBe('failed');
    expect(details().exit_code).toBe(7);
    // For whoever looks, too, and while the disk is full.
    expect(otherDetails(id)).toMatchObject({
      ok: true,
      value: { status: 'failed', outcome: 'exit-code', exit_code: 7 },
    });
  } finally {
    await jobs.close('the test');
    spawnSync('umount', ['-l', folder]);
  }

  function otherDetails(id: string): unknown {
    return createJobs({ stateFolder: join(folder, 'state'), limits, serverEnv: {}, takesOver: false }).details(id);
  }
});

it.for([
  ['session', 'stop', { status: 'killed', outcome: 'stopped', stopped_by: 'a person' }],
  ['persistent', 'stop', { status: 'killed', outcome: 'stopped', stopped_by: 'a person' }],
  ['persistent', 'exit', { status: 'failed', outcome: 'exit-code', exit_code: 7 }],
] as const)(
  'on a disk that is full the end of a %s job is kept (%s)',
  async ([lifetime, how, seen], { place, skip }) => {
    const folder = join(place.scratch.path, 'small');
    if (!mountSmall(folder)) skip('only root can mount a file system that is small enough to fill');
    const limits = { maxJobs: 2, keepFinished: 9, keepFinishedForMs: 3_600_000 };
    const options = { stateFolder: join(folder, 'state'), limits, serverEnv: process.env };
    const jobs = createJobs(options);
    try {
      const started = await jobs.start(place.request(place.program.command, { lifetime }));
      if (!started.ok) throw new Error(JSON.stringify(started.error));
      const { id } = started.value;
      const run = await place.program.next();
      expect(spawnSync('dd', ['if=/dev/zero', `of=${join(folder, 'filler')}`, 'bs=4096']).status).toBe(1);
      if (how === 'stop') await jobs.stop(id, { force: false, by: 'a person' });
      else {
        await run.exit(7);
        const wait = { mode: 'any', until: { kind: 'exited' }, timeoutMs: 20_000, cursor: undefined } as const;
        await jobs.wait({ ...wait, jobs: [id], signal: undefined });
      }
      await jobs.close('the test');
      const next = createJobs(options);
      await next.open();
      expect(next.details(id)).toMatchObject({ ok: true, value: { ...seen, stdin: 'closed' } });
      expect(next.details(id)).not.toHaveProperty('value.next_attempt_at');
      await next.close('the test');
    } finally {
      await jobs.close('the test');
      spawnSync('umount', ['-l', folder]);
    }
  },
);

describe('on a disk that is full', () => {
  let build: Scratch;
  beforeAll(async () => {
    build = makeScratch();
    await buildJobs(build.path);
  });
  afterAll(() => build.remove());

  const fill = (folder: string): void => {
    expect(spawnSync('dd', ['if=/dev/zero', `of=${join(folder, 'filler')}`, 'bs=4096']).status).toBe(1);
  };
  const limits = { maxJobs: 3, keepFinished: 9, keepFinishedForMs: 3_600_000 };

  it('a stop by another server is one for the owner too, and no reason to start again', async ({ place, skip }) => {
    const folder = join(place.scratch.path, 'small');
    if (!mountSmall(folder)) skip('only root can mount a file system that is small enough to fill');
    const stateFolder = join(folder, 'state');
    const owner = await startJobServer({ build: build.path, stateFolder, mark: place.scratch.path });
    const other = createJobs({ stateFolder, limits, serverEnv: process.env, takesOver: false });
    try {
      const restart = { on: 'always', backoffMs: 1, maxBackoffMs: 1, max: 5, resetAfterMs: 60_000 };
      await owner.order({ start: place.program.command, restart, name: 'again' });
      await place.program.next();
      fill(folder);
      const seen = { status: 'killed', outcome: 'stopped', stopped_by: 'a person' };
      const stopped = await other.stop('again', { force: false, by: 'a person' });
      expect(stopped).toMatchObject({ ok: true, value: { survivors: [], job: seen } });
      expect(await owner.order({ wait: stopped.ok ? stopped.value.job.id : '' })).toMatchObject(seen);
      expect(place.program.starts()).toBe(1);
      expect(readdirSync(join(stateFolder, 'requests'))).toEqual([]);
    } finally {
      await owner.order({ close: true });
      await owner.ended;
      await other.close('the test');
      spawnSync('umount', ['-l', folder]);
    }
  });

  it('the stop of a job that waits for another is kept', async ({ place, skip }) => {
    const folder = join(place.scratch.path, 'small');
    if (!mountSmall(folder)) skip('only root can mount a file system that is small enough to fill');
    const stateFolder = join(folder, 'state');
    const jobs = createJobs({ stateFolder, limits, serverEnv: process.env });
    try {
      const prerequisite = { what: 'what never comes', meet: () => new Promise<never>(() => undefined) };
      const started = await jobs.start(place.request(['/bin/true'], { prerequisite }));
      if (!started.ok) throw new Error(started.error.code);
      fill(folder);
      const { id } = started.value;
      await jobs.stop(id, { force: false, by: 'a person' });
      expect(readRecord(folderAt(join(stateFolder, 'jobs', id)))).toMatchObject({
        progress: { state: 'exited', cause: { outcome: 'stopped' }, stoppedBy: 'a person', isWaiting: false },
      });
    } finally {
      await jobs.close('the test');
      spawnSync('umount', ['-l', folder]);
    }
  });
});
