/** What there is of a log, in positions that only ever grow. */
export interface LogExtent {
  /** First byte that is still there. Everything before it is lost. */
  readonly from: number;
  readonly to: number;
  /** `from` is somewhere in the middle of the output, and not where a log begins. */
  readonly isCut: boolean;
}

/**
 * What can be read of a job's output: one stream of it, or both put together. Read on demand.
 * Positions count every byte that was ever seen in it; what is dropped moves `from`, and no position ever means another
 * byte.
 */
export interface OutputLog {
  /** Looks at how much there is. */
  observe(): LogExtent;
  /**
   * Reads at most `length` bytes; fewer when the log ends before, none when they are gone. Bytes that are dropped
   * meanwhile may come back as zeros: ask `observe` afterwards whether they are still there.
   */
  read(position: number, length: number): Promise<Buffer>;
  /** Newlines in everything before `from`; undefined when some of it was dropped without having been counted. */
  linesBefore(): number | undefined;
}
