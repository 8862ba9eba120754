/** One process at the time of a look. A pid alone names nothing for long: (pid, start) does, on one boot. */
export interface ProcessInfo {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  readonly session: number;
  /** Clock ticks since boot. */
  readonly start: number;
  /** It has ended and waits for its parent to notice. */
  readonly zombie: boolean;
}

/** A listening TCP socket. */
export interface Listener {
  /** As the kernel prints it: 8 or 32 hex digits. */
  readonly address: string;
  readonly port: number;
  readonly inode: string;
}

/** What can be learnt about processes on this machine. Nothing here throws: what cannot be read is not there. */
export interface ProcessTable {
  /** Whether all processes can be seen, so that a tree can be followed beyond its group. */
  readonly complete: boolean;
  /** Identity of this boot; pids and start times mean nothing on another. */
  readonly boot: string;
  /** Identity of the pid namespace; pids of another mean nothing here. */
  readonly space: string;
  list(): readonly ProcessInfo[];
  one(pid: number): ProcessInfo | undefined;
  /** Whether the process was started with this `NAME=value` in its environment. */
  hasEnvironment(pid: number, entry: string): boolean;
  /** Whether the process has the file open for writing. */
  writes(pid: number, realPath: string): boolean;
  /** What its standard input is, as the system names it; undefined when that cannot be seen. */
  input(pid: number): string | undefined;
  /** The files that a thread of the process is blocked reading, named as `input` names them; none where that cannot be seen. */
  reading(pid: number): readonly string[];
  /** The command line, for people. */
  command(pid: number): string;
  /** Inodes of the sockets that the process holds; undefined when that cannot be read (another user's process). */
  sockets(pid: number): ReadonlySet<string> | undefined;
  /** Listening TCP sockets in the network namespace of the process; undefined when that cannot be read. */
  listeners(pid: number | 'self'): readonly Listener[] | undefined;
}
