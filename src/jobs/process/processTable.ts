/** One process at the time of a look. A pid alone names nothing for long: (pid, start) does, on one boot. */
export interface ProcessInfo {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  /** 0 where the system does not tell. */
  readonly session: number;
  /** When it started, in the table's own unit (ticks since boot, or seconds of the wall clock): only to be compared. */
  readonly start: number;
  /** It has ended and waits for its parent to notice. */
  readonly zombie: boolean;
  /** Processor time that it used, and its children that it has waited for, milliseconds. */
  readonly cpuMs: number;
  /** Resident memory, bytes; what it shares with others counts in each of them. */
  readonly memoryBytes: number;
}

/** A listening TCP socket. */
export interface Listener {
  /** Canonical, as `canonicalAddress` makes it. */
  readonly address: string;
  readonly port: number;
  /** What `sockets` answers with for who holds it. */
  readonly socket: string;
}

/** What can be learnt about processes on this machine. Nothing here throws: what cannot be read is not there. */
export interface ProcessTable {
  /** Whether all processes can be seen, so that a tree can be followed beyond its group. */
  readonly complete: boolean;
  /** Identity of this boot; pids and start times mean nothing on another. */
  readonly boot: string;
  /** Identity of the pid namespace; pids of another mean nothing here. */
  readonly space: string;
  /** How long to wait between two looks at processes that are to end, milliseconds: what a look costs decides. */
  readonly pollMs: number;
  /** Whether processes can be given a brand and be told by it, see `brand`. */
  readonly canBrand: boolean;
  list(): readonly ProcessInfo[];
  /** Those that there are by now and that are not among these pids: a look takes time, in which one may fork and end. */
  newcomers(known: ReadonlySet<number>): readonly ProcessInfo[];
  /** The pids that were given out after this one, to whoever; undefined where they are many, or only a look at all processes tells. */
  givenAfter(pid: number): readonly number[] | undefined;
  one(pid: number): ProcessInfo | undefined;
  /** The processes that it has started and that have not ended; undefined where only a look at all processes tells. */
  children(pid: number): readonly number[] | undefined;
  /** Whether the process was started with this `NAME=value` in its environment. */
  hasEnvironment(pid: number, entry: string): boolean;
  /** The brand of the process, or what else its limit on resident memory is; see `brand`. */
  brand(pid: number): string | undefined;
  /** Whether the process has the file open for writing. */
  writes(pid: number, realPath: string): boolean;
  /** What its standard input is, as the system names it; undefined when that cannot be seen. */
  input(pid: number): string | undefined;
  /** The files that a thread of the process is blocked reading, named as `input` names them; none where that cannot be seen. */
  reading(pid: number): readonly string[];
  /** The command line, for people. */
  command(pid: number): string;
  /** The sockets that the process holds; undefined when that cannot be read (another user's process). */
  sockets(pid: number): ReadonlySet<string> | undefined;
  /** Listening TCP sockets in the network namespace of the process; undefined when that cannot be read. */
  listeners(pid: number | 'self'): readonly Listener[] | undefined;
  /** Identity of the network namespace of the process, where there are such. */
  network(pid: number | 'self'): string | undefined;
}
