import { readFileSync } from 'node:fs';
import { openProcessTable } from '../jobs/process/openProcessTable.js';

/** Deeper than any chain of processes is. */
const MOST_PARENTS = 100;

/**
 * The job that a process descends from, as far as that can be seen: by the environment that each process was started with,
 * so that clearing a variable on the way does not hide it. Undefined outside of jobs, and where processes cannot be seen.
 * @see proc(5), `/proc/pid/environ`
 */
export function jobAncestor(pid: number): string | undefined {
  const table = openProcessTable();
  let at: number | undefined = pid;
  for (let count = 0; at !== undefined && at > 1 && count < MOST_PARENTS; count++) {
    const job = jobIdOf(at);
    if (job !== undefined) return job;
    at = table.one(at)?.parent;
  }
  return undefined;
}

function jobIdOf(pid: number): string | undefined {
  try {
    return /(?:^|\0)BGJOBS_JOB_ID=([^\0]*)/.exec(readFileSync(`/proc/${pid}/environ`, 'utf8'))?.[1];
  } catch {
    return undefined;
  }
}
