import type { Listener, ProcessInfo, ProcessTable } from '../../../src/jobs/process/processTable.js';

/** A process of a fake table; what is not said is nothing. */
export interface FakeProcess extends Partial<ProcessInfo> {
  readonly pid: number;
  readonly brand?: string;
  readonly sockets?: readonly string[];
}

export interface FakeTable extends ProcessTable {
  /** Who there is; the test changes it. */
  processes: readonly FakeProcess[];
  heard: readonly Listener[] | undefined;
  /** How often descriptors were read. */
  readonly asked: number[];
}

/** A table that knows what the test says. */
export function fakeTable(processes: readonly FakeProcess[]): FakeTable {
  const find = (pid: number): FakeProcess | undefined => table.processes.find((each) => each.pid === pid);
  const infoOf = ({ pid, parent = 1, group = pid, session = pid, ...rest }: FakeProcess): ProcessInfo => ({
    ...{ pid, parent, group, session, start: 100, zombie: false, cpuMs: 0, memoryBytes: 0 },
    ...rest,
  });
  const table: FakeTable = {
    processes,
    heard: [],
    asked: [],
    complete: true,
    boot: 'fake',
    space: 'fake',
    pollMs: 1,
    canBrand: true,
    list: () => table.processes.map(infoOf),
    givenAfter: () => undefined,
    newcomers: (known) => table.processes.filter(({ pid }) => !known.has(pid)).map(infoOf),
    one(pid) {
      const found = find(pid);
      return found === undefined ? undefined : infoOf(found);
    },
    children: (pid) => table.processes.filter(({ parent }) => parent === pid).map((each) => each.pid),
    hasEnvironment: () => false,
    brand: (pid) => find(pid)?.brand ?? 'unlimited',
    writes: () => false,
    command: (pid) => `process ${pid}`,
    sockets(pid) {
      table.asked.push(pid);
      return new Set(find(pid)?.sockets ?? []);
    },
    listeners: () => table.heard,
    input: () => undefined,
    reading: () => [],
    network: () => undefined,
  };
  return table;
}
