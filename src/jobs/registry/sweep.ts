import type { Job, JobContext } from '../job.js';
import type { JobFolder } from '../jobFolder.js';
import { claimJob } from './claimJob.js';
import { reapJob, reapJobs } from './reap.js';
import { lastRecord } from './lastRecord.js';
import { readRecords } from './recordFile.js';
import type { JobRecord } from './jobRecord.js';
import { ownLog, restoreJob } from './restoreJob.js';
import { isGone } from './serverId.js';
import { clearWreck } from './wreck.js';

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
      const problem = await clearWreck(folder, record, table);
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
