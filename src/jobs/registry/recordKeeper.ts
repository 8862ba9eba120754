import type { Job, RecordKeeper } from '../job.js';
import { jobRecord } from './jobRecord.js';
import { writeRecord, writeRecordSoon } from './recordFile.js';
import { isSameServer, type ServerId } from './serverId.js';

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
