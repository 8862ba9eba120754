import { rmSync } from 'node:fs';

/** Removes a file that only takes up space; one that cannot be removed, or is none, is left. */
export function removeFile(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // The folder is read-only or gone, or a folder is in the way.
  }
}
