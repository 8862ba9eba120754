import { closeSync, constants, fstatSync, writeSync } from 'node:fs';
import type { JobFolder } from '../jobFolder.js';
import type { StopRequest } from '../jobs.js';
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

/** Says how a job ended where its record cannot be written, since the disk is full. */
export function sayLastWord(folder: JobFolder, { progress }: JobRecord, masks: readonly Mask[]): void {
  if (progress.state !== 'exited') return;
  const said = maskedJson(Object.fromEntries(KEYS.map((key) => [key, progress[key]])), masks);
  // It is tried again and again to write the record.
  if (readLaunch(folder)?.ended !== said) sayLine(folder, `ended ${said}`);
}

/** Says that a job is to be stopped where that cannot be filed: whoever sees it end has to know why. */
export function sayStop(folder: JobFolder, { by, force }: StopRequest): void {
  sayLine(folder, `stop ${JSON.stringify({ by, force })}`);
}

/** The stop that was said last, if any. */
export function readSaidStop(folder: JobFolder): StopRequest | undefined {
  const text = readLaunch(folder)?.stop;
  if (text === undefined) return undefined;
  try {
    const { by, force } = JSON.parse(text) as Partial<StopRequest>;
    return typeof by === 'string' ? { by, force: force === true } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Writes a line to the launcher's file, whose only block has space left when the disk has none. One that is not whole counts for nothing, so
 * that nobody reads half of it.
 */
function sayLine({ launchFile }: JobFolder, text: string): void {
  const line = Buffer.from(`\n${text}\n`);
  try {
    const fd = openRegular(launchFile, constants.O_WRONLY | constants.O_APPEND);
    try {
      const { size } = fstatSync(fd);
      // An empty file has no block.
      if (size > 0 && size + line.length <= BLOCK) writeSync(fd, line);
    } finally {
      closeSync(fd);
    }
  } catch {
    // It is missing then, as where nothing could be said.
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
