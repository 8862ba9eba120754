import { setTimeout as delay } from 'node:timers/promises';

/** How long a fact may take to become true before the test fails. Generous: a loaded machine is no failure. */
const PATIENCE_MS = 60_000;
const GLANCE_MS = 15;

/**
 * Waits for a fact that sends no event (a process of someone else that is gone, a file that is there). It bounds a wait
 * and never orders two events. Where there is an event, await that.
 * @returns the first value that is not undefined or false.
 */
export async function eventually<T>(
  what: string,
  check: () => T | undefined | false | Promise<T | undefined | false>,
  patienceMs = PATIENCE_MS,
): Promise<T> {
  const end = performance.now() + patienceMs;
  for (;;) {
    const value = await check();
    if (value !== undefined && value !== false) return value;
    if (performance.now() > end) throw new Error(`waited ${String(patienceMs)} ms in vain: ${what}`);
    await delay(GLANCE_MS);
  }
}

/** A promise with a bound, so that a missing event fails with its name and not with the test's timeout. */
export async function within<T>(what: string, promise: Promise<T>, patienceMs = PATIENCE_MS): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const bound = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`waited ${String(patienceMs)} ms in vain: ${what}`));
    }, patienceMs);
  });
  try {
    return await Promise.race([promise, bound]);
  } finally {
    clearTimeout(timer);
  }
}
