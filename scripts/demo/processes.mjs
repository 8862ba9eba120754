import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Every process whose command line or environment, as it was started, names this path: `{pid, command}`. */
export function processesNaming(path) {
  return existsSync('/proc/self/environ') ? fromProc(path) : fromPs(path);
}

/** A zombie has neither, so that it does not count. */
function fromProc(path) {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map((entry) => ({
      entry,
      commandLine: read(`/proc/${entry}/cmdline`),
      environment: read(`/proc/${entry}/environ`),
    }))
    .filter(({ commandLine, environment }) => `${commandLine}${environment}`.includes(path))
    .map(({ entry, commandLine }) => ({ pid: Number(entry), command: commandLine.split('\0').join(' ').trim() }));
}

function fromPs(path) {
  const { stdout } = spawnSync('ps', ['-axEww', '-o', 'pid=,command='], { encoding: 'utf8' });
  return stdout
    .split('\n')
    .filter((line) => line.includes(path))
    .map((line) => ({ pid: Number.parseInt(line, 10), command: line.trim().replace(/^\d+\s+/, '') }));
}

/** Nothing for a process that ended meanwhile, or is someone else's. */
function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
