import { linkSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProcessTable } from '../process/processTable.js';
import { isGone, isServerId, type ServerId } from './serverId.js';

/** Which server owns a job: the one that the file with the highest number names. A number is given out once. */
const FILE = /^owner\.(\d{1,9})$/;

/** Notes the first owner of a job whose folder was made just now. @throws what the file system says. */
export function writeFirstOwner(folder: string, owner: ServerId): void {
  writeFileSync(join(folder, 'owner.1'), JSON.stringify(owner), { mode: 0o600, flag: 'wx' });
}

/** The owner of a job; undefined when nothing says so. */
export function readOwner(folder: string): ServerId | undefined {
  for (const number of numbers(folder)) {
    try {
      const owner: unknown = JSON.parse(readFileSync(join(folder, `owner.${number}`), 'utf8'));
      if (isServerId(owner)) return owner;
    } catch {
      // Not to be read: the one before counts, and the next claim has a higher number.
    }
  }
  return undefined;
}

/**
 * Takes over a job whose owner is gone. Of several servers that try at once, one succeeds: the next number is claimed by
 * making a file of that name, whole, which only one can do. A claimer that dies afterwards is an owner that is gone.
 * @returns whether the job is the server's now.
 */
export function takeOver(folder: string, server: ServerId, table: ProcessTable): boolean {
  const last = readOwner(folder);
  if (last !== undefined && !isGone(last, table)) return false;
  const number = (numbers(folder)[0] ?? 0) + 1;
  const draft = join(folder, `owner.new.${server.pid}`);
  try {
    writeFileSync(draft, JSON.stringify(server), { mode: 0o600 });
    linkSync(draft, join(folder, `owner.${number}`));
  } catch {
    return false;
  } finally {
    rmSync(draft, { force: true });
  }
  for (const older of numbers(folder)) if (older < number) rmSync(join(folder, `owner.${older}`), { force: true });
  return true;
}

/** Highest first. */
function numbers(folder: string): readonly number[] {
  try {
    return readdirSync(folder)
      .flatMap((name) => FILE.exec(name)?.[1] ?? [])
      .map(Number)
      .sort((a, b) => b - a);
  } catch {
    return [];
  }
}
