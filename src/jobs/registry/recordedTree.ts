import { carriersOf } from '../carriers.js';
import type { JobFolder } from '../jobFolder.js';
import { readLaunch } from '../launchFile.js';
import { brandOf } from '../process/brand.js';
import type { ProcessTable } from '../process/processTable.js';
import { parseStat } from '../process/procfs.js';
import { jobMarker, newTree, setLeader, type ProcessId, type Tree } from '../process/tree.js';
import type { JobRecord } from './jobRecord.js';
import { isOfEarlierBoot } from './serverId.js';

/** The processes of a job as its record names them. */
export function treeOf(folder: JobFolder, record: JobRecord, table: ProcessTable): Tree {
  const tree = newTree({
    ...folder,
    marker: jobMarker(record.uid),
    since: record.since,
    carriers: carriersOf(record.settings),
    brand: brandOf(record.uid).bytes,
    cgroup: record.cgroup,
  });
  setRecordedProcesses(tree, folder, record, table);
  return tree;
}

/**
 * The processes as the record names them; without a first one, that which the launcher names: an earlier leader is none of this
 * attempt. None of what an earlier boot of the machine left: another process may have the same pid and start time by now.
 */
export function setRecordedProcesses(tree: Tree, folder: JobFolder, record: JobRecord, table: ProcessTable): void {
  const { leader, members, since } = record;
  tree.leader = undefined;
  tree.isPast = isOfEarlierBoot(record.owner, table);
  tree.since = tree.isPast ? 0 : since;
  if (tree.isPast) return;
  for (const { pid, start } of members) tree.seen.set(pid, start);
  if (leader === undefined) learnLeader(tree, folder, table);
  else setLeader(tree, leader);
}

/**
 * Where the server was killed before it could write down which process the launcher is, or became: what that says itself.
 * @returns the leader, if there is one by now.
 */
export function learnLeader(tree: Tree, folder: JobFolder, table: ProcessTable): ProcessId | undefined {
  const leader = tree.isPast ? undefined : launchedProcess(folder, tree.since, table);
  if (leader !== undefined) setLeader(tree, leader);
  return leader;
}

/** Who the launcher said that it is. Where there is no `/proc` it knows its pid alone, and who has that now may be another. */
export function launchedProcess(folder: JobFolder, since: number, table: ProcessTable): ProcessId | undefined {
  const stat = readLaunch(folder)?.stat;
  if (stat === undefined) return undefined;
  const { pid = Number.parseInt(stat, 10), start } = parseStat(stat) ?? {};
  // The file may say anything.
  if (!Number.isSafeInteger(pid) || pid <= 1) return undefined;
  if (start !== undefined) return { pid, start };
  const holder = table.one(pid);
  return holder !== undefined && holder.start >= since ? { pid, start: holder.start } : undefined;
}
