import { statSync } from 'node:fs';
import type { JobFolder } from '../jobFolder.js';
import { readRegular } from '../regularFile.js';

/** How a persistent job ended, as its launcher wrote it down. */
export interface RecordedExit {
  /** As `sh` gives it: 128 and the signal's number for a job that a signal ended. */
  readonly code: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** Reads the file that the launcher writes last; undefined while there is none, or not a whole line of it. */
export function readExit({ exitFile }: JobFolder): RecordedExit | undefined {
  try {
    const code = /^(\d{1,3}) *\n$/.exec(readRegular(exitFile))?.[1];
    return code === undefined ? undefined : { code: Number(code), at: statSync(exitFile).mtimeMs };
  } catch {
    return undefined;
  }
}
