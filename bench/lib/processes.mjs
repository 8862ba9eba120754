// What /proc tells about processes: who descends from whom, memory, CPU. Linux only.
import { readFileSync, readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Clock ticks a second: 100 on every Linux that Node runs on (`getconf CLK_TCK`). */
const TICKS = 100;

/** One process as /proc/<pid>/stat shows it, or undefined when it is gone. See proc(5). */
export function stat(pid) {
  const text = read(`/proc/${pid}/stat`);
  if (text === undefined) return undefined;
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const ticks = (from, to) => fields.slice(from, to).reduce((sum, field) => sum + Number(field), 0);
  return {
    pid,
    name: text.slice(text.indexOf('(') + 1, text.lastIndexOf(')')),
    state: fields[0],
    ppid: Number(fields[1]),
    /** Of this process alone, seconds. */
    cpu: ticks(11, 13) / TICKS,
    /** Of its children that were waited for, seconds. */
    childCpu: ticks(13, 15) / TICKS,
    start: fields[19],
  };
}

/** All processes of the machine. */
export function allProcesses() {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => stat(Number(name)))
    .filter((process) => process !== undefined);
}

/** `pid` and everything that descends from it by parent links. */
export function tree(pid, processes = allProcesses()) {
  const children = new Map();
  for (const process of processes) children.set(process.ppid, [...(children.get(process.ppid) ?? []), process]);
  const found = processes.filter((process) => process.pid === pid);
  for (const process of found) found.push(...(children.get(process.pid) ?? []));
  return found;
}

/** Processes, zombies apart, whose environment holds `marker`. */
export function withEnvironment(marker) {
  return allProcesses().filter(
    ({ pid, state }) => state !== 'Z' && (read(`/proc/${pid}/environ`)?.includes(marker) ?? false),
  );
}

/** Resident memory of one process, MiB. */
export function residentMiB(pid) {
  const kilobytes = /^VmRSS:\s+(\d+)/m.exec(read(`/proc/${pid}/status`) ?? '')?.[1];
  return Number(kilobytes ?? 0) / 1024;
}

/** Resident memory of a process and its descendants, MiB. Pages that they share count once for each. */
export function treeResidentMiB(pid) {
  return tree(pid).reduce((sum, process) => sum + residentMiB(process.pid), 0);
}

/**
 * CPU that the running threads of a process have used, seconds. From /proc/<pid>/task/<tid>/schedstat, which counts
 * nanoseconds where /proc/<pid>/stat counts hundredths of a second.
 */
export function cpuSeconds(pid) {
  let nanoseconds = 0;
  for (const thread of list(`/proc/${pid}/task`))
    nanoseconds += Number(read(`/proc/${pid}/task/${thread}/schedstat`)?.split(' ')[0] ?? 0);
  return nanoseconds / 1e9;
}

/** True while `pid` runs (a zombie has ended). */
export function alive(pid) {
  const now = stat(pid);
  return now !== undefined && now.state !== 'Z';
}

/** Resolves when `pid` has ended; throws after `limitMs`. */
export async function gone(pid, limitMs, everyMs = 2) {
  const deadline = performance.now() + limitMs;
  while (alive(pid)) {
    if (performance.now() > deadline) throw new Error(`not finished within ${limitMs / 1000} s`);
    await sleep(everyMs);
  }
}

function list(path) {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

function read(path) {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return undefined; // Gone, or not ours to read.
  }
}
