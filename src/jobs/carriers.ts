import type { Job } from './job.js';
import type { JobSettings } from './jobSettings.js';
import { readLaunch } from './launchFile.js';
import type { ProcessInfo } from './process/processTable.js';
import { isCarrier } from './process/tree.js';

/**
 * How many generations of a job's tree, from its leader on, only carry the others and end after them: `script`, which
 * gives it a terminal, and before that the launcher of a persistent job.
 */
export function carriersOf({ tty, lifetime }: Pick<JobSettings, 'tty' | 'lifetime'>): number {
  if (!tty) return 0;
  return lifetime === 'persistent' ? 2 : 1;
}

/**
 * Leaves out of the processes of a job those that only carry its program: launcher, keeper of the standard input, `script`. They are all
 * that there is while the program is not run yet, and are given then.
 */
export function withoutCarriers(
  { tree, folder, request }: Job,
  members: readonly ProcessInfo[],
): readonly ProcessInfo[] {
  const { leader, carriers } = tree;
  const isPersistent = request.settings.lifetime === 'persistent';
  if (leader === undefined || (carriers === 0 && !isPersistent)) return members;
  const keeper = isPersistent ? readLaunch(folder)?.keeper : undefined;
  const own = members.filter(
    (info) => info.pid !== leader.pid && info.pid !== keeper && !isCarrier(tree, info, members),
  );
  return own.length > 0 ? own : members;
}
