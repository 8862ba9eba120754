import { statSync, truncateSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { ProcessTable } from '../process/processTable.js';
import { claimAfter, claimFile, claimsIn } from './claims.js';
import { isGone, isServerId, type ServerId } from './serverId.js';
import { readRegular } from '../regularFile.js';

const NAME = 'starting';
const LOOK_MS = 5;
/** Nobody takes so long to decide on a start; one that is stopped in the middle of it does not hold up the others, milliseconds. */
const LONGEST_MS = 10_000;

/**
 * Waits until no other server of the project decides on a start: what each of them finds free, or not running, stays so
 * until its job can be seen by the next. Where no claim can be made (a full disk) nothing is waited for.
 * @returns the way to let the next one decide.
 */
export async function takeStartLock(stateFolder: string, server: ServerId, table: ProcessTable): Promise<() => void> {
  const text = JSON.stringify(server);
  for (;;) {
    const last = claimsIn(stateFolder, NAME)[0];
    if (last !== undefined && isHeld(last.file, table)) {
      await delay(LOOK_MS);
      continue;
    }
    const number = last?.number ?? 0;
    switch (claimAfter(stateFolder, NAME, number, text)) {
      case 'claimed':
        return () => letGo(claimFile(stateFolder, NAME, number + 1));
      case 'impossible':
        return () => undefined;
      case 'late':
    }
  }
}

/** An empty claim is nobody's. It stays, so that its number is not given out again. */
function letGo(file: string): void {
  try {
    truncateSync(file);
  } catch {
    // Somebody did not wait any longer, and has removed it.
  }
}

/** Whether somebody decides just now who is not gone and does not hang. */
function isHeld(file: string, table: ProcessTable): boolean {
  try {
    const { size, mtimeMs } = statSync(file);
    if (size === 0 || Date.now() - mtimeMs > LONGEST_MS) return false;
    const holder: unknown = JSON.parse(readRegular(file));
    return !(isServerId(holder) && isGone(holder, table));
  } catch {
    // Let go of, or followed by another one, just now.
    return true;
  }
}
