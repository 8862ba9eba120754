import type { Limits, PolicySection, RuleSource, RunSettings } from './config.js';

/** What flags and environment variables say for one server, over what the file says. Absent: the file decides. */
export interface Overrides {
  readonly limits: Partial<Pick<Limits, 'maxJobs' | 'maxLogBytes' | 'keepFinishedForMs'>>;
  /** The timeout of jobs that state none of their own, milliseconds. */
  readonly timeoutMs?: number;
  /** The only folder in which anything may run: an absolute real path. */
  readonly root?: string;
  /** Allowed besides what the file allows. */
  readonly allow: readonly RuleSource[];
}

/** Nothing is overridden. */
export const NO_OVERRIDES: Overrides = { limits: {}, allow: [] };

/** Limits with the overrides over them. */
export function overrideLimits(limits: Limits, overrides: Overrides): Limits {
  return { ...limits, ...overrides.limits };
}

/** Defaults with the overrides over them; profiles start from the result, so that a timeout of their own stays. */
export function overrideDefaults(defaults: RunSettings, overrides: Overrides): RunSettings {
  return overrides.timeoutMs === undefined ? defaults : { ...defaults, timeoutMs: overrides.timeoutMs };
}

/**
 * A policy with the overrides over it. A rule that a flag allows is one: rules decide then, where nothing was permitted
 * before, and of those that allow the flag's alone.
 */
export function overridePolicy(policy: PolicySection, overrides: Overrides): PolicySection {
  const isOpened = policy.adhoc === 'deny' && overrides.allow.length > 0;
  const allow = isOpened ? overrides.allow : [...policy.allow, ...overrides.allow];
  const adhoc = isOpened ? 'rules' : policy.adhoc;
  return { ...policy, adhoc, allow, roots: overrides.root === undefined ? policy.roots : [overrides.root] };
}
