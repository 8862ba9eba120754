import type { JobFolder } from '../jobFolder.js';
import type { JobRecord } from './jobRecord.js';
import { readRecord } from './recordFile.js';
import { isSameServer, type ServerId } from './serverId.js';

/**
 * What the owner of a job wrote down last before it went. Read after it was seen to be gone: what was read before may have
 * been written anew since.
 * @returns undefined when the owner is not gone, is another by now, or there is no record.
 */
export function lastRecord(folder: JobFolder, isGone: (owner: ServerId) => boolean): JobRecord | undefined {
  const record = readRecord(folder);
  if (typeof record === 'string' || !isGone(record.owner)) return undefined;
  const last = readRecord(folder);
  return typeof last !== 'string' && isSameServer(last.owner, record.owner) ? last : undefined;
}
