import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { folderAt } from '../../../src/jobs/jobFolder.js';
import { openProcessTable } from '../../../src/jobs/process/openProcessTable.js';
import type { ProcessId } from '../../../src/jobs/process/tree.js';
import type { JobRecord } from '../../../src/jobs/registry/jobRecord.js';
import { writeFirstOwner } from '../../../src/jobs/registry/ownership.js';
import { writeRecord } from '../../../src/jobs/registry/recordFile.js';
import type { ServerId } from '../../../src/jobs/registry/serverId.js';
import { systemClock } from '../../../src/lib/clock.js';
import { DEFAULTS } from '../place.js';

const table = openProcessTable();

/** What is another way in a record than in that of a session job that runs. */
export interface Change extends Partial<Omit<JobRecord, 'leader' | 'progress' | 'settings'>> {
  readonly leader?: ProcessId | undefined;
  readonly progress?: Partial<JobRecord['progress']>;
  readonly lifetime?: 'session' | 'persistent';
  readonly settings?: Partial<JobRecord['settings']>;
}

/** Leaves a record in the folder of jobs as a server does that was killed. `pid` is the first process of the job. */
export function leaveJob(
  folder: string,
  { pid, owner }: { readonly pid: number; readonly owner: ServerId },
  id: string,
  { progress, lifetime = 'session', settings, ...change }: Change = {},
): void {
  const leader = { pid, start: table.one(pid)?.start ?? 0 };
  mkdirSync(join(folder, id));
  const record = {
    schema: 1,
    id,
    name: id,
    // Of its own: what a test cleans up would end the processes of another.
    uid: randomUUID(),
    owner,
    command: { program: '/bin/sleep', argv: ['sleep'], cwd: '/', display: 'sleep' },
    envNames: [],
    settings: { ...DEFAULTS, lifetime, stop: { ...DEFAULTS.stop, graceMs: 100 }, ...settings },
    startedBy: 'the test',
    ports: {},
    startedAt: Date.now(),
    startedMono: systemClock.monotonic(),
    progress: { state: 'running', readiness: 'none', health: 'unknown', survivors: [], isTreeGone: false, ...progress },
    since: leader.start,
    leader,
    members: [leader],
    log: { base: 0, kept: 0 },
    ...change,
  };
  writeFirstOwner(join(folder, id), record.owner);
  // JSON knows no undefined: a leader that is taken away is not in the record.
  expect(writeRecord(folderAt(join(folder, id)), record as JobRecord)).toBeUndefined();
}
