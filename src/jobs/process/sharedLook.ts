import type { ProcessTable } from './processTable.js';

/**
 * Makes a way to look at all processes once for everybody who asks in the same turn of the event loop: of fifty jobs that end in
 * one moment each wants to know what it left behind, and what costs is reading `/proc`. The look is taken after the
 * turn, so that it sees what everybody asks about.
 * @returns the table, which remembers its list and the brands for those who share it: good for at once, and not to be kept.
 */
export function createSharedLook(table: ProcessTable): () => Promise<ProcessTable> {
  let next: Promise<ProcessTable> | undefined;
  return () => {
    next ??= new Promise((resolve) =>
      setImmediate(() => {
        next = undefined;
        resolve(remembering(table));
      }),
    );
    return next;
  };
}

function remembering(table: ProcessTable): ProcessTable {
  const brands = new Map<number, string | undefined>();
  let list: ReturnType<ProcessTable['list']> | undefined;
  // Good until something is read after it.
  let late: ReturnType<ProcessTable['newcomers']> | undefined;
  return {
    ...table,
    list: () => (list ??= table.list()),
    newcomers(known) {
      late ??= table.newcomers(new Set(list?.map(({ pid }) => pid)));
      return late.filter(({ pid }) => !known.has(pid));
    },
    brand(pid) {
      if (!brands.has(pid)) {
        late = undefined;
        brands.set(pid, table.brand(pid));
      }
      return brands.get(pid);
    },
    hasEnvironment(pid, entry) {
      late = undefined;
      return table.hasEnvironment(pid, entry);
    },
    writes(pid, path) {
      late = undefined;
      return table.writes(pid, path);
    },
  };
}
