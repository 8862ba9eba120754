import { hasProcess } from '../../lib/hasProcess.js';
import type { ProcessTable } from './processTable.js';

/** For machines with neither `/proc` nor `ps`: a process is known by its pid alone, and a tree is its process group. */
export function signalOnlyTable(): ProcessTable {
  return {
    complete: false,
    boot: 'unknown',
    space: 'unknown',
    pollMs: 20,
    canBrand: false,
    list: () => [],
    newcomers: () => [],
    givenAfter: () => undefined,
    children: () => undefined,
    one: (pid) =>
      // The members of its group may outlive it.
      hasProcess(-pid) || hasProcess(pid)
        ? { pid, parent: 0, group: pid, session: pid, start: 0, zombie: false, cpuMs: 0, memoryBytes: 0 }
        : undefined,
    hasEnvironment: () => false,
    brand: () => undefined,
    writes: () => false,
    input: () => undefined,
    reading: () => [],
    command: (pid) => `process ${pid}`,
    sockets: () => undefined,
    listeners: () => undefined,
    network: () => undefined,
  };
}
