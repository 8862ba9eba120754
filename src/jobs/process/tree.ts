import type { ProcessInfo, ProcessTable } from './processTable.js';

/** A process that stays identifiable after its pid was given to another. */
export interface ProcessId {
  readonly pid: number;
  /** Clock ticks since boot. */
  readonly start: number;
}

/** What ties processes to one job. */
export interface Tree {
  /** First process of the job: leader of its session and group. Undefined until it is known. */
  leader: ProcessId | undefined;
  /** `NAME=value` that only processes of this job were started with. */
  readonly marker: string;
  /** Real path of the job's log: who writes to it belongs to the job. */
  readonly logFile: string;
  /** So many generations, from the leader on, only carry the others and end after them: they are not asked to end. */
  readonly carriers: number;
  /** And of the one for standard error, where there is one. */
  readonly errorLogFile?: string;
  /** Every process of the job that was ever seen, by pid. Parent links vanish when a parent ends; this stays. */
  readonly seen: Map<number, number>;
  /** Ticks since boot before which nothing of this job can have started. */
  since: number;
}

/** What marks the processes of the job with this uid. */
export function jobMarker(uid: string): string {
  return `BGJOBS_JOB_UID=${uid}`;
}

/** A tree of which nothing has been seen yet. */
export function newTree(
  facts: Pick<Tree, 'marker' | 'logFile' | 'errorLogFile' | 'since'> & Partial<Pick<Tree, 'carriers'>>,
): Tree {
  const { marker, logFile, errorLogFile, since, carriers = 0 } = facts;
  return {
    marker,
    logFile,
    ...(errorLogFile === undefined ? {} : { errorLogFile }),
    since,
    carriers,
    leader: undefined,
    seen: new Map(),
  };
}

/** Remembers the first process of the tree. */
export function setLeader(tree: Tree, leader: ProcessId): void {
  // What an earlier leader left behind stays part of the tree.
  if (tree.seen.size === 0) tree.since = Math.max(tree.since, leader.start);
  tree.leader = leader;
  tree.seen.set(leader.pid, leader.start);
}

/**
 * Everything alive that is tied to the job by parent, group, session, environment marker or open log, or was seen before.
 * What is found is remembered in the tree. The caller's own process is never part of it.
 */
export function findTree(tree: Tree, table: ProcessTable): readonly ProcessInfo[] {
  if (!table.complete) return findLeader(tree, table);
  const self = process.pid;
  const all = table.list().filter((info) => info.pid !== self && info.pid !== 1);
  const candidates = all.filter((info) => info.start >= tree.since);
  const members = new Map<number, ProcessInfo>();
  const groupIsOurs = ownsGroup(tree, all);
  for (const info of candidates) {
    const isTied =
      tree.seen.get(info.pid) === info.start ||
      (groupIsOurs && (info.group === tree.leader?.pid || info.session === tree.leader?.pid)) ||
      table.hasEnvironment(info.pid, tree.marker) ||
      // What punches holes into the log is a child of ours and none of the job's.
      (info.parent !== self && writesLog(tree, info.pid, table));
    if (isTied) members.set(info.pid, info);
  }
  addDescendants(members, candidates);
  for (const info of members.values()) tree.seen.set(info.pid, info.start);
  return [...members.values()].filter((info) => !info.zombie);
}

/** Whether any process of the tree that was seen before is still alive. Much cheaper than `findTree`. */
export function isAnySeenAlive(tree: Tree, table: ProcessTable): boolean {
  for (const [pid, start] of tree.seen) {
    const info = table.one(pid);
    if (info?.start !== start) tree.seen.delete(pid);
    else if (!info.zombie) return true;
  }
  return false;
}

function writesLog({ logFile, errorLogFile }: Tree, pid: number, table: ProcessTable): boolean {
  return table.writes(pid, logFile) || (errorLogFile !== undefined && table.writes(pid, errorLogFile));
}

/** A pid that is in use as a group is not given away, so the group is ours unless another process now has the leader's pid. */
function ownsGroup(tree: Tree, all: readonly ProcessInfo[]): boolean {
  const { leader } = tree;
  if (leader === undefined) return false;
  const holder = all.find((info) => info.pid === leader.pid);
  return holder === undefined || holder.start === leader.start;
}

function addDescendants(members: Map<number, ProcessInfo>, candidates: readonly ProcessInfo[]): void {
  for (let before = -1; before !== members.size;) {
    before = members.size;
    for (const info of candidates) {
      if (members.has(info.parent)) members.set(info.pid, info);
    }
  }
}

function findLeader(tree: Tree, table: ProcessTable): readonly ProcessInfo[] {
  const info = tree.leader === undefined ? undefined : table.one(tree.leader.pid);
  return info === undefined ? [] : [info];
}
