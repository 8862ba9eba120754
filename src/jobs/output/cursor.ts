import { err, ok, type Result } from '../../lib/result.js';

/** Writes a position in a job's log; callers give it back as it is. It names the job, so that another's is refused. */
export function formatCursor(jobId: string, position: number): string {
  return `${jobId}.${position.toString(36)}`;
}

/** Reads a cursor of this job. @returns the position, or one clause that says what is wrong with the cursor. */
export function parseCursor(cursor: string, jobId: string): Result<number, string> {
  const match = /^(.{1,80})\.([0-9a-z]{1,11})$/.exec(cursor);
  const position = Number.parseInt(match?.[2] ?? '', 36);
  if (match?.[1] === undefined || !Number.isSafeInteger(position)) {
    return err('it is not a cursor that bgjobs gave out; use `next_cursor` of an earlier result');
  }
  if (match[1] !== jobId) return err(`it belongs to job \`${match[1]}\``);
  return ok(position);
}

/** The id of the job that a cursor belongs to, if it is one. */
export function cursorJob(cursor: string): string | undefined {
  return /^(.{1,80})\.[0-9a-z]{1,11}$/.exec(cursor)?.[1];
}
