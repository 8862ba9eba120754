import { readdirSync, realpathSync, statSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { hasEnded, isForeign, STATE_FOLDER, type Job, type JobContext } from '../job.js';
import { folderAt, systemMessage, type JobFolder } from '../jobFolder.js';
import { readLaunch } from '../launchFile.js';
import type { JobTable } from '../jobTable.js';
import { isOrphan, settleOrphan, settleUnheeded } from './orphan.js';
import { latestWriting, readRecord, type NoRecord } from './recordFile.js';
import { applyRecord, restoreJob } from './restoreJob.js';
import { filedStop, hasStopRequests } from './stopRequests.js';

/** The jobs of other servers of the project, as their records show them. */
export interface Mirrors {
  /** Brings the table up to date with the folder of jobs. Reads only what may have changed. */
  refresh(): void;
  /** What could not be shown, a sentence each. */
  problems(): readonly string[];
}

/** Makes mirrors of what is in a folder, which need not exist yet. */
export function createMirrors(jobsFolder: string, table: JobTable, context: JobContext): Mirrors {
  /** Which writing of its record a job was last brought up to, by id. */
  const written = new Map<string, string>();
  const folder = watchListing(jobsFolder);
  let problems: string[] = [];

  function refresh(): void {
    const { ids, place, isNew, trouble } = folder();
    // A server that keeps its jobs elsewhere has said so.
    problems = trouble === undefined || context.problems.has(STATE_FOLDER) ? [] : [trouble];
    const isAnyAsked = hasStopRequests(context.stateFolder);
    for (const id of ids) {
      const job = table.byId(id);
      if (job === undefined || (isForeign(job, context) && !isSettled(job)))
        look(folderAt(join(place, id)), id, job, isAnyAsked);
    }
    if (!isNew) return;
    const present = new Set(ids);
    for (const job of table.all()) {
      if (isForeign(job, context) && !present.has(job.id)) forget(job);
    }
  }

  function look(folder: JobFolder, id: string, job: Job | undefined, isAnyAsked: boolean): void {
    const writing = latestWriting(folder);
    if (writing === undefined) {
      // One that is being made has started nothing.
      if (job === undefined && readLaunch(folder)?.stat !== undefined) problems.push(unreadable(folder, 'missing'));
      return;
    }
    if (job === undefined || writing !== written.get(id)) {
      const record = readRecord(folder);
      if (typeof record === 'string') {
        if (record !== 'missing') problems.push(unreadable(folder, record));
        return;
      }
      const known = job ?? restoreJob(folder, record, context);
      if (known === undefined) {
        problems.push(`job ${id} is not shown: which of its output is secret cannot be read (${folder.secretsFile})`);
        return;
      }
      if (job === undefined) table.add(known);
      else applyRecord(known, record, context);
      written.set(id, writing);
    }
    const current = table.byId(id);
    if (current === undefined) return;
    const hasNobody = isOrphan(current, context);
    const asked = hasNobody || (isAnyAsked && !hasEnded(current)) ? filedStop(context.stateFolder, folder) : undefined;
    // Its owner wrote that down, and was gone a moment later; or somebody has just cleaned up after it.
    if (hasNobody && latestWriting(folder) !== writing) {
      look(folder, id, current, isAnyAsked);
      return;
    }
    settleOrphan(current, context, asked);
    if (asked?.isUnheeded === true) settleUnheeded(current, context, asked);
    current.changed.emit();
  }

  function forget(job: Job): void {
    table.remove(job);
    job.log.close();
    written.delete(job.id);
  }

  return { refresh, problems: () => problems };
}

/** Nothing can change any more. */
function isSettled(job: Job): boolean {
  return hasEnded(job) && job.isTreeGone;
}

/** Why a record is not shown, for people. */
export function unreadable({ recordFile }: JobFolder, why: NoRecord): string {
  switch (why) {
    case 'later':
      return `${recordFile} was written by a later version of bgjobs and is left alone`;
    case 'broken':
      return `${recordFile} cannot be read`;
    case 'missing':
      return `${recordFile} is gone`;
  }
}

interface Listing {
  readonly ids: readonly string[];
  /** The folder by its real path. */
  readonly place: string;
  /** It was read just now. */
  readonly isNew: boolean;
  /** Why it could not be read, though it is there. */
  readonly trouble?: string;
}

/** Times of folders are this coarse at worst, milliseconds: one changed within it can change again unseen. */
const CLOCK_TICK_MS = 20;

/** Lists a folder which need not exist; a thousand names are not read again unless some came or went. */
function watchListing(folder: string): () => Listing {
  let last: { readonly sight: string; readonly listing: Listing } | undefined;

  return () => {
    const stat = statOf(folder);
    const sight = `${stat?.dev ?? 0}:${stat?.ino ?? 0}:${stat?.mtimeMs ?? 0}`;
    if (last?.sight === sight) return last.listing;
    const ids = listFolder(folder);
    if (typeof ids === 'string') return { ids: [], place: folder, isNew: true, trouble: ids };
    const place = ids.length === 0 ? folder : realpathSync(folder);
    const listing = { ids, place, isNew: false };
    last = Date.now() - (stat?.mtimeMs ?? 0) > CLOCK_TICK_MS ? { sight, listing } : undefined;
    return { ...listing, isNew: true };
  };
}

function statOf(folder: string): Stats | undefined {
  try {
    return statSync(folder);
  } catch {
    return undefined;
  }
}

/** @returns the names in it, none where it is not there; or why it cannot be read. */
function listFolder(folder: string): readonly string[] | string {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    return `the jobs in ${folder} cannot be seen: ${systemMessage(error)}`;
  }
}
