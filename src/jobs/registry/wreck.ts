import { statSync } from 'node:fs';
import { removeJobFolder, type JobFolder } from '../jobFolder.js';
import { readLaunch } from '../launchFile.js';
import type { ProcessTable } from '../process/processTable.js';
import { unreadable } from './mirrors.js';
import { readOwner } from './ownership.js';
import { quarantine } from './quarantine.js';
import { readRecord, type NoRecord } from './recordFile.js';
import { isGone } from './serverId.js';

/** A folder of which nobody says whose it is may be one that is being made; after this long it is a wreck. */
const WRECK_MS = 60_000;

/** Takes what is no job out of the way: nobody can name it, so that what runs of it is stopped. @returns what a person should know of it. */
export async function clearWreck(folder: JobFolder, why: NoRecord, table: ProcessTable): Promise<string | undefined> {
  if (why === 'later') return unreadable(folder, why);
  const owner = readOwner(folder.path);
  // Its owner writes it anew at the next change.
  if (owner !== undefined && !isGone(owner, table)) return undefined;
  if (why === 'missing' && owner === undefined && !isOld(folder)) return undefined;
  if (typeof readRecord(folder) !== 'string') return undefined;
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
