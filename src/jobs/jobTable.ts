import { nearest } from '../lib/nearest.js';
import { err, ok, type Result } from '../lib/result.js';
import { hasEnded, type Job } from './job.js';
import type { UnknownJob } from './jobs.js';

/** The jobs that one server knows, its own and those of others, in the order in which they were started. */
export interface JobTable {
  add(job: Job): void;
  remove(job: Job): void;
  /** An id, or a name: the running job of that name, else the newest that had it. */
  find(ref: string): Result<Job, UnknownJob>;
  byId(id: string): Job | undefined;
  all(): readonly Job[];
  running(): readonly Job[];
}

const MOST_KNOWN = 8;

export function createJobTable(): JobTable {
  const jobs = new Map<string, Job>();
  /** Made anew when it is asked for after a change: it is asked for much more often. */
  let sorted: readonly Job[] | undefined;

  function inOrder(): readonly Job[] {
    sorted ??= [...jobs.values()].sort((a, b) => a.startedAt - b.startedAt);
    return sorted;
  }

  function similar(ref: string): string[] {
    const newest = [...inOrder()].reverse();
    const near = new Set(nearest(ref, new Set(newest.flatMap((job) => [job.id, job.name]))));
    const ids = newest.filter((job) => near.has(job.id) || near.has(job.name)).map((job) => job.id);
    return [...new Set([...ids, ...newest.map((job) => job.id)])].slice(0, MOST_KNOWN);
  }

  return {
    add(job) {
      jobs.set(job.id, job);
      sorted = undefined;
    },
    remove(job) {
      jobs.delete(job.id);
      sorted = undefined;
    },
    find(ref) {
      const known = jobs.get(ref);
      if (known !== undefined) return ok(known);
      const named = inOrder().filter((job) => job.name === ref);
      const job = named.findLast((candidate) => !hasEnded(candidate)) ?? named.at(-1);
      return job === undefined ? err({ code: 'unknown-job', ref, known: similar(ref) }) : ok(job);
    },
    byId: (id) => jobs.get(id),
    all: inOrder,
    running: () => inOrder().filter((job) => !hasEnded(job)),
  };
}
