import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** One process for certain: pids are used again, a pid with its start time is not. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly startTime: string;
}

export interface ProcessInfo extends ProcessIdentity {
  readonly command: string;
}

const HAS_PROC = existsSync('/proc/self/stat');

/** Who has this pid now; undefined when nobody has, or only a zombie that nobody collected. */
export function identify(pid: number): ProcessIdentity | undefined {
  const startTime = HAS_PROC ? startTimeFromProc(pid) : startTimeFromPs(pid);
  return startTime === undefined ? undefined : { pid, startTime };
}

/** Whether this very process still runs. */
export function isAlive(process: ProcessIdentity): boolean {
  return identify(process.pid)?.startTime === process.startTime;
}

/**
 * Every process whose command line or environment, as it was started, names this path: a job has it in its variables,
 * a helper of the server among its arguments.
 */
export function processesNaming(path: string): readonly ProcessInfo[] {
  return HAS_PROC ? namingFromProc(path) : namingFromPs(path);
}

/** @see https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html (state is field 3, starttime field 22) */
function startTimeFromProc(pid: number): string | undefined {
  const stat = read(`/proc/${String(pid)}/stat`);
  if (stat === undefined) return undefined;
  // The name, field 2, stands in parentheses and may hold anything, parentheses and blanks too.
  const [state, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return state === 'Z' || state === 'X' ? undefined : rest[18];
}

function namingFromProc(path: string): ProcessInfo[] {
  return readdirSync('/proc').flatMap((entry) => {
    if (!/^\d+$/.test(entry)) return [];
    const commandLine = read(`/proc/${entry}/cmdline`) ?? '';
    if (!`${commandLine}${read(`/proc/${entry}/environ`) ?? ''}`.includes(path)) return [];
    const identity = identify(Number(entry));
    return identity === undefined ? [] : [{ ...identity, command: commandLine.split('\0').join(' ').trim() }];
  });
}

function startTimeFromPs(pid: number): string | undefined {
  const [, state, start] = /^(\S+)\s+(.+)$/.exec(ps('-o', 'stat=,lstart=', '-p', String(pid)).trim()) ?? [];
  return state?.startsWith('Z') === false ? start : undefined;
}

function namingFromPs(path: string): ProcessInfo[] {
  return ps('-axEww', '-o', 'pid=,command=')
    .split('\n')
    .flatMap((line) => {
      const [, pid, command] = /^\s*(\d+)\s+(.*)$/.exec(line) ?? [];
      if (command?.includes(path) !== true) return [];
      const identity = identify(Number(pid));
      return identity === undefined ? [] : [{ ...identity, command }];
    });
}

function ps(...args: string[]): string {
  return spawnSync('ps', args, { encoding: 'utf8' }).stdout;
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined; // It ended meanwhile, or belongs to someone else.
  }
}
