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
    children: () => undefined,
    one: (pid) =>
      answers(pid)
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

/** The group first: its members may outlive the leader. */
function answers(pid: number): boolean {
  for (const target of [-pid, pid]) {
    try {
      process.kill(target, 0);
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EPERM') return true;
    }
  }
  return false;
}
