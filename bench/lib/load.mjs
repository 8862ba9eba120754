// How busy the machine was with other things while something was measured.
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { tree } from './processes.mjs';

const TICKS = 100;

/** Starts a watch; calling what it returns gives the share (0 to 1) of the machine that others used since. */
export function watchLoad() {
  const before = reading();
  return () => {
    const after = reading();
    const seconds = (after.at - before.at) / 1000;
    if (seconds <= 0) return 0;
    const others = after.busy - before.busy - (after.own - before.own);
    return Math.min(1, Math.max(0, others / seconds / cpus().length));
  };
}

function reading() {
  const [user, nice, system, , , irq, softirq, steal] = readFileSync('/proc/stat', 'latin1')
    .split('\n', 1)[0]
    .split(/\s+/)
    .slice(1)
    .map(Number);
  // What was waited for counts at its parent, so a process that ended meanwhile is not lost.
  const own = tree(process.pid).reduce((sum, { cpu, childCpu }) => sum + cpu + childCpu, 0);
  return { at: performance.now(), busy: (user + nice + system + irq + softirq + steal) / TICKS, own };
}
