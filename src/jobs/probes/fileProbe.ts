import { statSync } from 'node:fs';
import { failed, passed, type Attempt } from './attempt.js';

/** What tells one writing of a file from another; undefined when it is not there. */
export function fileState(path: string): string | undefined {
  try {
    const { ino, mtimeNs, size } = statSync(path, { bigint: true });
    return `${ino} ${mtimeNs} ${size}`;
  } catch {
    return undefined;
  }
}

/**
 * Whether the file is there and was written since the attempt began: one that an earlier run left says nothing.
 * @param before its state then.
 */
export function attemptFile(path: string, before: string | undefined): Attempt {
  const now = fileState(path);
  if (now === undefined) return failed(`\`${path}\` is not there`);
  return now === before ? failed(`\`${path}\` was not written since the start`) : passed;
}
