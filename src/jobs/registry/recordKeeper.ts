import type { Job } from '../job.js';
import { jobRecord } from './jobRecord.js';
import { writeRecord, writeRecordSoon } from './recordFile.js';
import { isSameServer, type ServerId } from './serverId.js';

/** Keeps the records of one server's jobs up to date. No writing of a job's record is ever followed by an older one. */
export interface RecordKeeper {
  /** Writes `job.json` as the job stands now; right after the writing that is under way, if one is. */
  save(job: Job): void;
  /**
   * The same, but holds nothing up. To replace a file can take a quarter of a second on a disk that is being written to:
   * ext4 writes the new one out first.
   * @returns resolves when it is written.
   */
  saveSoon(job: Job): Promise<void>;
  /** Resolves when no writing is under way. */
  saved(): Promise<void>;
}

/**
 * Makes the keeper of this server's records.
 * @param problems takes what a person should know about records, a sentence by job.
 */
export function createRecordKeeper(owner: ServerId, problems: Map<string, string>): RecordKeeper {
  const underWay = new Map<string, { isStale: boolean; readonly done: Promise<void> }>();

  function note({ id }: Job, trouble: string | undefined): void {
    if (trouble === undefined) problems.delete(id);
    else problems.set(id, `the record of job ${id} is not up to date (${trouble}); others see an older one`);
  }

  async function write(job: Job): Promise<void> {
    for (;;) {
      note(job, await writeRecordSoon(job.folder, jobRecord(job), job.masks));
      const writing = underWay.get(job.id);
      if (writing?.isStale !== true) break;
      writing.isStale = false;
    }
    underWay.delete(job.id);
  }

  return {
    save(job) {
      if (!isSameServer(job.owner, owner)) return;
      const writing = underWay.get(job.id);
      if (writing === undefined) note(job, writeRecord(job.folder, jobRecord(job), job.masks));
      else writing.isStale = true;
    },
    saveSoon(job) {
      if (!isSameServer(job.owner, owner)) return Promise.resolve();
      const writing = underWay.get(job.id);
      if (writing !== undefined) {
        writing.isStale = true;
        return writing.done;
      }
      const done = write(job);
      underWay.set(job.id, { isStale: false, done });
      return done;
    },
    async saved() {
      await Promise.all([...underWay.values()].map(({ done }) => done));
    },
  };
}
