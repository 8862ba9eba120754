import { ok } from '../lib/result.js';
import { hasEnded, tellChange } from './job.js';
import { createStatsReader } from './jobStats.js';
import type { JobLimits, Jobs, StopRequest } from './jobs.js';
import type { Job } from './job.js';
import { ALL_CAPABILITIES, type Capabilities } from './process/openProcessTable.js';
import { readOutput } from './readOutput.js';
import { forgetFinished } from './retention.js';
import { sendInput } from './sendInput.js';
import { createServer, type Server } from './server.js';
import { startJob } from './startJob.js';
import { noteLeftovers, stopJob } from './stopJob.js';
import { jobDetails, jobStatus, jobView } from './view.js';
import { waitForJobs } from './waitForJobs.js';
import { REAPER } from './watchdog.js';
import type { SurvivorView } from './jobView.js';

export interface JobsOptions {
  /** Absolute. Created with the first job, with mode 0700; not touched before. */
  readonly stateFolder: string;
  readonly limits: JobLimits;
  /** What jobs inherit from, as their profiles say. */
  readonly serverEnv: Readonly<Record<string, string | undefined>>;
  /** The script that stops the jobs when this process is killed; absent is the one that comes with bgjobs. */
  readonly reaper?: string;
  /** What of the system is used where it is there; absent is everything. For tests. */
  readonly capabilities?: Capabilities;
}

/** Makes an empty job table. Nothing is started, written or swept until the first job. */
export function createJobs(options: JobsOptions): Jobs {
  const { reaper = REAPER, capabilities = ALL_CAPABILITIES } = options;
  const server = createServer({ ...options, reaper, capabilities });
  const { context, table } = server;
  const tidy = createTidying(server);
  const readStats = createStatsReader(context.table, context.clock);
  let closing: Promise<readonly SurvivorView[]> | undefined;

  return {
    async start(request) {
      const started = await startJob(server, request);
      if (started.ok && !started.value.reused) tidy.watch(started.value.id);
      return started;
    },
    view(ref) {
      const job = table.find(ref);
      return job.ok ? ok(jobView(job.value, context)) : job;
    },
    details(ref) {
      const job = table.find(ref);
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
    list(filter) {
      const fits = (job: Job): boolean =>
        (filter.status === undefined || filter.status.includes(jobStatus(job))) &&
        (filter.profile === undefined || job.request.origin?.profile === filter.profile) &&
        (filter.tag === undefined || job.request.settings.tags.includes(filter.tag));
      const jobs = [...table.all()].reverse();
      return jobs.filter(fits).map((job) => jobView(job, context));
    },
    async read(ref, query) {
      const job = table.find(ref);
      return job.ok ? readOutput(job.value, query) : job;
    },
    wait: (request) => waitForJobs(table, context, request),
    async sendInput(ref, request) {
      const job = table.find(ref);
      return job.ok ? sendInput(job.value, context, request) : job;
    },
    async stop(ref, request) {
      const job = table.find(ref);
      if (!job.ok) return job;
      const alreadyEnded = hasEnded(job.value);
      await stopAsAsked(server, job.value, request);
      return ok({ job: jobDetails(job.value, context), alreadyEnded, survivors: job.value.survivors });
    },
    profilesChanged(digests) {
      for (const job of table.running()) {
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
      closing ??= close(server, by).finally(() => tidy.stop());
      return closing;
    },
  };
}

function stopAsAsked({ context }: Server, job: Job, request: StopRequest): Promise<void> {
  return stopJob(job, { outcome: 'stopped', reason: undefined, by: request.by, force: request.force }, context);
}

async function close(server: Server, by: string): Promise<readonly SurvivorView[]> {
  const { context, table } = server;
  server.isClosing = true;
  const order = { outcome: 'server-shutdown', reason: 'the server was shut down', by, force: false } as const;
  const left = table.all().filter((job) => !hasEnded(job) || !job.isTreeGone);
  await Promise.all(left.map((job) => stopJob(job, order, context)));
  const workplace = await server.workplace;
  if (workplace?.ok === true) await workplace.value.watchdog.dismiss();
  return left.flatMap((job) => job.survivors);
}

/** Finished jobs are read right after their end; they are forgotten a little later at the earliest. */
const TIDY_AFTER_MS = 1_000;
const LONGEST_SLEEP_MS = 3_600_000;
/** What ended jobs left running is looked at so often, since it may end by itself. */
const LEFTOVERS_MS = 60_000;

interface Tidying {
  watch(id: string): void;
  soon(): void;
  stop(): void;
}

/** Forgets finished jobs as time goes on. Its timer never keeps the process alive. */
function createTidying(server: Server): Tidying {
  const { table, context } = server;
  let timer: NodeJS.Timeout | undefined;

  function schedule(ms: number): void {
    clearTimeout(timer);
    timer = setTimeout(run, ms).unref();
  }

  function run(): void {
    timer = undefined;
    const left = table.all().filter((job) => hasEnded(job) && !job.isTreeGone && job.stopping === undefined);
    for (const job of left) noteLeftovers(job, context);
    const next = forgetFinished(table, server.limits, context.clock.monotonic());
    const sleep = left.length > 0 ? LEFTOVERS_MS : LONGEST_SLEEP_MS;
    if (next !== undefined || left.length > 0) schedule(Math.min(sleep, Math.max(TIDY_AFTER_MS, next ?? sleep)));
  }

  return {
    watch(id) {
      const job = table.byId(id);
      if (job === undefined) return;
      const forget = job.changed.listen(() => {
        if (!hasEnded(job)) return;
        forget();
        schedule(TIDY_AFTER_MS);
      });
      if (hasEnded(job)) schedule(TIDY_AFTER_MS);
    },
    soon: () => schedule(TIDY_AFTER_MS),
    stop: () => clearTimeout(timer),
  };
}
