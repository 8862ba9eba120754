// node --import loopDelay.mjs: measures how late the event loop is, and writes that to the file that SOAK_LOOP_DELAY names when the
// process ends: `{"p50": MS, "p99": MS, "max": MS}`.
import { writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';

const RESOLUTION_MS = 5;

const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
delays.enable();
process.on('exit', () => {
  const late = (nanoseconds) => Math.max(0, nanoseconds / 1e6 - RESOLUTION_MS);
  const facts = { p50: late(delays.percentile(50)), p99: late(delays.percentile(99)), max: late(delays.max) };
  writeFileSync(process.env.SOAK_LOOP_DELAY, JSON.stringify(facts));
});
