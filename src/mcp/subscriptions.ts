/** What one subscriber wants to hear of. */
export interface Wants {
  readonly uris: readonly string[];
  /** Whether the list of resources changed. */
  readonly list: boolean;
}

/** Which resources somebody at the other end of a connection wants to hear of. */
export interface Subscriptions {
  /** `holder` names the subscriber: a request to listen, or a single URI. */
  set(holder: string, wants: Wants): void;
  delete(holder: string): void;
  /** How many subscribers there are. */
  size(): number;
  has(uri: string): boolean;
  uris(): ReadonlySet<string>;
  wantsList(): boolean;
  /** Called when what is wanted changed. Returns the way to stop. */
  onChange(listener: () => void): () => void;
}

/** Nobody wants anything yet. */
export function createSubscriptions(): Subscriptions {
  const holders = new Map<string, Wants>();
  const listeners = new Set<() => void>();
  let uris: ReadonlySet<string> = new Set();

  function changed(): void {
    uris = new Set([...holders.values()].flatMap((wants) => wants.uris));
    for (const listener of [...listeners]) listener();
  }

  return {
    set(holder, wants) {
      holders.set(holder, wants);
      changed();
    },
    delete(holder) {
      if (holders.delete(holder)) changed();
    },
    size: () => holders.size,
    has: (uri) => uris.has(uri),
    uris: () => uris,
    wantsList: () => [...holders.values()].some((wants) => wants.list),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
