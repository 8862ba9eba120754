import { existsSync } from 'node:fs';
import type { Job, RecordKeeper } from '../job.js';
import { removeFile } from '../output/removeFile.js';
import { jobRecord } from './jobRecord.js';
import { formatLogFacts, writeLogFacts } from './logFactsFile.js';
import { writeRecord, writeRecordSoon } from './recordFile.js';
import { isSameServer, type ServerId } from './serverId.js';

/** How long after it could not be written a record is tried again, milliseconds. */
const RETRY_MS = 1_000;

/**
 * Makes the keeper of this server's records. What cannot be written, since the disk is full, say, is tried again until it can.
 * @param problems takes what a person should know about records, a sentence by job.
 */
export function createRecordKeeper(owner: ServerId, problems: Map<string, string>): RecordKeeper {
  /** What stands in the files of log facts. */
  const facts = new WeakMap<Job, string>();
  const underWay = new Map<string, { isStale: boolean; readonly done: Promise<void> }>();

  const unwritten = new Set<Job>();
  let retry: NodeJS.Timeout | undefined;

  function note(job: Job, trouble: string | undefined): void {
    const { id } = job;
    if (trouble === undefined) {
      problems.delete(id);
      unwritten.delete(job);
      return;
    }
    problems.set(id, `the record of job ${id} is not up to date (${trouble}); others see an older one`);
    unwritten.add(job);
    retry ??= setTimeout(() => {
      retry = undefined;
      writeAgain();
    }, RETRY_MS).unref();
  }

  function writeAgain(): void {
    for (const job of [...unwritten]) {
      // It may have been given away or forgotten meanwhile.
      if (isSameServer(job.owner, owner) && existsSync(job.folder.path)) save(job);
      else unwritten.delete(job);
    }
  }

  /** Writes the facts of the log, unless they stand there. @returns whether they do. */
  function writeFacts(job: Job): boolean {
    const text = formatLogFacts(job.log.facts());
    if (facts.get(job) === text) return true;
    const isWritten = writeLogFacts(job.folder, text) === undefined;
    if (isWritten) facts.set(job, text);
    return isWritten;
  }

  /** Where there is a file of them it is what readers go by, so that it is never older than the record. */
  function keepFacts(job: Job): void {
    if (facts.has(job) || existsSync(job.folder.logFactsFile)) writeFacts(job);
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

  function saveSoon(job: Job): Promise<void> {
    if (!isSameServer(job.owner, owner)) return Promise.resolve();
    keepFacts(job);
    const writing = underWay.get(job.id);
    if (writing !== undefined) {
      writing.isStale = true;
      return writing.done;
    }
    const done = write(job);
    underWay.set(job.id, { isStale: false, done });
    return done;
  }

  function save(job: Job): void {
    if (!isSameServer(job.owner, owner)) return;
    keepFacts(job);
    const writing = underWay.get(job.id);
    if (writing === undefined) note(job, writeRecord(job.folder, jobRecord(job), job.masks));
    else writing.isStale = true;
  }

  return {
    save,
    saveSoon,
    saveFacts(job) {
      if (!isSameServer(job.owner, owner) || writeFacts(job)) return Promise.resolve();
      // The record has them too.
      removeFile(job.folder.logFactsFile);
      facts.delete(job);
      return saveSoon(job);
    },
    async saved(job) {
      if (job !== undefined) {
        await underWay.get(job.id)?.done;
        return;
      }
      await Promise.all([...underWay.values()].map(({ done }) => done));
      writeAgain();
    },
  };
}
