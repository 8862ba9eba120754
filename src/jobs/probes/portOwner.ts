import { networkInterfaces } from 'node:os';
import type { Listener, ProcessTable } from '../process/processTable.js';
import { findTree, type Tree } from '../process/tree.js';
import type { SurvivorView } from '../jobView.js';
import { survivorView } from '../process/survivor.js';
import { addressesOf, failed, passed, type Attempt } from './attempt.js';

/** A port that is held by something, and by what, if that can be seen. */
export interface HeldPort {
  readonly port: number;
  readonly holder: SurvivorView | undefined;
}

/** Looks whether something listens already where a job's probe would look; undefined when the port is free or cannot be judged. */
export function findHolder(table: ProcessTable, host: string, port: number): HeldPort | undefined {
  const listeners = relevant(table.listeners('self'), host, port);
  if (listeners === undefined || listeners.length === 0) return undefined;
  return { port, holder: holderOf(table, listeners) };
}

/** Whether a socket that answers on this port is held by the job's own tree. */
export function isOwnPort(table: ProcessTable, tree: Tree, host: string, port: number): Attempt {
  if (tree.leader === undefined) return passed;
  const listeners =
    relevant(table.listeners(tree.leader.pid), host, port) ?? relevant(table.listeners('self'), host, port);
  // Nothing to judge by on this machine.
  if (listeners === undefined) return passed;
  const members = findTree(tree, table);
  const inodes = new Set(listeners.map((listener) => listener.inode));
  const held = members.map((info) => table.sockets(info.pid));
  if (held.some((sockets) => sockets !== undefined && [...inodes].some((inode) => sockets.has(inode)))) return passed;
  const holder = holderOf(table, listeners);
  // A member that runs as another user keeps its sockets to itself; so does nobody else that could be blamed.
  if (holder === undefined && held.includes(undefined)) return passed;
  const by = holder === undefined ? 'another process' : `pid ${holder.pid} (${holder.command})`;
  return failed(`port ${port} answers, but it is held by ${by} and not by this job; \`owner: any\` lifts this check`);
}

function holderOf(table: ProcessTable, listeners: readonly Listener[]): SurvivorView | undefined {
  const inodes = listeners.map((listener) => listener.inode);
  for (const { pid } of table.list()) {
    const sockets = table.sockets(pid);
    if (sockets !== undefined && inodes.some((inode) => sockets.has(inode))) return survivorView(pid, table);
  }
  return undefined;
}

/** Those that would answer a connection to the host. */
function relevant(
  listeners: readonly Listener[] | undefined,
  host: string,
  port: number,
): readonly Listener[] | undefined {
  const wanted = new Set(addressesOf(host).flatMap((address) => kernelForms(address)));
  const isKnown = wanted.size > 0;
  return listeners?.filter(
    (listener) => listener.port === port && (!isKnown || /^0+$/.test(listener.address) || wanted.has(listener.address)),
  );
}

/** An address as `/proc/net/tcp` and `tcp6` print it; nothing for a name, and for an address that stands for all. */
function kernelForms(address: string): string[] {
  if (/^\d+\.\d+\.\d+\.\d+$/.test(address)) {
    if (address === '0.0.0.0') return [];
    const bytes = Buffer.from(address.split('.').map(Number));
    const word = hexWord(bytes, 0);
    // The same address mapped into IPv6.
    return [word, `0000000000000000${hexWord(Buffer.from([0, 0, 0xff, 0xff]), 0)}${word}`];
  }
  const bytes = ipv6Bytes(address);
  if (bytes === undefined || bytes.every((byte) => byte === 0)) return [];
  return [[0, 4, 8, 12].map((at) => hexWord(bytes, at)).join('')];
}

/** Four bytes as the kernel prints them: one number in the byte order of the machine. */
function hexWord(bytes: Buffer, at: number): string {
  const value = isLittleEndian ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at);
  return value.toString(16).toUpperCase().padStart(8, '0');
}

const isLittleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

function ipv6Bytes(address: string): Buffer | undefined {
  if (!address.includes(':') || address.includes('.')) return undefined;
  const [head = '', tail] = address.replace(/%.*$/, '').split('::');
  const parse = (part: string): number[] =>
    part === '' ? [] : part.split(':').map((word) => Number.parseInt(word, 16));
  const [first, last] = [parse(head), parse(tail ?? '')];
  const zeros = tail === undefined ? 0 : 8 - first.length - last.length;
  if (zeros < 0 || first.length + last.length + zeros !== 8) return undefined;
  const words = [...first, ...Array.from({ length: zeros }, () => 0), ...last];
  return Buffer.from(words.flatMap((word) => [word >> 8, word & 0xff]));
}

/** Whether a host means this machine, so that its ports can be looked up. */
export function isThisMachine(host: string): boolean {
  const own = Object.values(networkInterfaces()).flatMap((list) => (list ?? []).map((entry) => entry.address));
  return addressesOf(host).some((address) => /^127\.|^::1?$|^0\.0\.0\.0$/.test(address) || own.includes(address));
}
