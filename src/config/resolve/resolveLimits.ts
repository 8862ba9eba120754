import type { Limits } from '../config.js';
import { schemaDefaults, type LimitsSource } from '../schemaTypes.js';
import type { ResolveContext } from './context.js';
import { get, type Node } from './node.js';
import { defaultBytes, defaultMs, durationMs, durationOrNone, sizeBytes } from './scalars.js';

const { limits: defaults } = schemaDefaults;

/** The limits of a file that states none. */
export const defaultLimits: Limits = {
  maxJobs: defaults.max_jobs,
  maxLogBytes: defaultBytes(defaults.max_log),
  keepFinished: defaults.keep_finished,
  keepFinishedForMs: defaultMs(defaults.keep_finished_for),
  maxTimeoutMs: undefined,
};

/** Bounds for the whole server. */
export function resolveLimits(context: ResolveContext, node: Node<LimitsSource> | undefined): Limits {
  return {
    maxJobs: get(node, 'max_jobs')?.value ?? defaultLimits.maxJobs,
    maxLogBytes: sizeBytes(context, get(node, 'max_log'), defaults.max_log),
    keepFinished: get(node, 'keep_finished')?.value ?? defaultLimits.keepFinished,
    keepFinishedForMs: durationMs(context, get(node, 'keep_finished_for'), defaults.keep_finished_for),
    maxTimeoutMs: durationOrNone(context, get(node, 'max_timeout'), defaultLimits.maxTimeoutMs),
  };
}
