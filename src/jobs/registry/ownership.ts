import { writeFileSync } from 'node:fs';
import type { ProcessTable } from '../process/processTable.js';
import { claimAfter, claimFile, claimsIn } from './claims.js';
import { isGone, isServerId, type ServerId } from './serverId.js';
import { readRegular } from '../regularFile.js';

/** Which server owns a job: the one that the claim of this name which counts is made by. */
const NAME = 'owner';

/** Notes the first owner of a job whose folder was made just now. @throws what the file system says. */
export function writeFirstOwner(folder: string, owner: ServerId): void {
  writeFileSync(claimFile(folder, NAME, 1), JSON.stringify(owner), { mode: 0o600, flag: 'wx' });
}

/** The owner of a job; undefined when nothing says so. */
export function readOwner(folder: string): ServerId | undefined {
  for (const { file } of claimsIn(folder, NAME)) {
    try {
      const owner: unknown = JSON.parse(readRegular(file));
      if (isServerId(owner)) return owner;
    } catch {
      // Not to be read: the one before counts, and the next claim has a higher number.
    }
  }
  return undefined;
}

/**
 * Takes over a job whose owner is gone. Of several servers that try at once, one succeeds. One that dies afterwards is an owner
 * that is gone.
 * @returns whether the job is the server's now.
 */
export function takeOver(folder: string, server: ServerId, table: ProcessTable): boolean {
  // Before the owner is looked at: who follows a claim must have seen whose it is.
  const number = claimsIn(folder, NAME)[0]?.number ?? 0;
  const last = readOwner(folder);
  if (last !== undefined && !isGone(last, table)) return false;
  return claimAfter(folder, NAME, number, JSON.stringify(server)) === 'claimed';
}
