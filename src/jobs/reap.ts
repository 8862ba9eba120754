import { readFileSync } from 'node:fs';
import { parseLaunchFile } from './launcher.js';
import { readRecords, writeRecord, type JobFolder, type JobRecord, type ServerId } from './jobFolder.js';
import { brandOf } from './process/brand.js';
import { parseStat } from './process/procfs.js';
import type { ProcessTable } from './process/processTable.js';
import { stopTree } from './process/stopTree.js';
import { newTree, setLeader, type ProcessId, type Tree } from './process/tree.js';

const KILL_MS = 5_000;
/** A process that was being forked when the server was killed shows up a moment later. */
const QUIET_ROUNDS = 3;

/** Stops what servers that are gone have left running, and notes in the records that they did. */
export async function reapJobs(
  jobsFolder: string,
  table: ProcessTable,
  isOrphaned: (owner: ServerId) => boolean,
): Promise<void> {
  const orphaned = readRecords(jobsFolder).flatMap(({ folder, record }) =>
    record === undefined || record.tree_gone || !isOrphaned(record.owner) ? [] : { folder, record },
  );
  await Promise.all(orphaned.map(({ folder, record }) => reapJob(folder, record, table)));
}

async function reapJob(folder: JobFolder, record: JobRecord, table: ProcessTable): Promise<void> {
  // After a restart of the machine the pids mean other processes.
  const left =
    record.owner.boot === table.boot
      ? await stopTree(treeOf(folder, record, table), table, {
          signal: record.stop.signal,
          graceMs: record.stop.grace_ms,
          killMs: KILL_MS,
          quietRounds: QUIET_ROUNDS,
          isHurried: () => false,
        })
      : [];
  const ending: Partial<JobRecord> =
    record.state === 'exited'
      ? {}
      : {
          state: 'exited',
          outcome: record.outcome ?? 'lost',
          reason: record.reason ?? 'the server that ran it died',
          ended_at: new Date().toISOString(),
        };
  writeRecord(folder, {
    ...record,
    ...ending,
    members: left.map(({ pid, start }) => ({ pid, start })),
    tree_gone: left.length === 0,
  });
}

function treeOf(folder: JobFolder, record: JobRecord, table: ProcessTable): Tree {
  const tree = newTree({
    marker: `BGJOBS_JOB_UID=${record.uid}`,
    logFile: folder.logFile,
    since: record.since,
    brand: brandOf(record.uid).bytes,
    cgroup: record.cgroup,
  });
  for (const { pid, start } of record.members) tree.seen.set(pid, start);
  // The server may have been killed before it could write down what the launcher did.
  const leader = record.leader ?? launchedProcess(folder, record.since, table);
  if (leader !== undefined) setLeader(tree, leader);
  return tree;
}

/** Who the launcher said that it is. Where there is no `/proc` it knows its pid alone, and who has that now may be another. */
function launchedProcess(folder: JobFolder, since: number, table: ProcessTable): ProcessId | undefined {
  try {
    const { stat } = parseLaunchFile(readFileSync(folder.launchFile, 'utf8'));
    if (stat === undefined) return undefined;
    const { pid = Number.parseInt(stat, 10), start } = parseStat(stat) ?? {};
    if (start !== undefined) return { pid, start };
    const holder = Number.isSafeInteger(pid) ? table.one(pid) : undefined;
    return holder !== undefined && holder.start >= since ? { pid, start: holder.start } : undefined;
  } catch {
    return undefined;
  }
}
