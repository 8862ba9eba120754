import { statSync } from 'node:fs';
import type { Job, JobContext } from '../job.js';
import { removeJobFolder, type JobFolder } from '../jobFolder.js';
import { readLaunch } from '../launchFile.js';
import { readOwner } from './ownership.js';
import { claimJob } from './claimJob.js';
import { unreadable } from './mirrors.js';
import { quarantine } from './quarantine.js';
import { reapJob, reapJobs } from './reap.js';
import { lastRecord } from './lastRecord.js';
import { readRecord, readRecords, type NoRecord } from './recordFile.js';
import type { JobRecord } from './jobRecord.js';
import { ownLog, restoreJob } from './restoreJob.js';
import { isGone } from './serverId.js';

/** A folder without a record may be one that is being made; after this long it is a wreck. */
const WRECK_MS = 60_000;

/** What servers that are gone have left. */
export interface Legacy {
  /** Persistent jobs that run or ran until now, and are this server's from now on. */
  readonly taken: readonly Job[];
  /** Jobs that have ended. */
  readonly finished: readonly Job[];
  /** What a person should know, a sentence each. */
  readonly problems: readonly string[];
}

/**
 * Cleans up after servers that are gone: session jobs that still run are stopped, persistent ones are taken over, broken
 * records are put aside. What another living server owns is left alone.
 * @param takesOver false leaves persistent jobs as they are.
 */
export async function sweep(jobsFolder: string, context: JobContext, takesOver = true): Promise<Legacy> {
  const { table, owner } = context;
  const legacy = { taken: [] as Job[], finished: [] as Job[], problems: [] as string[] };
  // Without start times a pid may be anybody's by now.
  if (!table.complete) return legacy;
  await reapJobs(jobsFolder, table);
  for (const { folder, record } of readRecords(jobsFolder)) {
    if (typeof record === 'string') {
      const problem = await clear(folder, record, context);
      if (problem !== undefined) legacy.problems.push(problem);
      continue;
    }
    const last = lastRecord(folder, (each) => isGone(each, table));
    if (last !== undefined) inherit(folder, isStillRunning(last) ? await reapJob(folder, last, table) : last);
  }
  return legacy;

  function inherit(folder: JobFolder, found: JobRecord): void {
    const isRunning = found.progress.state !== 'exited';
    if (isRunning && !takesOver) return;
    const record = isRunning ? claimJob(folder, context) : found;
    if (record === undefined) return;
    const job = restoreJob(folder, record, context);
    if (job === undefined) {
      legacy.problems.push(`which of the output of job ${found.id} is secret cannot be read, so it is not shown`);
      return;
    }
    job.owner = owner;
    if (isRunning) ownLog(job, record, context);
    (isRunning ? legacy.taken : legacy.finished).push(job);
  }
}

/** A session job whose server has gone since what others left was reaped. */
function isStillRunning({ progress, settings }: JobRecord): boolean {
  return progress.state !== 'exited' && settings.lifetime !== 'persistent';
}

/** Takes what is no job out of the way. @returns what a person should know of it. */
async function clear(folder: JobFolder, why: NoRecord, { table }: JobContext): Promise<string | undefined> {
  if (why === 'later') return unreadable(folder, why);
  if (why === 'missing' && !isOld(folder)) return undefined;
  const owner = readOwner(folder.path);
  // Its owner writes it anew at the next change.
  if ((owner !== undefined && !isGone(owner, table)) || typeof readRecord(folder) !== 'string') return undefined;
  if (why === 'missing' && readLaunch(folder)?.stat === undefined) {
    // Nothing was ever started.
    removeJobFolder(folder.path);
    return undefined;
  }
  const place = await quarantine(folder, table);
  const [isWrong, wasWrong] = why === 'missing' ? ['is gone', 'was gone'] : ['cannot be read', 'could not be read'];
  return place === undefined
    ? `${folder.recordFile} ${isWrong}, and its folder cannot be moved`
    : `the record of a job ${wasWrong}; what is left of it is in ${place}`;
}

function isOld(folder: JobFolder): boolean {
  try {
    return Date.now() - statSync(folder.path).mtimeMs > WRECK_MS;
  } catch {
    return false;
  }
}
