import { setMaxListeners } from 'node:events';
import { existsSync } from 'node:fs';
import { err, ok, type Result } from '../lib/result.js';
import { hasEnded, isForeign, tellChange, type Job } from './job.js';
import { jobsFolder } from './jobFolder.js';
import type { JobFilter, JobLimits, Jobs, UnknownJob } from './jobs.js';
import type { Revive } from './startRequest.js';
import { createStatsReader } from './jobStats.js';
import { ALL_CAPABILITIES, type Capabilities } from './process/openProcessTable.js';
import { readOutput } from './readOutput.js';
import { sendInput } from './sendInput.js';
import { createServer, ownJobs, type Server } from './server.js';
import { createOrphanage } from './registry/orphanage.js';
import { stopAnyJob } from './registry/stopAnyJob.js';
import { startJob } from './startJob.js';
import { startNeeds } from './startNeeds.js';
import { createTidying } from './tidying.js';
import { stopJob } from './stopJob.js';
import { jobDetails, jobStatus, jobView } from './view.js';
import { waitForJobs } from './waitForJobs.js';
import { REAPER } from './watchdog.js';
import { openWorkplace } from './workplace.js';
import type { SurvivorView } from './jobView.js';

export interface JobsOptions {
  /** Absolute. Created with the first job, with mode 0700; not touched before. */
  readonly stateFolder: string;
  readonly limits: JobLimits;
  /** What jobs inherit from, as their profiles say. */
  readonly serverEnv: Readonly<Record<string, string | undefined>>;
  /** The script that stops the jobs when this process is killed; absent is the one that comes with bgjobs. */
  readonly reaper?: string;
  /** Approves the command of a job anew that another server started, if its profile is still the same. */
  readonly revive?: Revive;
  /** False leaves persistent jobs of servers that are gone to the next server, unless they are to be stopped. */
  readonly takesOver?: boolean;
  /** Where `script` may be, absolute paths; absent is where systems have it. */
  readonly scriptPlaces?: readonly string[];
  /** False keeps logs within their limits as on systems that cannot punch holes into files. Absent: where it works. */
  readonly punchHoles?: boolean;
  /** What of the system is used where it is there; absent is everything. For tests. */
  readonly capabilities?: Capabilities;
}

