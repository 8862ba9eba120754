import type { Job, JobContext } from './job.js';
import type { ProcessInfo, ProcessTable } from './process/processTable.js';

/**
 * Notes what the job's input is sent through, as the process table names it. Right after the spawn the launcher may be
 * reading a file for a moment, so that this is tried again while it is not known.
 */
export function learnInput(job: Job, { table }: Pick<JobContext, 'table'>): string | undefined {
  const { leader } = job.tree;
  const found = leader === undefined ? undefined : table.input(leader.pid);
  if (found !== undefined && /^(?:socket|pipe):/.test(found)) job.input ??= found;
  return job.input;
}

/** What has run for less is still being launched, milliseconds. */
const LAUNCH_MS = 50;

/**
 * The jobs of which a process is blocked reading the job's standard input, or its terminal: what they asked for can be
 * answered with `sendInput`. A job that is not among them may wait nevertheless: not every system tells, and a program
 * that also waits for other things does not count.
 */
export function waitingForInput(
  jobs: readonly Job[],
  { table, clock }: Pick<JobContext, 'table' | 'clock'>,
): ReadonlySet<Job> {
  const asking = jobs.filter(
    (job) => job.state === 'running' && job.isStdinOpen && job.pendingInput === 0 && hasLaunched(job, clock),
  );
  let all: readonly ProcessInfo[] | undefined;
  const everybody = (): readonly ProcessInfo[] => (all ??= table.list());
  return new Set(asking.filter((job) => isBlocked(job, table, everybody)));
}

function hasLaunched({ attempt }: Job, clock: JobContext['clock']): boolean {
  return clock.monotonic() - (attempt?.startedMono ?? 0) >= LAUNCH_MS;
}

function isBlocked(job: Job, table: ProcessTable, everybody: () => readonly ProcessInfo[]): boolean {
  const { leader } = job.tree;
  if (leader === undefined) return false;
  const related = withDescendants(leader.pid, table) ?? everybody();
  const processes = related.filter((info) => info.start >= job.tree.since && !info.zombie);
  return job.terminal === undefined ? isPipeRead(job, processes, table) : isTerminalRead(job, processes, table);
}

/** A process and all that it started; undefined where the system does not tell by process. */
function withDescendants(pid: number, table: ProcessTable): readonly ProcessInfo[] | undefined {
  const found = new Map<number, ProcessInfo>();
  const toLook = [pid];
  for (const each of toLook) {
    const info = table.one(each);
    if (info === undefined || found.has(each)) continue;
    const children = table.children(each);
    if (children === undefined) return undefined;
    found.set(each, info);
    toLook.push(...children);
  }
  return [...found.values()];
}

function isPipeRead(job: Job, processes: readonly ProcessInfo[], table: ProcessTable): boolean {
  const input = learnInput(job, { table });
  if (input === undefined) return false;
  return processes.some(({ pid }) => table.input(pid) === input && table.reading(pid).includes(input));
}

/** Programs that ask for a password open the terminal by its other name, whatever their standard input is. */
function isTerminalRead(job: Job, processes: readonly ProcessInfo[], table: ProcessTable): boolean {
  const program = processes.find((info) => info.parent === job.tree.leader?.pid);
  if (program === undefined) return false;
  const names = new Set([table.input(program.pid), '/dev/tty']);
  return processes.some(
    ({ pid, session }) => session === program.session && table.reading(pid).some((file) => names.has(file)),
  );
}
