// What a profile of the soak says of the end of its jobs, and what follows from that. A plan names one of these.

/** Restarts in a row, after which the server gives up. */
export const MOST_RESTARTS = 3;
/** How long a run may take, or be silent. */
export const LIMIT_MS = 1_500;

/** Keys of the profile, by the name of the rule. */
export const RULES = {
  none: '',
  restart: `restart: { on: failure, max: ${MOST_RESTARTS}, backoff: 50ms, max_backoff: 150ms }`,
  timeout: `timeout: ${LIMIT_MS}ms`,
  idle: `idle_timeout: ${LIMIT_MS}ms`,
};

/** The outcome of a job that its rule ends, for rules that end one. */
export const TIMED_OUT = { timeout: 'timeout', idle: 'idle-timeout' };

/** The profile of a plan. */
export function profileOf({ lifetime, tty, streams, rule }) {
  return [lifetime, tty ? 'tty' : streams, rule].join('-');
}
