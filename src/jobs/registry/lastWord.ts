import { closeSync, constants, fstatSync, writeSync } from 'node:fs';
import type { JobFolder } from '../jobFolder.js';
import { readLaunch } from '../launchFile.js';
import { maskedJson, type Mask } from '../output/masks.js';
import { openRegular } from '../regularFile.js';
import type { JobProgress, JobRecord } from './jobRecord.js';
import { isLastWordShape } from './recordShape.js';

/** What of a record is kept where the whole of it cannot be. */
const KEYS = [
  'state',
  'cause',
  'exitCode',
  'signal',
  'readiness',
  'readinessReason',
  'endedAt',
  'endedMono',
  'stoppedBy',
  'isTreeGone',
  'survivors',
] as const satisfies readonly (keyof JobProgress)[];

/** How a job ended. */
export type LastWord = Pick<JobProgress, (typeof KEYS)[number]>;

/** Disks give space in blocks of so many bytes. */
const BLOCK = 4_096;

/**
 * Says how a job ended where its record cannot be written, since the disk is full: in the launcher's file, whose only block has space
 * left. A line that is not whole counts for nothing, so that nobody reads half of it.
 * @returns whether that is said now.
 */
export function sayLastWord(folder: JobFolder, { progress }: JobRecord, masks: readonly Mask[]): boolean {
  if (progress.state !== 'exited') return false;
  const word = Object.fromEntries(KEYS.map((key) => [key, progress[key]]));
  const said = maskedJson(word, masks);
  // It is tried again and again to write the record.
  if (readLaunch(folder)?.ended === said) return true;
  const line = Buffer.from(`\nended ${said}\n`);
  try {
    const fd = openRegular(folder.launchFile, constants.O_WRONLY | constants.O_APPEND);
    try {
      const { size } = fstatSync(fd);
      // Nothing was launched, so that there is no block either.
      return size > 0 && size + line.length <= BLOCK && writeSync(fd, line) === line.length;
    } finally {
      closeSync(fd);
    }
  } catch {
    return false;
  }
}

/** What was said last, if anything. */
export function readLastWord(folder: JobFolder): LastWord | undefined {
  const text = readLaunch(folder)?.ended;
  if (text === undefined) return undefined;
  try {
    const word: unknown = JSON.parse(text);
    return isLastWordShape(word) ? (word as LastWord) : undefined;
  } catch {
    return undefined;
  }
}
