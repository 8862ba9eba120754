import { hasEnded, isForeign } from '../job.js';
import type { Server } from '../server.js';
import { stopJob } from '../stopJob.js';
import type { Subscription } from '../ticker.js';
import { LOOK_EVERY_MS, takeStopRequests } from './stopRequests.js';

/** Looks for requests of other servers and of people while this server has jobs to stop, and no longer. */
export function heedStopRequests(server: Server): { begin(): void; end(): void } {
  const { context, table, options } = server;
  let subscription: Subscription | undefined;

  function end(): void {
    subscription?.stop();
    subscription = undefined;
  }

  function look(): void {
    const own = table.all().filter((job) => !isForeign(job, context) && !(hasEnded(job) && job.isTreeGone));
    if (own.length === 0) {
      end();
      return;
    }
    const ids = new Set(own.map((job) => job.id));
    for (const { job: id, by, force } of takeStopRequests(options.stateFolder, (job) => ids.has(job))) {
      const job = table.byId(id);
      if (job !== undefined) void stopJob(job, { outcome: 'stopped', reason: undefined, by, force }, context);
    }
  }

  return {
    begin() {
      subscription ??= context.ticker.every(LOOK_EVERY_MS, look);
    },
    end,
  };
}
