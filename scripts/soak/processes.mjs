import { readdirSync, readFileSync } from 'node:fs';

/**
 * Every process that was started with this path among its words or in its environment: `{pid, key, command}`, where the key
 * is that of the job which it says it belongs to. Linux alone: a zombie has neither, and does not count.
 */
export function markedProcesses(path) {
  return readdirSync('/proc').flatMap((pid) => {
    if (!/^\d+$/.test(pid)) return [];
    const words = read(`/proc/${pid}/cmdline`);
    const environment = read(`/proc/${pid}/environ`);
    if (!words.includes(path) && !environment.includes(path)) return [];
    const key = /[\0 '](k\d+):/.exec(words)?.[1] ?? /(?:^|\0)SOAK_KEY=(k\d+):/.exec(environment)?.[1];
    return [{ pid: Number(pid), key, command: words.split('\0').join(' ').trim() }];
  });
}

/** Ends them all, by their pids. */
export function killMarked(path) {
  for (const { pid } of markedProcesses(path)) {
    try {
      if (pid !== process.pid) process.kill(pid, 'SIGKILL');
    } catch {
      // It ended meanwhile.
    }
  }
}

/** Nothing for a process that ended meanwhile, or is someone else's. */
function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
