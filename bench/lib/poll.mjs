import { setTimeout as sleep } from 'node:timers/promises';

/** Asks `look` again and again until it returns something truthy, and returns that; throws after `limitMs`. */
export async function until(look, limitMs, everyMs, what) {
  const deadline = performance.now() + limitMs;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (performance.now() > deadline) throw new Error(`${what}: not within ${limitMs / 1000} s`);
    await sleep(everyMs);
  }
}

/** Calls `work` every `everyMs` until the returned function is called; that resolves with how long each call took, ms. */
export function repeatTimed(work, everyMs) {
  let going = true;
  const times = [];
  const done = (async () => {
    while (going) {
      const began = performance.now();
      await work();
      times.push(performance.now() - began);
      await sleep(everyMs);
    }
  })();
  done.catch(() => undefined);
  return async () => {
    going = false;
    await done;
    return times;
  };
}

/** How long one call takes, milliseconds. */
export async function timed(work) {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
