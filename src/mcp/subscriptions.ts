import { parseResourceUri } from './resourceUris.js';

/** More subscribers at a time are not looked after; the SDK refuses more listen requests than this. */
const MOST_HOLDERS = 1_024;
/** More URIs in all are not looked after. */
const MOST_URIS = 10_000;

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
  uris(): readonly string[];
  /** The URIs of output among them. */
  outputs(): ReadonlySet<string>;
  wantsList(): boolean;
  /** Whether nobody wants anything. */
  isEmpty(): boolean;
  /** Called when what is wanted changed. Returns the way to stop. */
  onChange(listener: () => void): () => void;
}

/** Nobody wants anything yet. What a subscriber costs does not depend on how many there are. */
export function createSubscriptions(): Subscriptions {
  const holders = new Map<string, Wants>();
  const listeners = new Set<() => void>();
  /** How many subscribers want each. */
  const counts = new Map<string, number>();
  const outputs = new Set<string>();
  let lists = 0;

  function changed(): void {
    for (const listener of [...listeners]) listener();
  }

  function add(holder: string, { uris, list }: Wants): void {
    const looked = [...new Set(uris)].filter((uri) => counts.has(uri) || counts.size < MOST_URIS);
    for (const uri of looked) {
      counts.set(uri, (counts.get(uri) ?? 0) + 1);
      if (parseResourceUri(uri)?.kind === 'output') outputs.add(uri);
    }
    if (list) lists += 1;
    holders.set(holder, { uris: looked, list });
  }

  function remove(holder: string): boolean {
    const held = holders.get(holder);
    if (held === undefined) return false;
    holders.delete(holder);
    for (const uri of held.uris) {
      const left = (counts.get(uri) ?? 0) - 1;
      if (left > 0) counts.set(uri, left);
      else {
        counts.delete(uri);
        outputs.delete(uri);
      }
    }
    if (held.list) lists -= 1;
    return true;
  }

  return {
    set(holder, wants) {
      remove(holder);
      if (holders.size < MOST_HOLDERS) add(holder, wants);
      changed();
    },
    delete(holder) {
      if (remove(holder)) changed();
    },
    size: () => holders.size,
    has: (uri) => counts.has(uri),
    uris: () => [...counts.keys()],
    outputs: () => outputs,
    wantsList: () => lists > 0,
    isEmpty: () => lists === 0 && counts.size === 0,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
