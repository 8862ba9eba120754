// node --import loopDelay.mjs: from SIGUSR2 on it measures how late the event loop is, and at the next one it writes that to the file
// that SOAK_LOOP_DELAY names: `{"late": {"p50": MS, "p99": MS, "max": MS}, "own": {...}}`. What is late and its own is not what it
// waited for a processor that others had. Linux alone.
import { readFileSync, renameSync, writeFileSync } from 'node:fs';

const EVERY_MS = 5;

let measuring;
process.on('SIGUSR2', () => {
  if (measuring === undefined) {
    measuring = measure();
    return;
  }
  const file = process.env.SOAK_LOOP_DELAY;
  writeFileSync(`${file}.new`, JSON.stringify(measuring()));
  renameSync(`${file}.new`, file);
});

function measure() {
  const [late, own] = [[], []];
  let [at, waited] = [performance.now(), waitedMs()];
  const timer = setInterval(() => {
    const [now, waitedNow] = [performance.now(), waitedMs()];
    const by = Math.max(0, now - at - EVERY_MS);
    late.push(by);
    own.push(Math.max(0, by - (waitedNow - waited)));
    [at, waited] = [now, waitedNow];
  }, EVERY_MS);
  timer.unref();
  return () => ({ late: percentiles(late), own: percentiles(own) });
}

/** How long this thread has waited for a processor, see proc(5) on schedstat. */
function waitedMs() {
  return Number(readFileSync('/proc/thread-self/schedstat', 'latin1').split(' ')[1]) / 1e6;
}

function percentiles(samples) {
  const sorted = samples.toSorted((a, b) => a - b);
  const at = (part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
  return { p50: at(0.5), p99: at(0.99), max: at(1) };
}
