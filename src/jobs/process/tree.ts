import { isBrand } from './brand.js';
import { cgroupMembers, isPopulated, removeCgroup } from './cgroup.js';
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
  /** Real path of the job's log: who writes to it belongs to the job. Empty where there is none. */
  readonly logFile: string;
  /** So many generations, from the leader on, only carry the others and end after them: they are not asked to end. */
  readonly carriers: number;
  /** And of the one for standard error, where there is one. */
  readonly errorLogFile?: string;
  /** The limit that only processes of this job have, see `brand`; undefined where there are no brands. */
  readonly brand: string | undefined;
  /** The job's own control group, which its first process enters if it can. */
  readonly cgroup: string | undefined;
  /** Every process of the job that was ever seen, by pid. Parent links vanish when a parent ends; this stays. */
  readonly seen: Map<number, number>;
  /** Ticks since boot before which nothing of this job can have started. */
  since: number;
  /** What is known of it is of an earlier boot of the machine: pids and start times mean nothing now, and none of it is left. */
  isPast: boolean;
}

/** What marks the processes of the job with this uid. */
export function jobMarker(uid: string): string {
  return `BGJOBS_JOB_UID=${uid}`;
}

/** A tree of which nothing has been seen yet. */
export function newTree(
  facts: Pick<Tree, 'marker' | 'logFile' | 'errorLogFile' | 'since'> &
    Partial<Pick<Tree, 'carriers' | 'brand' | 'cgroup'>>,
): Tree {
  const { marker, logFile, errorLogFile, since, carriers = 0, brand, cgroup } = facts;
  return {
    marker,
    logFile,
    ...(errorLogFile === undefined ? {} : { errorLogFile }),
    since,
    carriers,
    brand,
    cgroup,
    leader: undefined,
    seen: new Map(),
    isPast: false,
  };
}

/** Remembers the first process of the tree. */
export function setLeader(tree: Tree, leader: ProcessId): void {
  // What an earlier leader left behind stays part of the tree.
  if (tree.seen.size === 0) tree.since = Math.max(tree.since, leader.start);
  tree.leader = leader;
  tree.seen.set(leader.pid, leader.start);
}

const NOBODY: ReadonlySet<number> = new Set();

/**
 * Everything alive that is tied to the job by control group, parent, group, session, brand, environment marker or open log,
 * or was seen before.
 * @param depth `links` looks at group, session, parents and control group alone: what vanishes with the first signal. It costs a
 * fraction, so that a tree that grows fast is signalled before it has grown much.
 * What is found is remembered in the tree. The caller's own process is never part of it.
 */
export function findTree(tree: Tree, table: ProcessTable, depth: 'all' | 'links' = 'all'): readonly ProcessInfo[] {
  if (tree.isPast) return [];
  if (!table.complete) return findLeader(tree, table);
  const listed = table.list();
  const found = findAmong(listed, ownsGroup(tree, listed), tree, table, depth);
  return found.length > 0 || depth === 'links' ? found : findLate(listed, tree, table);
}

/** How often newcomers are looked for; only where something is forked all the time is there always one. */
const MOST_LATE_LOOKS = 20;

/**
 * What a look cannot see that finds nobody: one that forked before it was looked at, and had ended when it was. Its child is
 * newer than the list. Nothing was missed when nobody is new.
 */
function findLate(listed: readonly ProcessInfo[], tree: Tree, table: ProcessTable): readonly ProcessInfo[] {
  const known = new Set(listed.map(({ pid }) => pid));
  for (let looks = 0; looks < MOST_LATE_LOOKS; looks++) {
    const late = table.newcomers(known);
    if (late.length === 0) break;
    for (const { pid } of late) known.add(pid);
    const found = findAmong(late, ownsGroup(tree, [...listed, ...late]), tree, table, 'all');
    if (found.length > 0) return found;
  }
  return [];
}

function findAmong(
  listed: readonly ProcessInfo[],
  groupIsOurs: boolean,
  tree: Tree,
  table: ProcessTable,
  depth: 'all' | 'links',
): readonly ProcessInfo[] {
  const self = process.pid;
  const candidates = listed.filter(({ pid, start }) => pid !== self && pid !== 1 && start >= tree.since);
  const members = new Map<number, ProcessInfo>();
  const grouped = tree.cgroup === undefined ? NOBODY : cgroupMembers(tree.cgroup);
  for (const info of candidates) {
    const isTied =
      tree.seen.get(info.pid) === info.start ||
      (groupIsOurs && (info.group === tree.leader?.pid || info.session === tree.leader?.pid)) ||
      grouped.has(info.pid) ||
      (depth === 'all' && isMarked(tree, table, info));
    if (isTied) members.set(info.pid, info);
  }
  addDescendants(members, candidates);
  for (const info of members.values()) tree.seen.set(info.pid, info.start);
  return [...members.values()].filter((info) => !info.zombie);
}

/** Whether it carries something that only this job's processes have, wherever it went. */
function isMarked(tree: Tree, table: ProcessTable, { pid, parent }: ProcessInfo): boolean {
  const brand = tree.brand === undefined ? undefined : table.brand(pid);
  // Another job's, for certain: there is no need for the looks that cost more.
  if (isBrand(brand)) return brand === tree.brand;
  return (
    table.hasEnvironment(pid, tree.marker) ||
    // What punches holes into the log is a child of ours and none of the job's.
    (tree.logFile !== '' && parent !== process.pid && writesLog(tree, pid, table))
  );
}

/** Whether the tree's control group has anybody, or any process that was seen before is still alive. Much cheaper than `findTree`. */
export function isAnySeenAlive(tree: Tree, table: ProcessTable): boolean {
  if (tree.cgroup !== undefined && isPopulated(tree.cgroup)) return true;
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

/**
 * Whether it carries the terminal of the job: it would kill the program when it is asked to end, and not say how that ended.
 * It is a child of the launcher; where that was killed, it is known by the session of that, which the program has left.
 */
export function isCarrier({ leader, carriers }: Tree, info: ProcessInfo, members: readonly ProcessInfo[]): boolean {
  if (leader === undefined || carriers === 0) return false;
  if (info.pid === leader.pid) return true;
  if (carriers === 1) return false;
  return (
    info.parent === leader.pid || (info.session === leader.pid && members.some(({ parent }) => parent === info.pid))
  );
}

/** Gives back what the system keeps for a tree of which nothing is left. */
export async function releaseTree(tree: Tree): Promise<void> {
  if (tree.cgroup !== undefined) await removeCgroup(tree.cgroup);
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
