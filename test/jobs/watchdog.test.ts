import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openProcessTable } from '../../src/jobs/process/openProcessTable.js';
import { ownServerId } from '../../src/jobs/registry/serverId.js';
import { createWatchdog, type Watchdog } from '../../src/jobs/watchdog.js';
import { eventually } from '../rig/eventually.js';
import { processesNaming, type ProcessInfo } from '../rig/processes.js';
import { makeScratch, type Scratch } from '../rig/scratch.js';

let scratch: Scratch;
let watchdog: Watchdog;
beforeEach(() => {
  scratch = makeScratch();
  const owner = ownServerId(openProcessTable());
  watchdog = createWatchdog({ jobsFolder: scratch.path, owner, reaper: '/nowhere', pauseMs: 200 });
});
afterEach(async () => {
  await watchdog.dismiss();
  expect(processesNaming(scratch.path)).toEqual([]);
  scratch.remove();
});

/** The one that runs and is not among those that were seen. */
async function next(seen: ReadonlySet<number>): Promise<ProcessInfo> {
  let found: ProcessInfo | undefined;
  await eventually('a watchdog', () => {
    found = processesNaming(scratch.path).find(({ pid }) => !seen.has(pid));
    return found !== undefined;
  });
  if (found === undefined) throw new Error('there is none');
  return found;
}

describe('a watchdog', () => {
  it('is started again however often it dies', async () => {
    const seen = new Set<number>();
    watchdog.ensure();
    for (let round = 0; round < 10; round++) {
      const { pid } = await next(seen);
      seen.add(pid);
      process.kill(pid, 'SIGKILL');
    }
    await next(seen);
  });

  it('is none when it was sent away in a pause', async () => {
    const seen = new Set<number>();
    watchdog.ensure();
    for (let round = 0; round < 6; round++) {
      const { pid } = await next(seen);
      seen.add(pid);
      process.kill(pid, 'SIGKILL');
    }
    await eventually('the last one to be gone', () => processesNaming(scratch.path).length === 0);
    await watchdog.dismiss();
    watchdog.ensure();
    expect(processesNaming(scratch.path)).toEqual([]);
  });
});
