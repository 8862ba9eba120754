import { hasEnded } from './job.js';
import { forgetFinished, LEAST_KEPT_MS } from './retention.js';
import { ownJobs, type Server } from './server.js';
import { noteLeftovers } from './stopJob.js';

const LONGEST_SLEEP_MS = 3_600_000;
/** What ended jobs left running is looked at so often, since it may end by itself. */
const LEFTOVERS_MS = 60_000;

/** Forgets finished jobs as time goes on. */
export interface Tidying {
  /** There is a job that may end. */
  watch(id: string): void;
  /** The limits have changed. */
  soon(): void;
  stop(): void;
}

/** Makes what forgets the finished jobs of a server. Its timer never keeps the process alive. */
export function createTidying(server: Server): Tidying {
  const { table, context } = server;
  let timer: NodeJS.Timeout | undefined;
  let due = Infinity;

  function schedule(ms: number): void {
    const wanted = context.clock.monotonic() + ms;
    // Jobs may end all the time: what is due sooner stays.
    if (timer !== undefined && due <= wanted) return;
    clearTimeout(timer);
    due = wanted;
    timer = setTimeout(run, ms).unref();
  }

  function run(): void {
    timer = undefined;
    const own = ownJobs(server);
    const left = own.filter((job) => hasEnded(job) && !job.isTreeGone && job.stopping === undefined);
    for (const job of left) noteLeftovers(job, context.table);
    const next = forgetFinished(table, own, server.limits, context.clock.monotonic());
    const sleep = left.length > 0 ? LEFTOVERS_MS : LONGEST_SLEEP_MS;
    if (next !== undefined || left.length > 0) schedule(Math.min(sleep, Math.max(LEAST_KEPT_MS, next ?? sleep)));
  }

  return {
    watch(id) {
      const job = table.byId(id);
      if (job === undefined) return;
      const forget = job.changed.listen(() => {
        if (!hasEnded(job)) return;
        forget();
        schedule(LEAST_KEPT_MS);
      });
      if (hasEnded(job)) schedule(LEAST_KEPT_MS);
    },
    soon: () => schedule(LEAST_KEPT_MS),
    stop: () => clearTimeout(timer),
  };
}
