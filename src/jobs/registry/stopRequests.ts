import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { folderAt, type JobFolder } from '../jobFolder.js';
import { readSaidStop } from './lastWord.js';
import type { StopRequest } from '../jobs.js';
import { removeFile } from '../output/removeFile.js';
import { readRegular } from '../regularFile.js';

/** How often the owner of running jobs looks for requests, milliseconds. */
export const LOOK_EVERY_MS = 250;

/** An owner that has not even read a request after so long does not act at all, milliseconds. */
export const UNREAD_MS = 3_000;

const FILE = /^(.+)\.[0-9a-f-]{36}\.json$/;

/** A stop that another server, or a person, asks the owner of a job for. */
export interface AskedStop extends StopRequest {
  readonly job: string;
  /** Whoever asks has seen it ended, so that this is about what it left running. */
  readonly hadEnded: boolean;
}

/** A request on its way to the owner of a job. */
export interface SentRequest {
  /** Whether the owner has taken note. */
  isRead(): boolean;
  /** It is settled, whoever saw to that. */
  withdraw(): void;
}

/** Asks the owner of a job to stop it. @throws what the file system says. */
export function askForStop(stateFolder: string, { job, ...request }: AskedStop): SentRequest {
  const folder = requestsFolder(stateFolder);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, `${job}.${randomUUID()}.json`);
  try {
    writeFileSync(`${file}.new`, JSON.stringify(request), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  } catch (error) {
    removeFile(`${file}.new`);
    throw error;
  }
  return { isRead: () => !existsSync(file), withdraw: () => removeFile(file) };
}

/** Removes requests that nobody will take note of any more. `isPending` is true of jobs that may still be stopped. */
export function dropStopRequests(stateFolder: string, isPending: (job: string) => boolean): void {
  const folder = requestsFolder(stateFolder);
  for (const name of namesIn(folder)) {
    const job = FILE.exec(name)?.[1];
    if (job !== undefined && !isPending(job)) removeFile(join(folder, name));
  }
}

/** A request that nobody has taken note of yet. */
export interface FiledStop extends AskedStop {
  /** It was filed so long ago that its owner hangs. */
  readonly isUnheeded: boolean;
  /** It is noted, and nobody need read it any more. */
  readonly remove: () => void;
}

/** The requests for jobs of which `isOwn` is true, left where they are. What is none is removed. */
export function filedStopRequests(stateFolder: string, isOwn: (job: string) => boolean): readonly FiledStop[] {
  const folder = requestsFolder(stateFolder);
  return namesIn(folder).flatMap((name) => {
    const job = FILE.exec(name)?.[1];
    if (job === undefined || !isOwn(job)) return [];
    const file = join(folder, name);
    const remove = (): void => removeFile(file);
    try {
      const { by, force, hadEnded } = JSON.parse(readRegular(file)) as Partial<AskedStop>;
      const isUnheeded = Date.now() - statSync(file).mtimeMs > UNREAD_MS;
      if (typeof by === 'string') {
        return [{ job, by, force: force === true, hadEnded: hadEnded === true, isUnheeded, remove }];
      }
    } catch {
      // Gone meanwhile, or none of ours.
    }
    remove();
    return [];
  });
}

/**
 * The first request for a job that had not ended when it was asked for, or what was said where none could be filed. What became of it is not
 * written down while it is there.
 */
export function filedStop(stateFolder: string, { path }: Pick<JobFolder, 'path'>): FiledStop | undefined {
  const id = basename(path);
  const filed = filedStopRequests(stateFolder, (job) => job === id).find(({ hadEnded }) => !hadEnded);
  if (filed !== undefined) return filed;
  const said = readSaidStop(folderAt(path));
  return said === undefined
    ? undefined
    : { job: id, ...said, hadEnded: false, isUnheeded: false, remove: () => undefined };
}

/** Whether somebody wants no grace for the job, who may have asked while another stop of it was under way. */
export function isForceAsked(stateFolder: string, id: string): boolean {
  return filedStopRequests(stateFolder, (job) => job === id).some(({ force }) => force);
}

/** Whether anything is asked of anybody: one look for all jobs. */
export function hasStopRequests(stateFolder: string): boolean {
  return namesIn(requestsFolder(stateFolder)).length > 0;
}

function requestsFolder(stateFolder: string): string {
  return join(stateFolder, 'requests');
}

function namesIn(folder: string): readonly string[] {
  // Asked for all the time, and nearly never there: an error costs more than a look.
  if (!existsSync(folder)) return [];
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
