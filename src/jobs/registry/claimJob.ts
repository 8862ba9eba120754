import type { JobContext } from '../job.js';
import type { JobFolder } from '../jobFolder.js';
import type { JobRecord } from './jobRecord.js';
import { takeOver } from './ownership.js';
import { readRecord, type NoRecord } from './recordFile.js';

/**
 * Takes over a job that has not ended and whose owner is gone.
 * @returns its record, read after that: until it went, its owner may have written it. Undefined when the job is not this server's.
 */
export function claimJob(folder: JobFolder, { owner, table }: JobContext): JobRecord | undefined {
  if (unended(readRecord(folder)) === undefined || !takeOver(folder.path, owner, table)) return undefined;
  return unended(readRecord(folder));
}

function unended(record: JobRecord | NoRecord): JobRecord | undefined {
  return typeof record === 'string' || record.progress.state === 'exited' ? undefined : record;
}
