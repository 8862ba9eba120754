import type { JobFolder } from './jobFolder.js';
import { readRegular } from './regularFile.js';

/** What the launcher left in its file, next to its own `stat` line. */
export type LaunchMark =
  { readonly kind: 'handed-over' } | { readonly kind: 'failed'; readonly code: number } | { readonly kind: 'orphan' };

/** What the launcher's file says. */
export interface LaunchFile {
  /** The line of `/proc/<pid>/stat` of the process that the launcher is, or became. */
  readonly stat: string | undefined;
  readonly mark: LaunchMark;
  /** The process that keeps the standard input of a persistent job open. */
  readonly keeper: number | undefined;
  /** The process that becomes the program of a persistent job. */
  readonly program: number | undefined;
  /** How the job ended, as its server wrote it there, see `lastWord`. */
  readonly ended: string | undefined;
  /** The stop that was asked for and could not be filed, see `lastWord`. */
  readonly stop: string | undefined;
}

const ENDED = 'ended ';
const STOP = 'stop ';
/** It is read all the time, and has a few lines. */
const MOST_BYTES = 64 * 1024;

/** Reads it; undefined when it cannot be read. */
export function readLaunch({ launchFile }: JobFolder): LaunchFile | undefined {
  try {
    return parseLaunchFile(readRegular(launchFile, MOST_BYTES));
  } catch {
    return undefined;
  }
}

/** What its text says. */
export function parseLaunchFile(text: string): LaunchFile {
  const lines = text.split('\n');
  // A line without its newline is still being written.
  const whole = lines.slice(0, -1);
  const notes = whole.slice(1);
  const failed = firstNumber(notes, /^failed (\d+)$/);
  return {
    stat: whole[0] === '' ? undefined : whole[0],
    mark:
      failed !== undefined
        ? { kind: 'failed', code: failed }
        : notes.includes('orphan')
          ? { kind: 'orphan' }
          : { kind: 'handed-over' },
    keeper: firstNumber(notes, /^keeper (\d+)$/),
    program: firstNumber(notes, /^program (\d+)$/),
    ended: lastNote(notes, ENDED),
    stop: lastNote(notes, STOP),
  };
}

function lastNote(lines: readonly string[], kind: string): string | undefined {
  return lines.findLast((line) => line.startsWith(kind))?.slice(kind.length);
}

function firstNumber(lines: readonly string[], pattern: RegExp): number | undefined {
  for (const line of lines) {
    const [, digits] = pattern.exec(line) ?? [];
    if (digits !== undefined) return Number(digits);
  }
  return undefined;
}
