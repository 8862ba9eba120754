import { networkInterfaces } from 'node:os';
import type { SurvivorView } from '../jobView.js';
import { ANY_ADDRESS, canonicalAddress } from '../process/canonicalAddress.js';
import type { Listener, ProcessTable } from '../process/processTable.js';
import { survivorView } from '../process/survivor.js';
import { findTree, type Tree } from '../process/tree.js';
import { addressesOf, failed, passed, type Attempt } from './attempt.js';

/** A port that is held by something, and by what, if that can be seen. */
export interface HeldPort {
  readonly port: number;
  readonly holder: SurvivorView | undefined;
}

/** Looks whether something listens already where a job's probe would look; undefined when the port is free or cannot be judged. */
export function findHolder(table: ProcessTable, host: string, port: number): HeldPort | undefined {
  const listeners = relevant(table.listeners('self'), addressesOf(host), port);
  if (listeners === undefined || listeners.length === 0) return undefined;
  return { port, holder: holderOf(table, listeners) };
}

/** Whether the socket that answers at this address is held by the job's own tree. */
export function isOwnPort(table: ProcessTable, tree: Tree, address: string, port: number): Attempt {
  if (tree.leader === undefined) return passed;
  const listeners =
    relevant(table.listeners(tree.leader.pid), [address], port) ?? relevant(table.listeners('self'), [address], port);
  // Nothing to judge by on this machine.
  if (listeners === undefined) return passed;
  const members = findTree(tree, table);
  const held = members.map((info) => table.sockets(info.pid));
  if (held.some((sockets) => listeners.some(({ socket }) => sockets?.has(socket) === true))) return passed;
  const holder = holderOf(table, listeners);
  // A member that runs as another user keeps its sockets to itself; so does nobody else that could be blamed.
  if (holder === undefined && held.includes(undefined)) return passed;
  const by = holder === undefined ? 'another process' : `pid ${holder.pid} (${holder.command})`;
  return failed(`port ${port} answers, but it is held by ${by} and not by this job; \`owner: any\` lifts this check`);
}

function holderOf(table: ProcessTable, listeners: readonly Listener[]): SurvivorView | undefined {
  for (const { pid } of table.list()) {
    const sockets = table.sockets(pid);
    if (listeners.some(({ socket }) => sockets?.has(socket) === true)) return survivorView(pid, table);
  }
  return undefined;
}

/** Those that would answer a connection to one of the addresses; a name may be any address. */
function relevant(
  listeners: readonly Listener[] | undefined,
  addresses: readonly string[],
  port: number,
): readonly Listener[] | undefined {
  const wanted = new Set(addresses.map((address) => canonicalAddress(address) ?? ANY_ADDRESS));
  return listeners?.filter(
    (listener) =>
      listener.port === port &&
      (wanted.has(ANY_ADDRESS) || listener.address === ANY_ADDRESS || wanted.has(listener.address)),
  );
}

/** Whether a host means this machine, so that its ports can be looked up. */
export function isThisMachine(host: string): boolean {
  const own = Object.values(networkInterfaces()).flatMap((list) => (list ?? []).map((entry) => entry.address));
  return addressesOf(host).some((address) => /^127\.|^::1?$|^0\.0\.0\.0$/.test(address) || own.includes(address));
}
