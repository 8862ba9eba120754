/** Passes news on at once, and then no more often than its interval; what comes in between is passed on once. */
export interface Throttle {
  /** There is news of this. */
  mark(key: string): void;
  /** Forgets what was to be passed on. */
  close(): void;
}

/** Makes a throttle; each key has an interval of its own, milliseconds. Its timers keep no process alive. */
export function createThrottle(intervalMs: number, pass: (key: string) => void): Throttle {
  const resting = new Map<string, { timer: NodeJS.Timeout; again: boolean }>();

  function mark(key: string): void {
    const rest = resting.get(key);
    if (rest !== undefined) {
      rest.again = true;
      return;
    }
    const timer = setTimeout(() => {
      const over = resting.get(key);
      resting.delete(key);
      if (over?.again === true) mark(key);
    }, intervalMs);
    timer.unref();
    resting.set(key, { timer, again: false });
    pass(key);
  }

  return {
    mark,
    close() {
      for (const { timer } of resting.values()) clearTimeout(timer);
      resting.clear();
    },
  };
}
