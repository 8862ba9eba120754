import { setTimeout as delay } from 'node:timers/promises';
import { killCgroup } from './cgroup.js';
import type { ProcessInfo, ProcessTable } from './processTable.js';
import { findTree, isAnySeenAlive, isCarrier, releaseTree, type Tree } from './tree.js';

/** How a tree is brought down. */
export interface StopPlan {
  /** Such as `SIGTERM`. */
  readonly signal: string;
  /** Milliseconds between the signal and SIGKILL. */
  readonly graceMs: number;
  /** How long SIGKILL is repeated before what is left counts as survivors, milliseconds; a few looks longer while new ones come up. */
  readonly killMs: number;
  /** Looks in a row that must find nothing before the tree counts as gone. */
  readonly quietRounds: number;
  /** Asked while the grace runs: true ends it now. */
  readonly isHurried: () => boolean;
}

/** Looks after the time for SIGKILL is over, at a tree that goes on growing. */
const MOST_LATE_ROUNDS = 10;
/** A full look costs milliseconds, so that newcomers are looked for only now and then while the grace runs. */
const FULL_LOOK_EVERY = 10;

/**
 * Signals the whole tree, waits for the grace, then kills it again and again until it is gone.
 * The tree is looked at before the first signal, since links to orphans vanish with their parents. What is started after that is
 * not signalled: it may be what a program runs to clean up. It has the grace like all others.
 * Where the tree has a control group of its own, that is killed as one; what left it, or never was in it, is killed besides.
 * @returns what would not go.
 */
export async function stopTree(tree: Tree, table: ProcessTable, plan: StopPlan): Promise<readonly ProcessInfo[]> {
  const linked = findTree(tree, table, 'links');
  const first = linked.length > 0 ? linked : findTree(tree, table);
  if (first.length > 0 && !plan.isHurried()) {
    const before = new Set(table.list().map(({ pid }) => pid));
    const spared = table.complete ? first.filter((info) => isCarrier(tree, info, first)) : [];
    const asked = first.filter((info) => !spared.includes(info));
    signalTree(tree, asked, plan.signal, spared);
    // A stopped process acts on nothing but SIGKILL until it is continued.
    signalTree(tree, first, 'SIGCONT');
    await waitForGrace(tree, table, plan, before);
  }
  return killTree(tree, table, plan);
}

/** @param before the pids that there were when the tree was signalled. */
async function waitForGrace(
  tree: Tree,
  table: ProcessTable,
  plan: StopPlan,
  before: ReadonlySet<number>,
): Promise<void> {
  const deadline = performance.now() + plan.graceMs;
  const told = new Set(tree.seen.keys());
  for (let round = 1; performance.now() < deadline && !plan.isHurried(); round++) {
    await delay(Math.min(table.pollMs, Math.max(1, deadline - performance.now())));
    // The first full look comes at once: it finds those that no link ties to the job.
    if (round % FULL_LOOK_EVERY !== 1 && isAnySeenAlive(tree, table)) continue;
    const members = findTree(tree, table);
    if (members.length === 0) return;
    for (const { pid } of members) {
      if (!before.has(pid) || told.has(pid)) continue;
      told.add(pid);
      send(pid, plan.signal);
      send(pid, 'SIGCONT');
    }
  }
}

async function killTree(tree: Tree, table: ProcessTable, plan: StopPlan): Promise<readonly ProcessInfo[]> {
  const deadline = performance.now() + plan.killMs;
  const killed = new Set<number>();
  for (let quiet = 0, round = 0, lateRounds = 0; ; round++) {
    const members = findTree(tree, table);
    quiet = members.length === 0 ? quiet + 1 : 0;
    if (quiet >= plan.quietRounds) {
      await releaseTree(tree);
      return [];
    }
    // Where a look takes long there are few of them: nobody survives what it was never sent.
    if (
      performance.now() >= deadline &&
      (lateRounds++ >= MOST_LATE_ROUNDS || members.every(({ pid }) => killed.has(pid)))
    ) {
      return members;
    }
    for (const { pid } of members) killed.add(pid);
    if (tree.cgroup !== undefined) killCgroup(tree.cgroup);
    signalTree(tree, members, 'SIGKILL');
    await untilGone(tree, table, round < 5 ? Math.min(5, table.pollMs) : table.pollMs);
  }
}

/** A killed process takes a moment to go. */
async function untilGone(tree: Tree, table: ProcessTable, mostMs: number): Promise<void> {
  const deadline = performance.now() + mostMs;
  do await delay(1);
  while (performance.now() < deadline && isAnySeenAlive(tree, table));
}

/**
 * To the group at once, so that nothing can fork past it, and to each member that left the group.
 * @param spared others that are not to get the signal.
 */
function signalTree(
  tree: Tree,
  members: readonly ProcessInfo[],
  signal: string,
  spared: readonly ProcessInfo[] = [],
): void {
  const group = tree.leader?.pid;
  const isInGroup = (info: ProcessInfo): boolean => group !== undefined && info.group === group;
  // Those of 0 and 1 are the caller's own, and everybody's: kill(2).
  const isWhole = group !== undefined && group > 1 && members.some(isInGroup) && !spared.some(isInGroup);
  if (isWhole) send(-group, signal);
  for (const info of members) {
    if (!isWhole || !isInGroup(info)) send(info.pid, signal);
  }
}

function send(target: number, signal: string): void {
  try {
    process.kill(target, signal);
  } catch {
    // Gone already, or not ours to signal: the next look says which.
  }
}
