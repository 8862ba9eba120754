import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readRecords, removeJobFolder, type JobFolder, type JobRecord, type ServerId } from './jobFolder.js';
import type { JobLimits } from './jobs.js';
import type { ProcessTable } from './process/processTable.js';
import { reapJobs } from './reap.js';

/** A folder without a record may be one that is being made; after this long it is a wreck. */
const WRECK_MS = 60_000;

/** Cleans up after servers that were killed together with their watchdog, and forgets what is too old or too much. */
export async function sweep(jobsFolder: string, table: ProcessTable, limits: JobLimits): Promise<void> {
  // Without start times a pid may be anybody's by now.
  if (!table.complete) return;
  const isGone = (owner: ServerId): boolean => isKnownGone(owner, table);
  await reapJobs(jobsFolder, table, isGone);
  const finished: { readonly folder: JobFolder; readonly endedAt: number }[] = [];
  for (const { folder, record } of readRecords(jobsFolder)) {
    if (record === undefined) {
      if (isWreck(folder)) removeJobFolder(folder.path);
    } else if (record.tree_gone && isGone(record.owner)) finished.push({ folder, endedAt: endOf(record) });
  }
  finished.sort((a, b) => b.endedAt - a.endedAt);
  finished.forEach(({ folder, endedAt }, index) => {
    const isOld = Date.now() - endedAt >= limits.keepFinishedForMs;
    if (index >= limits.keepFinished || isOld) removeJobFolder(folder.path);
  });
}

/** A server in another container cannot be seen from here, and is left alone. */
function isKnownGone(owner: ServerId, table: ProcessTable): boolean {
  if (owner.boot !== table.boot) return true;
  if (owner.space !== table.space) return false;
  const holder = table.one(owner.pid);
  return holder?.start !== owner.start || holder.zombie;
}

function endOf(record: JobRecord): number {
  return Date.parse(record.ended_at ?? record.started_at);
}

/** A record that cannot be read is left for a person, or for a later version that can. */
function isWreck(folder: JobFolder): boolean {
  if (existsSync(join(folder.path, 'job.json'))) return false;
  try {
    return Date.now() - statSync(folder.path).mtimeMs > WRECK_MS;
  } catch {
    return false;
  }
}
