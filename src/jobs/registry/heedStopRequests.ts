import { hasEnded, isForeign, type Job, type JobContext } from '../job.js';
import type { Server } from '../server.js';
import { stopJob } from '../stopJob.js';
import type { Subscription } from '../ticker.js';
import { readSaidStop } from './lastWord.js';
import { filedStopRequests, LOOK_EVERY_MS, type AskedStop } from './stopRequests.js';

/** Looks for requests of other servers and of people while this server has jobs to stop, and no longer. */
export function heedStopRequests(server: Server): { begin(): void; end(): void } {
  const { context, table } = server;
  let subscription: Subscription | undefined;

  function end(): void {
    subscription?.stop();
    subscription = undefined;
  }

  function look(): void {
    const own = table.all().filter((job) => !isForeign(job, context));
    heedFiled(own, context);
    if (own.every((job) => hasEnded(job) && job.isTreeGone)) end();
  }

  return {
    begin() {
      subscription ??= context.ticker.every(LOOK_EVERY_MS, look);
    },
    end,
  };
}

/**
 * Begins the stop of a job that others have asked for and this server has not begun yet. Asked before anything is made of the end of
 * a process, and before another one is started: while this server hung, whoever asked may have stopped the job themselves.
 */
export function heedRequestsFor(job: Job, context: JobContext): void {
  heedFiled([job], context);
  // Read here alone: it is nearly never there, and costs a look at a file of each job.
  const said = job.cause === undefined ? readSaidStop(job.folder) : undefined;
  if (said !== undefined) void stopJob(job, { outcome: 'stopped', reason: undefined, ...said }, context);
}

function heedFiled(jobs: readonly Job[], context: JobContext): void {
  const byId = new Map(jobs.map((job) => [job.id, job]));
  const isOwn = (id: string): boolean => byId.has(id);
  // Nobody is shown an end and then another one.
  const isDue = ({ job: id, hadEnded }: AskedStop): boolean => !hadEnded || byId.get(id)?.state === 'exited';
  for (const request of filedStopRequests(context.stateFolder, isOwn).filter(isDue)) {
    const { by, force } = request;
    const job = byId.get(request.job);
    if (job === undefined) continue;
    void stopJob(job, { outcome: 'stopped', reason: undefined, by, force }, context);
    // Not before the record says so: a server that is killed between must not have lost it.
    void context.records.saved(job).then(request.remove);
  }
}
