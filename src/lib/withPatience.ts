import { setTimeout as delay } from 'node:timers/promises';

/**
 * What a promise comes to, if it does so in time, milliseconds. The timer keeps this process alive meanwhile: what the promise waits
 * for may not, as a helper of ours by itself does not.
 * @returns undefined when it did not. Rejects with what the promise rejects with.
 */
export async function withPatience<T>(promise: Promise<T>, ms: number): Promise<T | undefined> {
  const isOver = new AbortController();
  const patience = delay(ms, undefined, { signal: isOver.signal }).catch(() => undefined);
  try {
    return await Promise.race([promise, patience]);
  } finally {
    isOver.abort();
  }
}
