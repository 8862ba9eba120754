import { readFileSync } from 'node:fs';
import { carriersOf } from '../carriers.js';
import type { JobFolder } from '../jobFolder.js';
import { parseLaunchFile } from '../launcher.js';
import { parseStat } from '../process/procfs.js';
import { jobMarker, newTree, setLeader, type ProcessId, type Tree } from '../process/tree.js';
import type { JobRecord } from './jobRecord.js';

/** The processes of a job as its record names them. */
export function treeOf(folder: JobFolder, record: JobRecord): Tree {
  const tree = newTree({
    ...folder,
    marker: jobMarker(record.uid),
    since: record.since,
    carriers: carriersOf(record.settings),
  });
  for (const { pid, start } of record.members) tree.seen.set(pid, start);
  // The server may have been killed before it could write down what the launcher did.
  const leader = record.leader ?? launchedProcess(folder);
  if (leader !== undefined) setLeader(tree, leader);
  return tree;
}

/** The process that the launcher became, by its own word. */
export function launchedProcess(folder: JobFolder): ProcessId | undefined {
  try {
    const { stat } = parseLaunchFile(readFileSync(folder.launchFile, 'utf8'));
    return stat === undefined ? undefined : parseStat(stat);
  } catch {
    return undefined;
  }
}
