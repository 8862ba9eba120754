import { hasEnded, type Job } from './job.js';
import type { StartRequest } from './startRequest.js';
import { freeName, isJobName, nameFromProgram } from './ids.js';

/** What stands in the way of a new job, or the name it gets. */
export type Conflict =
  | { readonly kind: 'none'; readonly name: string }
  | { readonly kind: 'bad-name'; readonly name: string }
  | { readonly kind: 'name-taken'; readonly name: string; readonly holder: Job }
  | { readonly kind: 'already-running'; readonly holder: Job; readonly why: string }
  | { readonly kind: 'reuse'; readonly holder: Job }
  | { readonly kind: 'replace'; readonly holders: readonly Job[] }
  | { readonly kind: 'await'; readonly holder: Job };

/**
 * Decides between a request and the jobs that are there, as the profile's `if_running` says.
 * A job that is being stopped is waited for, not reused and not an obstacle.
 */
export function findConflict(request: StartRequest, jobs: readonly Job[]): Conflict {
  const { name, origin, settings } = request;
  if (name !== undefined && !isJobName(name)) return { kind: 'bad-name', name };
  const present = jobs.filter((job) => !hasEnded(job) || job.stopping !== undefined);
  const leaving = (job: Job): boolean => job.stopping !== undefined;

  const same = present.filter((job) =>
    origin === undefined ? name !== undefined && job.name === name : job.request.origin?.profile === origin.profile,
  );
  if (settings.ifRunning !== 'parallel') {
    const gone = same.find(leaving);
    if (gone !== undefined) return { kind: 'await', holder: gone };
    const holder = same.at(-1);
    if (holder !== undefined) return decide(request, holder, same);
  }

  const running = jobs.filter((job) => !hasEnded(job));
  const isTaken = (wanted: string): boolean => running.some((job) => job.name === wanted || job.id === wanted);
  if (name === undefined) {
    const base = origin?.profile ?? nameFromProgram(request.command.argv[0] ?? request.command.program);
    return { kind: 'none', name: freeName(base, isTaken) };
  }
  const holder = running.find((job) => job.name === name) ?? jobs.find((job) => job.id === name);
  if (holder === undefined) return { kind: 'none', name };
  return leaving(holder) ? { kind: 'await', holder } : { kind: 'name-taken', name, holder };
}

function decide(request: StartRequest, holder: Job, same: readonly Job[]): Conflict {
  const unstoppable = same.find((job) => job.state === 'stopping');
  if (unstoppable !== undefined)
    return {
      kind: 'already-running',
      holder: unstoppable,
      why: unstoppable.survivors.length > 0 ? 'it could not be stopped' : 'it is being stopped',
    };
  switch (request.settings.ifRunning) {
    case 'replace':
      return { kind: 'replace', holders: same };
    case 'reuse': {
      const fitting = same.findLast((job) => whyNotReused(request, job) === undefined);
      if (fitting !== undefined) return { kind: 'reuse', holder: fitting };
      return { kind: 'already-running', holder, why: whyNotReused(request, holder) ?? '' };
    }
    case 'reject':
    case 'parallel':
      return request.origin === undefined
        ? { kind: 'name-taken', name: holder.name, holder }
        : { kind: 'already-running', holder, why: 'the profile allows one at a time (`if_running: reject`)' };
  }
}

/** Only the same thing is reused: the same parameters, and the profile as it is now. */
function whyNotReused(request: StartRequest, job: Job): string | undefined {
  const wanted = request.origin;
  const held = job.request.origin;
  if (wanted === undefined || held === undefined) {
    return wanted === held && sameWords(request.command.argv, job.request.command.argv)
      ? undefined
      : 'it runs another command';
  }
  if (wanted.digest !== held.digest) return 'the profile changed since it was started';
  const names = new Set([...wanted.params.keys(), ...held.params.keys()]);
  const different = [...names].filter((param) => wanted.params.get(param) !== held.params.get(param));
  if (different.length > 0)
    return `it runs with other parameters (${different.map((param) => `\`${param}\``).join(', ')})`;
  // Ports differ from start to start, and with them the words that they stand in.
  if (request.ports !== undefined || sameWords(request.command.argv, job.request.command.argv)) return undefined;
  return 'it runs another command';
}

function sameWords(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((word, index) => word === b[index]);
}
