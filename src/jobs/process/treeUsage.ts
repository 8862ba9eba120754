import { cgroupMembers } from './cgroup.js';
import { createPortReader } from './portReader.js';
import type { ProcessInfo, ProcessTable } from './processTable.js';
import type { Tree } from './tree.js';

/** What the processes of a tree use together, and who they are. */
export interface TreeUsage {
  readonly members: readonly ProcessInfo[];
  /** Processor time so far, milliseconds: of the members, and of their children that they have waited for. */
  readonly cpuMs: number;
  /** TCP ports, sorted; undefined where the system does not tell. */
  readonly listening: readonly number[] | undefined;
}

/** Measures trees, many of them for the price of one look at all processes. */
export type UsageMeter = (trees: readonly Tree[]) => ReadonlyMap<Tree, TreeUsage>;

/**
 * Makes a meter. It follows what costs little: group, session, parents, brand (or control group), and what full looks have
 * found before; it remembers which brand a process has, since that is with it from birth.
 */
export function createUsageMeter(table: ProcessTable): UsageMeter {
  const ports = createPortReader(table);
  let brands = new Map<number, { readonly start: number; readonly brand: string | undefined }>();

  function brandOf({ pid, start }: ProcessInfo, known: typeof brands): string | undefined {
    const kept = brands.get(pid);
    const entry = kept?.start === start ? kept : { start, brand: table.brand(pid) };
    known.set(pid, entry);
    return entry.brand;
  }

  return (trees) => {
    // First, so that whoever holds a socket that is found here is there when the processes are listed.
    ports.look(trees.flatMap(({ leader }) => leader?.pid ?? []));
    const all = table.list();
    const ties = collectTies(trees, all);
    const known: typeof brands = new Map();
    const direct = (info: ProcessInfo): Tree | undefined => {
      const seen = ties.seen.get(info.pid);
      if (seen?.seen.get(info.pid) === info.start) return seen;
      const linked = ties.leaders.get(info.group) ?? ties.leaders.get(info.session) ?? ties.grouped.get(info.pid);
      if (linked !== undefined || info.start < ties.since || ties.brands.size === 0) return linked;
      return ties.brands.get(brandOf(info, known) ?? '');
    };
    const owners = findOwners(all, direct);
    brands = known;
    const members = new Map<Tree, ProcessInfo[]>(trees.map((tree) => [tree, []]));
    for (const info of all) {
      const owner = owners.get(info.pid);
      if (owner !== undefined && !info.zombie) members.get(owner)?.push(info);
    }
    const usage = new Map([...members].map(([tree, infos]) => [tree, sum(infos, ports.of(infos))]));
    ports.forget(all);
    return usage;
  };
}

function sum(members: readonly ProcessInfo[], listening: readonly number[] | undefined): TreeUsage {
  return {
    members,
    cpuMs: members.reduce((ms, info) => ms + info.cpuMs, 0),
    listening,
  };
}

interface Ties {
  /** By pid, of those that were seen before. */
  readonly seen: ReadonlyMap<number, Tree>;
  /** By group and session. */
  readonly leaders: ReadonlyMap<number, Tree>;
  readonly brands: ReadonlyMap<string, Tree>;
  /** By pid, from the control groups of trees without a brand. */
  readonly grouped: ReadonlyMap<number, Tree>;
  readonly since: number;
}

function collectTies(trees: readonly Tree[], all: readonly ProcessInfo[]): Ties {
  const starts = new Map(all.map((info) => [info.pid, info.start]));
  const ownLeader = ({ leader }: Tree): boolean =>
    leader !== undefined && [undefined, leader.start].includes(starts.get(leader.pid));
  return {
    seen: new Map(trees.flatMap((tree) => [...tree.seen.keys()].map((pid): [number, Tree] => [pid, tree]))),
    leaders: new Map(trees.filter(ownLeader).map((tree) => [tree.leader?.pid ?? 0, tree])),
    brands: new Map(trees.flatMap((tree) => (tree.brand === undefined ? [] : [[tree.brand, tree]]))),
    grouped: new Map(
      trees.flatMap((tree) =>
        tree.brand !== undefined || tree.cgroup === undefined
          ? []
          : [...cgroupMembers(tree.cgroup)].map((pid): [number, Tree] => [pid, tree]),
      ),
    ),
    since: Math.min(...trees.map((tree) => tree.since)),
  };
}

/** A process belongs to the tree that it is tied to itself, else to the tree of its parent. */
function findOwners(
  all: readonly ProcessInfo[],
  direct: (info: ProcessInfo) => Tree | undefined,
): ReadonlyMap<number, Tree | undefined> {
  const infos = new Map(all.map((info) => [info.pid, info]));
  const owners = new Map<number, Tree | undefined>([
    [process.pid, undefined],
    [1, undefined],
  ]);
  for (const info of all) {
    const path: number[] = [];
    let owner: Tree | undefined;
    for (let at: ProcessInfo | undefined = info; at !== undefined; at = infos.get(at.parent)) {
      if (owners.has(at.pid)) {
        owner = owners.get(at.pid);
        break;
      }
      path.push(at.pid);
      owner = direct(at);
      if (owner !== undefined) break;
      // Should parents ever go in a circle, this ends it.
      owners.set(at.pid, undefined);
    }
    for (const pid of path) owners.set(pid, owner);
  }
  return owners;
}
