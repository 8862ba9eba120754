import { isForeign, type Job } from '../job.js';
import { jobsFolder } from '../jobFolder.js';
import type { Server } from '../server.js';
import { openWorkplace } from '../workplace.js';
import { inheritJob } from './inheritJob.js';
import { isOrphan } from './orphan.js';
import { reapJobs } from './reap.js';

/** How long the watchdog of a server that has gone may take to begin with its session jobs, milliseconds. */
const WATCHDOG_MS = 10_000;

/** How often a server looks that nobody calls, milliseconds. */
const LOOK_EVERY_MS = 10_000;

/** What a server does about jobs whose own server goes while it is up itself: nobody need come after it. */
export interface Orphanage {
  /** Looks at the jobs of others as they are known, and begins with what has to be done. */
  look(): void;
  /** Looks by itself from now on: a server may be left with the jobs of another that has gone, and nobody call it. */
  keepWatch(): void;
  endWatch(): void;
  /** There when a job is between two servers: resolves when none is. */
  settled(): Promise<unknown> | undefined;
}

/**
 * Goes on with persistent jobs at once. Session jobs are their watchdog's to stop, and are stopped from here when it has not done so:
 * whoever ended the server may have ended that too.
 */
export function createOrphanage(server: Server): Orphanage {
  const { context, table, mirrors, options } = server;
  /** When a session job was first seen without its server, by id. */
  const lostAt = new Map<string, number>();
  const underWay = new Set<Promise<unknown>>();
  let watch: NodeJS.Timeout | undefined;

  function begin(work: Promise<unknown>): void {
    const done = work.catch(() => undefined).finally(() => underWay.delete(done));
    underWay.add(done);
  }

  async function takeOver(job: Job): Promise<void> {
    if (!(await inheritJob(server, job))) return;
    const workplace = await server.workplace;
    if (workplace?.ok === true) workplace.value.heedRequests();
  }

  function isLeftByWatchdog({ id }: Job): boolean {
    const now = context.clock.monotonic();
    const since = lostAt.get(id) ?? now;
    lostAt.set(id, since);
    return now - since > WATCHDOG_MS;
  }

  function look(): void {
    if (!options.takesOver || server.isClosing || !server.isOpen) return;
    const orphans = table.running().filter((job) => isForeign(job, context) && isOrphan(job, context));
    if (orphans.length > 0 && server.workplace === undefined) {
      // There was no folder to sweep yet when this server was opened.
      begin(openWorkplace(server));
      return;
    }
    for (const job of orphans.filter(isPersistent)) begin(takeOver(job));
    const left = orphans.filter((job) => !isPersistent(job) && isLeftByWatchdog(job));
    if (left.length === 0) return;
    for (const { id } of left) lostAt.delete(id);
    begin(reapJobs(jobsFolder(options.stateFolder), context.table));
  }

  return {
    look,
    keepWatch() {
      if (!options.takesOver) return;
      watch ??= setInterval(() => {
        mirrors.refresh();
        look();
      }, LOOK_EVERY_MS).unref();
    },
    endWatch: () => clearInterval(watch),
    settled: () => (underWay.size === 0 ? undefined : Promise.all(underWay)),
  };
}

function isPersistent({ request }: Job): boolean {
  return request.settings.lifetime === 'persistent';
}
