import { closeSync, readdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { folderAt, systemMessage, type JobFolder } from '../jobFolder.js';
import type { Mask } from '../output/masks.js';
import { removeFile } from '../output/removeFile.js';
import { openRegular, readRegular, REPLACE } from '../regularFile.js';
import { formatRecord, parseRecord, type JobRecord } from './jobRecord.js';
import { readLastWord, sayLastWord } from './lastWord.js';
import { parseLogFacts, readLogFacts } from './logFactsFile.js';

/**
 * Writes the record whole, then renames it: a reader sees the old one or the new one. Where the disk is full, how a job ended is said
 * elsewhere, see `lastWord`.
 * @returns what went wrong, if anything.
 */
export function writeRecord(folder: JobFolder, record: JobRecord, masks: readonly Mask[] = []): string | undefined {
  const draft = draftOf(folder);
  try {
    const fd = openRegular(draft, REPLACE, 0o600);
    try {
      writeFileSync(fd, formatRecord(record, masks));
    } finally {
      closeSync(fd);
    }
    renameSync(draft, folder.recordFile);
    return undefined;
  } catch (error) {
    return notWritten(folder, record, masks, error);
  }
}

/** The same, without holding anything up. */
export async function writeRecordSoon(
  folder: JobFolder,
  record: JobRecord,
  masks: readonly Mask[] = [],
): Promise<string | undefined> {
  const draft = draftOf(folder);
  try {
    await writeFile(draft, formatRecord(record, masks), { mode: 0o600, flag: REPLACE });
    await rename(draft, folder.recordFile);
    return undefined;
  } catch (error) {
    return notWritten(folder, record, masks, error);
  }
}

/** It is tried again until it can be written: the last word is not all of it. */
function notWritten(folder: JobFolder, record: JobRecord, masks: readonly Mask[], error: unknown): string {
  removeFile(draftOf(folder));
  sayLastWord(folder, record, masks);
  return systemMessage(error);
}

function draftOf({ recordFile }: JobFolder): string {
  return `${recordFile}.new.${process.pid}`;
}

/** What stands in place of a record: none yet, one that cannot be read, one of a later version of bgjobs. */
export type NoRecord = 'missing' | 'broken' | 'later';

/** Reads a job's record, with the facts of its log as they are by now. */
export function readRecord(folder: JobFolder): JobRecord | NoRecord {
  let text: string;
  try {
    text = readRegular(folder.recordFile);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'missing' : 'broken';
  }
  const record = parseRecord(text);
  if (typeof record === 'string') return record;
  // A job is found by its folder, and acted on by its id.
  if (record.id !== basename(folder.path)) return 'broken';
  const facts = readLogFacts(folder);
  const word = record.progress.state === 'exited' ? undefined : readLastWord(folder);
  return {
    ...record,
    ...(facts === undefined ? {} : { log: parseLogFacts(facts) }),
    ...(word === undefined ? {} : { progress: { ...record.progress, ...ENDED, ...word } }),
  };
}

/** What is true of every job that has ended. */
const ENDED = { nextAttemptMono: undefined, isWaiting: false, isStdinOpen: false } as const;

/** Whether it is written down that a job has ended and nothing is left of it. What else is shown of a job may be a guess. */
export function isNotedAsOver(folder: JobFolder): boolean {
  const record = readRecord(folder);
  return typeof record !== 'string' && record.progress.state === 'exited' && record.progress.isTreeGone;
}

/** Differs from one writing of a record to the next. Times alone do not: where clocks are coarse, two may share one. */
export function latestWriting(folder: JobFolder): string | undefined {
  try {
    const { mtimeMs, ino, size } = statSync(folder.recordFile);
    const launched = statSync(folder.launchFile, { throwIfNoEntry: false })?.size ?? 0;
    return `${mtimeMs} ${ino} ${size} ${launched} ${readLogFacts(folder) ?? ''}`;
  } catch {
    return undefined;
  }
}

/** The folders of all jobs. */
export function jobFolders(jobsFolder: string): readonly JobFolder[] {
  try {
    return readdirSync(jobsFolder).map((name) => folderAt(join(jobsFolder, name)));
  } catch {
    return [];
  }
}

/** Every job folder with its record, or what stands in its place. */
export function readRecords(
  jobsFolder: string,
): readonly { readonly folder: JobFolder; readonly record: JobRecord | NoRecord }[] {
  return jobFolders(jobsFolder).map((folder) => ({ folder, record: readRecord(folder) }));
}
