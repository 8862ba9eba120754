import { mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { JobFolder } from '../jobFolder.js';
import type { ProcessTable } from '../process/processTable.js';
import { stopTree } from '../process/stopTree.js';
import { jobMarker, newTree, setLeader } from '../process/tree.js';
import { launchedProcess } from './recordedTree.js';

/** So many broken jobs are kept for a person to look at; the oldest goes first. */
const MOST_KEPT = 10;
const GRACE_MS = 5_000;
const KILL_MS = 5_000;

/** Stops what is left of a job whose record is broken: what still writes to its log, or is what its launcher became. */
export async function stopNameless(folder: JobFolder, table: ProcessTable): Promise<void> {
  const leader = launchedProcess(folder, 0, table);
  // Its uid is not known, and its id is no proof: a job of another project may have the same.
  const tree = newTree({ ...folder, marker: jobMarker('unknown'), since: 0 });
  if (leader !== undefined) setLeader(tree, leader);
  await stopTree(tree, table, {
    signal: 'SIGTERM',
    graceMs: GRACE_MS,
    killMs: KILL_MS,
    quietRounds: 1,
    isHurried: () => false,
  });
}

/**
 * Takes a job whose record is broken out of the way: nobody can name it, so nobody could stop it. That is done first.
 * @returns where it is now; undefined when it could not be moved
 */
export async function quarantine(folder: JobFolder, table: ProcessTable): Promise<string | undefined> {
  await stopNameless(folder, table);
  const place = join(dirname(dirname(folder.path)), 'quarantine');
  const target = join(place, `${basename(folder.path)}-${Date.now()}`);
  try {
    mkdirSync(place, { recursive: true, mode: 0o700 });
    renameSync(folder.path, target);
  } catch {
    return undefined;
  }
  forgetOldest(place);
  return target;
}

function forgetOldest(place: string): void {
  const byAge = readdirSync(place)
    .map((name) => join(place, name))
    .map((path) => ({ path, at: statSync(path).mtimeMs }))
    .sort((a, b) => b.at - a.at);
  for (const { path } of byAge.slice(MOST_KEPT)) rmSync(path, { recursive: true, force: true });
}