/** Makes an empty job table. Nothing is started, written or swept until the first job. */
export function createJobs(options: JobsOptions): Jobs {
  const server = createServer({
    scriptPlaces: undefined,
    punchHoles: true,
    takesOver: true,
    capabilities: ALL_CAPABILITIES,
    ...options,
    reaper: options.reaper ?? REAPER,
  });
  const { context, table, mirrors } = server;
  const orphanage = createOrphanage(server);
  const tidy = createTidying(server);
  const readStats = createStatsReader(context.table, context.clock);
  const shutdown = new AbortController();
  // As many as there are waits.
  setMaxListeners(0, shutdown.signal);
  let closing: Promise<readonly SurvivorView[]> | undefined;

  /** Brings the table up to date with what other servers do and leave. */
  function refresh(): void {
    mirrors.refresh();
    orphanage.look();
  }

  /** The job that a call shows. */
  function find(ref: string): Result<Job, UnknownJob> {
    refresh();
    return table.find(ref);
  }

  /** Does so, and resolves when no job is between two servers. */
  function settle(): Promise<unknown> | undefined {
    refresh();
    return orphanage.settled();
  }

  /** The job that a call acts on. */
  async function findSettled(ref: string): Promise<Result<Job, UnknownJob>> {
    await settle();
    return table.find(ref);
  }

  async function open(): Promise<void> {
    server.isOpen = true;
    orphanage.keepWatch();
    if (existsSync(jobsFolder(options.stateFolder))) await openWorkplace(server);
  }

  /**
   * The job that is to be stopped, at once: whoever cleans up after a server that is gone gives each job its grace, and writes down
   * that nobody ended it. What cannot be named since its record is broken is stopped as it is put aside.
   */
  async function findToStop(ref: string): Promise<Result<Job, UnknownJob>> {
    mirrors.refresh();
    const found = table.find(ref);
    if (found.ok) return found;
    await open();
    return findSettled(ref);
  }

  /** The jobs that fit, newest first, with the table up to date. */
  function newest(filter: JobFilter): readonly Job[] {
    const fits = (job: Job): boolean =>
      (filter.status === undefined || filter.status.includes(jobStatus(job))) &&
      (filter.profile === undefined || job.request.origin?.profile === filter.profile) &&
      (filter.tag === undefined || job.request.settings.tags.includes(filter.tag));
    refresh();
    return [...table.all()].reverse().filter(fits);
  }

  return {
    open,
    async start(request) {
      const started = await startJob(server, request);
      if (started.ok && !started.value.reused) tidy.watch(started.value.id);
      return started;
    },
    async checkStartInPlaceOf(ref, request) {
      const workplace = await openWorkplace(server);
      if (!workplace.ok) return err({ code: 'state-folder', path: options.stateFolder, message: workplace.error });
      const old = find(ref);
      const needs = startNeeds(server, request, workplace.value, old.ok ? [old.value] : []);
      return needs.ok ? ok(undefined) : needs;
    },
    view(ref) {
      const job = find(ref);
      return job.ok ? ok(jobView(job.value, context)) : job;
    },
    details(ref) {
      const job = find(ref);
      return job.ok ? ok(jobDetails(job.value, context)) : job;
    },
    stats(refs) {
      return readStats(
        refs.flatMap((ref) => {
          const job = table.find(ref);
          return job.ok ? job.value : [];
        }),
      );
    },
    list: (filter) => newest(filter).map((job) => jobView(job, context)),
    overview(filter, most) {
      const found = newest(filter);
      const jobs = found.slice(0, most).map((job) => jobView(job, context));
      return { jobs, found: found.length, running: table.running().length };
    },
    async read(ref, query) {
      const job = await findSettled(ref);
      return job.ok ? readOutput(job.value, query) : job;
    },
    async wait(request) {
      // A wait begins where the output is at the call, not a turn later.
      const settling = settle();
      if (settling !== undefined) await settling;
      const release = followOthers(server, request.jobs, refresh);
      try {
        return await waitForJobs(table, context, request, shutdown.signal);
      } finally {
        release();
      }
    },
    async sendInput(ref, request) {
      const job = await findSettled(ref);
      if (!job.ok) return job;
      if (isForeign(job.value, context) && !hasEnded(job.value)) {
        return err({ code: 'other-server', job: jobView(job.value, context) });
      }
      return sendInput(job.value, context, request);
    },
    async stop(ref, { by, force }) {
      const found = await findToStop(ref);
      if (!found.ok) return found;
      const { id } = found.value;
      const alreadyEnded = hasEnded(found.value);
      await stopAnyJob(server, found.value, { outcome: 'stopped', reason: undefined, by, force });
      const job = table.byId(id) ?? found.value;
      return ok({ job: jobDetails(job, context), alreadyEnded, survivors: job.survivors });
    },
    warnings: () => [...new Set([...context.problems.values(), ...mirrors.problems()])],
    profilesChanged(digests) {
      for (const job of table.running()) {
        if (isForeign(job, context)) continue;
        const { origin } = job.request;
        const isStale = origin !== undefined && digests.get(origin.profile) !== origin.digest;
        if (isStale === job.isStale) continue;
        job.isStale = isStale;
        tellChange(job, context);
      }
    },
    setLimits(limits) {
      server.limits = limits;
      tidy.soon();
    },
    onChange: (listener) => context.changes.listen(listener),
    close(by) {
      orphanage.endWatch();
      closing ??= close(server, by, shutdown).finally(() => tidy.stop());
      return closing;
    },
  };
}

/** While a job of another server is waited for, its record is looked at again and again. @returns the way to end that. */
function followOthers({ table, context }: Server, refs: readonly string[], refresh: () => void): () => void {
  const isOthers = (ref: string): boolean => {
    const job = table.find(ref);
    return job.ok && isForeign(job.value, context);
  };
  if (!refs.some(isOthers)) return () => undefined;
  const subscription = context.ticker.every(FOLLOW_MS, refresh);
  return () => subscription.stop();
}

async function close(server: Server, by: string, shutdown: AbortController): Promise<readonly SurvivorView[]> {
  const { context } = server;
  server.isClosing = true;
  const order = { outcome: 'server-shutdown', reason: 'the server was shut down', by, force: false } as const;
  const left = ownJobs(server).filter(isToBeStopped);
  await Promise.all(left.map((job) => stopJob(job, order, context)));
  shutdown.abort();
  const workplace = await server.workplace;
  await server.watchdog?.dismiss();
  if (workplace?.ok === true) workplace.value.close();
  context.ticker.stop();
  await context.records.saved();
  return left.flatMap((job) => job.survivors);
}

/** A persistent job stays; what one has left behind does not. */
function isToBeStopped(job: Job): boolean {
  return hasEnded(job) ? !job.isTreeGone : job.request.settings.lifetime !== 'persistent';
}

/** How often the record of a job is looked at that another server runs, while somebody waits for it, milliseconds. */
const FOLLOW_MS = 100;
