/** Something that happens, and who wants to know. */
export interface Signal {
  emit(): void;
  /** Returns the way to stop. */
  listen(listener: () => void): () => void;
}

/** A signal that calls its listeners at once, in the order in which they came. */
export function createSignal(): Signal {
  const listeners = new Set<() => void>();
  return {
    emit() {
      for (const listener of [...listeners]) listener();
    },
    listen(listener) {
      // Wrapped, so that the same function can listen twice.
      const entry = (): void => listener();
      listeners.add(entry);
      return () => void listeners.delete(entry);
    },
  };
}

/** Ids of jobs whose view changed, handed on at most once a turn of the event loop. */
export interface Changes {
  note(id: string): void;
  listen(listener: (ids: readonly string[]) => void): () => void;
}

export function createChanges(): Changes {
  const listeners = new Set<(ids: readonly string[]) => void>();
  let noted = new Set<string>();

  function flush(): void {
    const ids = [...noted];
    noted = new Set();
    for (const listener of [...listeners]) listener(ids);
  }

  return {
    note(id) {
      if (noted.size === 0) setImmediate(flush);
      noted.add(id);
    },
    listen(listener) {
      const entry = (ids: readonly string[]): void => listener(ids);
      listeners.add(entry);
      return () => void listeners.delete(entry);
    },
  };
}
