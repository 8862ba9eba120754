import type { RestartSettings } from './jobSettings.js';

/** How one attempt ended, as far as it matters for another one. */
export interface AttemptFacts {
  /** `unhealthy`: it was ended, since its health check said so. */
  readonly kind: 'completed' | 'failed' | 'unhealthy';
  readonly uptimeMs: number;
  /** Restarts since the job last ran for long enough. */
  readonly inARow: number;
}

export type RestartPlan =
  | { readonly kind: 'none' }
  | { readonly kind: 'exhausted'; readonly inARow: number }
  | { readonly kind: 'again'; readonly pauseMs: number; readonly inARow: number };

/** Decides whether and when a job whose attempt ended by itself is started again. The pause doubles each time. */
export function planRestart(policy: RestartSettings, facts: AttemptFacts): RestartPlan {
  if (!isWanted(policy, facts.kind)) return { kind: 'none' };
  const inARow = facts.uptimeMs >= policy.resetAfterMs ? 0 : facts.inARow;
  if (inARow >= policy.max) return { kind: 'exhausted', inARow };
  const pauseMs = Math.min(policy.maxBackoffMs, policy.backoffMs * 2 ** inARow);
  return { kind: 'again', pauseMs, inARow: inARow + 1 };
}

function isWanted({ on }: RestartSettings, kind: AttemptFacts['kind']): boolean {
  if (kind === 'unhealthy' || on === 'always') return true;
  return on === 'failure' && kind === 'failed';
}
