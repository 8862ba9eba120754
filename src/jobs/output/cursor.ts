import type { Stream } from '../../config/config.js';
import { err, ok, type Result } from '../../lib/result.js';

const CURSOR = /^([^.]{1,80})\.(?:(stdout|stderr)\.)?([0-9a-z]{1,11})$/;

/**
 * Writes a position in a job's output; callers give it back as it is. It names the job, and the stream where that is
 * not the merged one, so that another's is refused.
 */
export function formatCursor(jobId: string, stream: Stream, position: number): string {
  return `${jobId}.${stream === 'merged' ? '' : `${stream}.`}${position.toString(36)}`;
}

/** Reads a cursor of this job and stream. @returns the position, or one clause that says what is wrong with the cursor. */
export function parseCursor(cursor: string, jobId: string, stream: Stream): Result<number, string> {
  const [, job, of = 'merged', digits = ''] = CURSOR.exec(cursor) ?? [];
  const position = Number.parseInt(digits, 36);
  if (job === undefined || !Number.isSafeInteger(position)) {
    return err('it is not a cursor that bgjobs gave out; use `next_cursor` of an earlier result');
  }
  if (job !== jobId) return err(`it belongs to job \`${job}\``);
  if (of !== stream) return err(`it belongs to the stream \`${of}\`, and \`${stream}\` was asked for`);
  return ok(position);
}

/** The id of the job that a cursor belongs to, if it is one. */
export function cursorJob(cursor: string): string | undefined {
  return CURSOR.exec(cursor)?.[1];
}
