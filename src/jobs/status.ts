import type { JobState, Outcome, Status } from './jobView.js';

/** How a job ended, as far as the status word depends on it. */
export interface Ending {
  readonly outcome: Outcome;
  readonly exitCode: number | undefined;
}

/** The state as people see it. A stop that was asked for is never a failure. */
export function statusOf(
  state: JobState,
  ending: Ending | undefined,
  settings: { readonly type: 'task' | 'service'; readonly successCodes: readonly number[] },
): Status {
  if (state !== 'exited' || ending === undefined) return state === 'exited' ? 'failed' : state;
  switch (ending.outcome) {
    case 'exit-code':
      // A service is meant to keep running: any end that nobody asked for is a failure, exit 0 too.
      if (settings.type === 'service' || ending.exitCode === undefined) return 'failed';
      return settings.successCodes.includes(ending.exitCode) ? 'completed' : 'failed';
    case 'stopped':
    case 'server-shutdown':
      return 'killed';
    case 'timeout':
    case 'idle-timeout':
      return 'timed_out';
    case 'signal':
    case 'spawn-error':
    case 'log-limit':
    case 'crash-loop':
    case 'dependency-failed':
    case 'unhealthy':
    case 'lost':
      return 'failed';
  }
}
