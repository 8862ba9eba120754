import type { Job, JobContext } from './job.js';
import type { ProcessInfo, ProcessTable } from './process/processTable.js';

/**
 * The jobs of which a process is blocked reading the job's standard input, or its terminal: what they asked for can be
 * answered with `sendInput`. A job that is not among them may wait nevertheless: not every system tells, and a program
 * that also waits for other things does not count.
 */
export function waitingForInput(jobs: readonly Job[], { table }: Pick<JobContext, 'table'>): ReadonlySet<Job> {
  const asking = jobs.filter((job) => job.state === 'running' && job.isStdinOpen && job.pendingInput === 0);
  if (asking.length === 0) return new Set();
  const processes = table.list();
  return new Set(asking.filter((job) => isBlocked(job, processes, table)));
}

function isBlocked(job: Job, all: readonly ProcessInfo[], table: ProcessTable): boolean {
  const processes = all.filter((info) => info.start >= job.tree.since && !info.zombie);
  const leader = job.tree.leader?.pid;
  // A terminal is where the program behind what carries it has its input.
  const first = job.terminal === undefined ? undefined : processes.find((info) => info.parent === leader);
  const input = job.terminal === undefined ? job.input : first && table.input(first.pid);
  if (input === undefined) return false;
  return processes.some((info) => {
    if (info.pid === leader && job.terminal !== undefined) return false;
    const isOnTerminal = first !== undefined && info.session === first.session;
    if (!isOnTerminal && table.input(info.pid) !== input) return false;
    return table.reading(info.pid).some((file) => file === input || (isOnTerminal && file === '/dev/tty'));
  });
}
