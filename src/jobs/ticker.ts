/** One timer for everything that has to be looked at again and again while jobs run. None runs when nobody asked. */
export interface Ticker {
  /**
   * Calls `tick` every `intervalMs` milliseconds, at whole multiples of it on the clock, so that all of one rhythm share a
   * wake-up, which costs more than what is then done. The first time is within one interval.
   */
  every(intervalMs: number, tick: () => void): Subscription;
  /** Ends all that is looked at: nothing of it keeps the process alive. */
  stop(): void;
}

export interface Subscription {
  setInterval(intervalMs: number): void;
  stop(): void;
}

interface Entry {
  intervalMs: number;
  due: number;
  readonly tick: () => void;
}

const EARLY_MS = 5;
/** What is due is done in turns of the event loop that take about so long, milliseconds. */
const LONGEST_TURN_MS = 2;

/** Makes a ticker; `now` is a monotonic clock in milliseconds. */
export function createTicker(now: () => number): Ticker {
  const entries = new Set<Entry>();
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let timerDue = Number.POSITIVE_INFINITY;

  /** The next multiple of the interval. */
  function dueAfter(at: number, intervalMs: number): number {
    return (Math.floor(at / intervalMs) + 1) * intervalMs;
  }

  function arrange(): void {
    if (isStopped) return;
    const due = Math.min(...[...entries].map((entry) => entry.due));
    if (timer !== undefined && due === timerDue) return;
    clearTimeout(timer);
    timerDue = due;
    timer = entries.size === 0 ? undefined : setTimeout(run, Math.max(1, due - now()));
  }

  function run(): void {
    timer = undefined;
    const at = now();
    // A little early is on time: timers are not exact.
    const due = [...entries].filter((entry) => entry.due <= at + EARLY_MS);
    for (const entry of due) entry.due = dueAfter(Math.max(at, entry.due), entry.intervalMs);
    tickAll(due);
    arrange();
  }

  /** Hundreds of jobs may have to be looked at: a call that comes meanwhile is not kept waiting for all of them. */
  function tickAll(due: readonly Entry[]): void {
    const began = now();
    for (const [at, entry] of due.entries()) {
      if (now() - began > LONGEST_TURN_MS) {
        setImmediate(() => tickAll(due.slice(at)));
        return;
      }
      if (entries.has(entry)) entry.tick();
    }
  }

  return {
    stop() {
      isStopped = true;
      entries.clear();
      clearTimeout(timer);
    },
    every(intervalMs, tick) {
      const entry: Entry = { intervalMs, due: dueAfter(now(), intervalMs), tick };
      entries.add(entry);
      arrange();
      return {
        setInterval(wanted) {
          if (wanted === entry.intervalMs) return;
          entry.due = dueAfter(now(), wanted);
          entry.intervalMs = wanted;
          if (entries.has(entry)) arrange();
        },
        stop() {
          entries.delete(entry);
          arrange();
        },
      };
    },
  };
}
