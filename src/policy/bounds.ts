import type { CompiledPolicy } from './compiledPolicy.js';

/** Bounds that a policy and its ceiling set on jobs; undefined is no bound. */
export interface JobBounds {
  /** The longest an ad-hoc job may run, milliseconds. */
  readonly adhocTimeoutMs: number | undefined;
  /** The same for a profile's job: the ceiling's alone, as the file sets its own profiles' timeouts. */
  readonly profileTimeoutMs: number | undefined;
  /** The most jobs at once that the ceiling grants. */
  readonly maxJobs: number | undefined;
}

/** What a policy and its ceiling bound beside commands. A broken ceiling permits no job, so that it bounds none. */
export function jobBounds({ section, ceiling }: CompiledPolicy): JobBounds {
  const above = ceiling?.kind === 'sound' ? ceiling.policy.section : undefined;
  return {
    adhocTimeoutMs: least(section.maxTimeoutMs, above?.maxTimeoutMs),
    profileTimeoutMs: above?.maxTimeoutMs,
    maxJobs: least(section.maxJobs, above?.maxJobs),
  };
}

/** The most jobs at once, where the file's limits would have so many. */
export function mostJobs(limit: number, policy: CompiledPolicy): number {
  return Math.min(limit, jobBounds(policy).maxJobs ?? Infinity);
}

/** A timeout under a bound; where there is a bound, no timeout means the bound. */
export function boundedTimeout(wantedMs: number | undefined, boundMs: number | undefined): number | undefined {
  return least(wantedMs, boundMs);
}

function least(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.min(a, b);
}
