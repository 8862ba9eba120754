import type { JobSettings } from './jobs.js';

/**
 * How many generations of a job's tree, from its leader on, only carry the others and end after them: `script`, which
 * gives it a terminal, and before that the launcher of a persistent job.
 */
export function carriersOf({ tty, lifetime }: Pick<JobSettings, 'tty' | 'lifetime'>): number {
  if (!tty) return 0;
  return lifetime === 'persistent' ? 2 : 1;
}
