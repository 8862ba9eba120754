import { createChanges } from '../../src/jobs/changes.js';
import type { JobContext } from '../../src/jobs/job.js';
import { openProcessTable } from '../../src/jobs/process/openProcessTable.js';
import { ownServerId } from '../../src/jobs/registry/serverId.js';
import { createTicker } from '../../src/jobs/ticker.js';
import { systemClock } from '../../src/lib/clock.js';

/** What a job acts in, on this machine. Nothing is written to `stateFolder`, which need not be there. */
export function bareContext(stateFolder: string): JobContext {
  const table = openProcessTable();
  return {
    clock: systemClock,
    ticker: createTicker(() => systemClock.monotonic()),
    table,
    lookTogether: () => Promise.resolve(table),
    changes: createChanges(),
    owner: ownServerId(table),
    stateFolder,
    punchHole: undefined,
    problems: new Map(),
    records: {
      save: () => undefined,
      saveSoon: () => Promise.resolve(),
      saveFacts: () => Promise.resolve(),
      saved: () => Promise.resolve(),
    },
  };
}
