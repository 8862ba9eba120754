/** The two clocks, so that pure code can be given others in tests. */
export interface Clock {
  /** Milliseconds that only ever go forward; for durations and deadlines. Of the same origin in every process of this boot. */
  monotonic(): number;
  /** Milliseconds since the epoch; for timestamps that people read. */
  wall(): number;
}

/**
 * The machine's own clocks.
 * @see clock_gettime(2): CLOCK_MONOTONIC, which `process.hrtime` gives, counts from the boot and not from the process
 */
export const systemClock: Clock = {
  monotonic() {
    const [seconds, nanoseconds] = process.hrtime();
    return seconds * 1e3 + nanoseconds / 1e6;
  },
  wall: () => Date.now(),
};

/** A time of the wall clock that is over, on the monotonic one, milliseconds. What a wall clock that was set back puts into the future is now. */
export function monotonicAt(wall: number, clock: Clock): number {
  return clock.monotonic() - Math.max(0, clock.wall() - wall);
}
