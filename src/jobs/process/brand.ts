/**
 * A limit that marks a job's processes: the soft limit on resident memory, set by the launcher to a number that no other
 * job has and that is far above any machine. Children inherit it, and neither exec, an emptied environment, a new session,
 * closed descriptors nor the death of parents takes it away. Linux has not acted on this limit since 2.4.30.
 * @see getrlimit(2) on RLIMIT_RSS; proc(5) on `/proc/pid/limits`, which anybody may read
 */
export function brandOf(uid: string): Brand {
  const digits = uid.replaceAll('-', '').slice(0, 12);
  const kilobytes = (1n << 42n) + BigInt(`0x${digits}`);
  return { kilobytes: String(kilobytes), bytes: String(kilobytes * 1024n) };
}

/** Whether this is the brand of some job: no limit that anybody sets for its own sake is that high. */
export function isBrand(bytes: string | undefined): boolean {
  return bytes !== undefined && /^\d{16,}$/.test(bytes);
}

export interface Brand {
  /** What `ulimit -S -m` takes. */
  readonly kilobytes: string;
  /** What `/proc/<pid>/limits` shows. */
  readonly bytes: string;
}
