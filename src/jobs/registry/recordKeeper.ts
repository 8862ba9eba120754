import type { Job, RecordKeeper } from '../job.js';
import { jobRecord } from './jobRecord.js';
import { awaitRecord, writeRecord, writeRecordSoon } from './recordFile.js';
import { isSameServer, type ServerId } from './serverId.js';

/** A writing in the background. */
interface Writing {
  /** There is more to write by now. */
  isStale: boolean;
  /** What it writes was written already, and newer. */
  isLate: boolean;
  /** It is past the point of no return. */
  isPlacing: boolean;
  readonly done: Promise<void>;
}

/**
 * Makes the keeper of this server's records.
 * @param problems takes what a person should know about records, a sentence by job.
 */
export function createRecordKeeper(owner: ServerId, problems: Map<string, string>): RecordKeeper {
  const underWay = new Map<string, Writing>();

  function note({ id }: Job, trouble: string | undefined): void {
    if (trouble === undefined) problems.delete(id);
    else problems.set(id, `the record of job ${id} is not up to date (${trouble}); others see an older one`);
  }

  async function write(job: Job): Promise<void> {
    for (;;) {
      const isLate = (): boolean => {
        const writing = underWay.get(job.id);
        if (writing === undefined) return false;
        writing.isPlacing = !writing.isLate;
        return writing.isLate;
      };
      note(job, await writeRecordSoon(job.folder, jobRecord(job), job.masks, isLate));
      const writing = underWay.get(job.id);
      if (writing?.isStale !== true) break;
      Object.assign(writing, { isStale: false, isLate: false, isPlacing: false });
    }
    underWay.delete(job.id);
  }

  return {
    save(job) {
      if (!isSameServer(job.owner, owner)) return;
      const writing = underWay.get(job.id);
      // Whoever is told of a change may ask another server, or this one may die: it has to be in the record by then.
      if (writing?.isPlacing === true && !awaitRecord(job.folder)) {
        writing.isStale = true;
        return;
      }
      if (writing !== undefined) writing.isLate = true;
      note(job, writeRecord(job.folder, jobRecord(job), job.masks));
    },
    saveSoon(job) {
      if (!isSameServer(job.owner, owner)) return Promise.resolve();
      const writing = underWay.get(job.id);
      if (writing !== undefined) {
        writing.isStale = true;
        return writing.done;
      }
      const done = write(job);
      underWay.set(job.id, { isStale: false, isLate: false, isPlacing: false, done });
      return done;
    },
    async saved() {
      await Promise.all([...underWay.values()].map(({ done }) => done));
    },
  };
}
