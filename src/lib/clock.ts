/** The two clocks, so that pure code can be given others in tests. */
export interface Clock {
  /** Milliseconds that only ever go forward; for durations and deadlines. */
  monotonic(): number;
  /** Milliseconds since the epoch; for timestamps that people read. */
  wall(): number;
}

/** The machine's own clocks. */
export const systemClock: Clock = {
  monotonic: () => performance.now(),
  wall: () => Date.now(),
};
