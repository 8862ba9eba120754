import type { ProcessInfo, ProcessTable } from './processTable.js';

/** Tells the ports that processes listen on. */
export interface PortReader {
  /** Reads which sockets listen now: here, and in the network namespaces of these processes. */
  look(pids: readonly number[]): void;
  /** The ports of the sockets that these processes hold, sorted; undefined where the system does not tell. */
  of(processes: readonly ProcessInfo[]): readonly number[] | undefined;
  /** Forgets what it knows of processes that are not among these. */
  forget(all: readonly ProcessInfo[]): void;
}

/** What a process held when it was last asked. */
interface Held {
  readonly start: number;
  /** How many new listening sockets had been seen by then. */
  readonly known: number;
  readonly sockets: ReadonlySet<string>;
}

/**
 * Makes a reader. To read the descriptors of hundreds of processes costs more than all the rest, so that a process is asked
 * again only when a listening socket has come up since.
 */
export function createPortReader(table: ProcessTable): PortReader {
  let ports: ReadonlyMap<string, number> | undefined;
  let known = 0;
  let held = new Map<number, Held>();

  function socketsOf({ pid, start }: ProcessInfo): ReadonlySet<string> {
    const before = held.get(pid);
    if (before?.start === start && before.known === known) return before.sockets;
    const sockets = new Set([...(table.sockets(pid) ?? [])].filter((socket) => ports?.has(socket)));
    held.set(pid, { start, known, sockets });
    return sockets;
  }

  return {
    look(pids) {
      const own = table.network('self');
      const elsewhere = new Map(pids.map((pid) => [table.network(pid) ?? own, pid]));
      elsewhere.delete(own);
      const listeners = [table.listeners('self'), ...[...elsewhere.values()].map((pid) => table.listeners(pid))];
      if (listeners[0] === undefined) {
        ports = undefined;
        return;
      }
      const now = new Map(listeners.flatMap((list = []) => list.map(({ socket, port }) => [socket, port])));
      if ([...now.keys()].some((socket) => ports?.has(socket) !== true)) known++;
      ports = now;
    },
    of(processes) {
      const now = ports;
      if (now === undefined) return undefined;
      if (now.size === 0) return [];
      const found = processes.flatMap((info) => [...socketsOf(info)].flatMap((socket) => now.get(socket) ?? []));
      return [...new Set(found)].sort((a, b) => a - b);
    },
    forget(all) {
      const starts = new Map(all.map(({ pid, start }) => [pid, start]));
      held = new Map([...held].filter(([pid, { start }]) => starts.get(pid) === start));
    },
  };
}
