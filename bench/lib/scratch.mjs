// The folder in which a run lives, and the end of everything that it started.
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withEnvironment } from './processes.mjs';

/** A fresh folder for one run. */
export function makeScratch() {
  return realpathSync(mkdtempSync(join(tmpdir(), 'bgjobs-bench-')));
}

/** A folder of its own below the scratch folder, `home-3` and so on. */
export function folderMaker(scratch) {
  let count = 0;
  return (name) => {
    const folder = join(scratch, `${name}-${++count}`);
    mkdirSync(join(folder, 'tmp'), { recursive: true });
    return folder;
  };
}

/**
 * Ends, by pid, every process that a server under test left behind: all of them were given a HOME or TMPDIR below
 * `folder`, and no other process has one. Returns their names.
 */
export function endLeftovers(folder) {
  const left = withEnvironment(`=${folder}/`).filter(({ pid }) => pid !== process.pid);
  for (const { pid } of left) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It went by itself meanwhile.
    }
  }
  return left.map(({ name }) => name);
}

/** Removes a folder, also while a killed process still writes into it. */
export function removeFolder(folder) {
  if (existsSync(folder)) rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}
