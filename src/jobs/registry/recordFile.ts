import { existsSync, readFileSync, readdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { folderAt, systemMessage, type JobFolder } from '../jobFolder.js';
import type { Mask } from '../output/masks.js';
import { formatRecord, parseRecord, type JobRecord } from './jobRecord.js';

/** To replace a file takes a quarter of a second on a busy disk; one that takes much longer is not waited for. */
const LONGEST_HOLD_MS = 2_000;

/** Writes the record whole, then renames it: a reader sees the old one or the new one. @returns what went wrong, if anything. */
export function writeRecord(folder: JobFolder, record: JobRecord, masks: readonly Mask[] = []): string | undefined {
  const draft = draftOf(folder, 'now');
  try {
    writeFileSync(draft, formatRecord(record, masks), { mode: 0o600 });
    renameSync(draft, folder.recordFile);
    return undefined;
  } catch (error) {
    return systemMessage(error);
  }
}

/**
 * The same, without holding anything up.
 * @param isLate asked before the record takes its place: true keeps it from that, since a later one has taken it.
 */
export async function writeRecordSoon(
  folder: JobFolder,
  record: JobRecord,
  masks: readonly Mask[],
  isLate: () => boolean,
): Promise<string | undefined> {
  const draft = draftOf(folder, 'soon');
  try {
    await writeFile(draft, formatRecord(record, masks), { mode: 0o600 });
    if (isLate()) await rm(draft);
    else await rename(draft, folder.recordFile);
    return undefined;
  } catch (error) {
    return systemMessage(error);
  }
}

/** Holds everything up until a record that is about to take its place has taken it. @returns false when that takes too long. */
export function awaitRecord(folder: JobFolder): boolean {
  const draft = draftOf(folder, 'soon');
  const deadline = performance.now() + LONGEST_HOLD_MS;
  const never = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  while (existsSync(draft)) {
    if (performance.now() > deadline) return false;
    Atomics.wait(never, 0, 0, 1);
  }
  return true;
}

/** Two of the same record may be under way. */
function draftOf({ recordFile }: JobFolder, kind: 'now' | 'soon'): string {
  return `${recordFile}.${kind === 'now' ? 'new' : kind}.${process.pid}`;
}

/** What stands in place of a record: none yet, one that cannot be read, one of a later version of bgjobs. */
export type NoRecord = 'missing' | 'broken' | 'later';

/** Reads a job's record. */
export function readRecord(folder: JobFolder): JobRecord | NoRecord {
  let text: string;
  try {
    text = readFileSync(folder.recordFile, 'utf8');
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'missing' : 'broken';
  }
  return parseRecord(text);
}

/** Differs from one writing of a record to the next. Times alone do not: where clocks are coarse, two may share one. */
export function latestWriting({ recordFile }: JobFolder): string | undefined {
  try {
    const { mtimeMs, ino, size } = statSync(recordFile);
    return `${mtimeMs} ${ino} ${size}`;
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
