import { blankJob } from '../blankJob.js';
import type { Job, JobContext } from '../job.js';
import type { JobFolder } from '../jobFolder.js';
import type { Prerequisite } from '../startRequest.js';
import { err } from '../../lib/result.js';
import { openJobLog, type LogFacts } from '../output/jobLog.js';
import { grewAt } from './grewAt.js';
import { latestWriting, readRecord } from './recordFile.js';
import { setRecordedProcesses, treeOf } from './recordedTree.js';
import { PROGRESS, type JobRecord } from './jobRecord.js';
import { readSecrets } from './secretsFile.js';
import { startedOnThisBoot, timesFrom } from './earlierBoot.js';

/**
 * Makes a job of what another server wrote down of it: to be looked at, or to be taken over.
 * @returns undefined when its secrets cannot be read, so that its output must not be shown
 */
export function restoreJob(folder: JobFolder, record: JobRecord, context: JobContext): Job | undefined {
  const { origin } = record;
  const masks = readSecrets(folder, record.settings.secrets);
  if (masks === undefined) return undefined;
  const job = blankJob({
    id: record.id,
    name: record.name,
    uid: record.uid,
    owner: record.owner,
    request: {
      command: record.command,
      settings: record.settings,
      origin: origin === undefined ? undefined : { ...origin, params: new Map(Object.entries(origin.params)) },
      startedBy: record.startedBy,
    },
    approved: undefined,
    prerequisite: record.prerequisite === undefined ? undefined : waitedFor(record.prerequisite),
    ports: new Map(Object.entries(record.ports)),
    folder,
    log: openJobLog(folder, record.log, { punch: undefined, latest: latestFacts(folder) }),
    tree: treeOf(folder, record, context.table),
    terminal: undefined,
    startedAt: record.startedAt,
    startedMono: startedOnThisBoot(record, context),
  });
  job.masks = masks;
  job.envNames = record.envNames;
  applyRecord(job, record, context);
  return job;
}

/** Brings a job up to what its owner wrote down last. */
export function applyRecord(job: Job, record: JobRecord, context: JobContext): void {
  const { clock } = context;
  const { progress, attempt } = timesFrom(job.startedMono, record);
  // What was undefined is absent from the record, and undefined again here.
  Object.assign(job, Object.fromEntries(PROGRESS.map((key) => [key, progress[key]])));
  job.owner = record.owner;
  job.attempt =
    attempt === undefined
      ? undefined
      : { ...attempt, files: new Map(attempt.files.map(([path, state]) => [path, state ?? undefined])) };
  setRecordedProcesses(job.tree, job.folder, record, context.table);
  if (job.state === 'exited') job.log.settle();
  job.outputEnd = job.log.observe().to;
  job.outputGrewAt = grewAt(job, clock);
}

/** Goes on watching the log as its owner from now on. */
export function ownLog(job: Job, { log }: JobRecord, { punchHole }: JobContext): void {
  job.log.close();
  job.log = openJobLog(job.folder, log, { punch: punchHole });
}

/** What the owner of a job has written down of its log since this was last asked. */
function latestFacts(folder: JobFolder): () => LogFacts | undefined {
  let seen: string | undefined;
  return () => {
    const writing = latestWriting(folder);
    if (writing === undefined || writing === seen) return undefined;
    const record = readRecord(folder);
    if (typeof record === 'string') return undefined;
    seen = writing;
    return record.log;
  };
}

function waitedFor(what: string): Prerequisite {
  return { what, meet: () => Promise.resolve(err('the server that waited for it is gone')) };
}
