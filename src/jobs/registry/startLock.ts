import { closeSync, openSync, readFileSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { removeFile } from '../output/removeFile.js';
import type { ProcessTable } from '../process/processTable.js';
import { isGone, isServerId, type ServerId } from './serverId.js';

const FILE = 'starting';
const LOOK_MS = 5;
/** Nobody takes so long to decide on a start; one that is stopped in the middle of it does not hold up the others, milliseconds. */
const LONGEST_MS = 10_000;

/**
 * Waits until no other server of the project decides on a start: what each of them finds free, or not running, stays so
 * until its job can be seen by the next. Where the file cannot be made (a full disk) nothing is waited for.
 * @returns the way to let the next one decide.
 */
export async function takeStartLock(stateFolder: string, server: ServerId, table: ProcessTable): Promise<() => void> {
  const path = join(stateFolder, FILE);
  for (;;) {
    switch (tryTake(path, server)) {
      case 'taken':
        return () => removeFile(path);
      case 'impossible':
        return () => undefined;
      case 'held':
        if (isAbandoned(path, table)) removeFile(path);
        else await delay(LOOK_MS);
    }
  }
}

function tryTake(path: string, server: ServerId): 'taken' | 'held' | 'impossible' {
  try {
    const fd = openSync(path, 'wx', 0o600);
    try {
      writeSync(fd, JSON.stringify(server));
    } catch {
      // On a full disk it holds for as long as nobody hangs.
    } finally {
      closeSync(fd);
    }
    return 'taken';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EEXIST' ? 'held' : 'impossible';
  }
}

/** Whoever held it is gone, or hangs. */
function isAbandoned(path: string, table: ProcessTable): boolean {
  try {
    if (Date.now() - statSync(path).mtimeMs > LONGEST_MS) return true;
    const holder: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return isServerId(holder) && isGone(holder, table);
  } catch {
    // Made, and not written yet; or let go of.
    return false;
  }
}
