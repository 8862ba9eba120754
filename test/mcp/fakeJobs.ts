import type { JobDetails, JobView, SurvivorView } from '../../src/jobs/jobView.js';
import type {
  InputRequest,
  JobFilter,
  Jobs,
  OutputPage,
  ReadQuery,
  UnknownJob,
  WaitReason,
  WaitRequest,
} from '../../src/jobs/jobs.js';
import type { StartError, StartRequest } from '../../src/jobs/startRequest.js';
import { err, ok, type Result } from '../../src/lib/result.js';

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** A job that runs nowhere: the test says what it does. */
export interface FakeJob {
  readonly request: StartRequest;
  readonly details: JobDetails;
  /** Everything it wrote. */
  readonly text: () => string;
  write(text: string): void;
  becomeReady(): void;
  /** Its probe gave up. */
  neverReady(reason: string): void;
  exit(code: number, reason?: string): void;
}

/** A job table in memory. Waits end by what the test makes happen, or by their own time. */
export interface FakeJobs extends Jobs {
  /** In the order of their start. */
  readonly all: readonly FakeJob[];
  /** The next start is refused so. */
  refuseNextStart(error: StartError): void;
  /** There is no room for the next start that is to take a job's place. */
  refuseNextInPlace(error: StartError): void;
  /** What the next job does as soon as it has started. */
  onNextStart(act: (job: FakeJob) => void): void;
  /** Resolves when a wait begins; such a wait is over when it ends or its signal aborts. */
  nextWait(): Promise<{ readonly request: WaitRequest; readonly over: Promise<WaitReason> }>;
  /** Called at each stop that is asked for. */
  onStop(listener: (ref: string, by: string) => void): void;
  /** Every stop so far names these. */
  survivors: readonly SurvivorView[];
  /** Calls that a test wants to see. */
  readonly inputs: readonly (InputRequest & { readonly ref: string })[];
  readonly stops: readonly { readonly ref: string; readonly force: boolean; readonly by: string }[];
}

const OVER = new Set<JobView['status']>(['completed', 'failed', 'killed', 'timed_out']);

/** Makes an empty job table. */
export function createFakeJobs(): FakeJobs {
  const jobs: FakeJob[] = [];
  const inputs: (InputRequest & { readonly ref: string })[] = [];
  const stops: { readonly ref: string; readonly force: boolean; readonly by: string }[] = [];
  const listeners = new Set<() => void>();
  const stopListeners: ((ref: string, by: string) => void)[] = [];
  const observers = new Set<(ids: readonly string[]) => void>();
  const waitWatchers: ((wait: { readonly request: WaitRequest; readonly over: Promise<WaitReason> }) => void)[] = [];
  let refusal: StartError | undefined;
  let refusalInPlace: StartError | undefined;
  let act: ((job: FakeJob) => void) | undefined;

  function matching({ status, profile, tag }: JobFilter): readonly JobDetails[] {
    return jobs
      .map((job) => job.details)
      .filter((job) => status?.includes(job.status) ?? true)
      .filter((job) => profile === undefined || job.profile === profile)
      .filter((job) => tag === undefined || (job.tags ?? []).includes(tag))
      .reverse();
  }

  const fake: FakeJobs = {
    all: jobs,
    inputs,
    stops,
    survivors: [],
    refuseNextStart: (error) => (refusal = error),
    refuseNextInPlace: (error) => (refusalInPlace = error),
    checkStartInPlaceOf: () => Promise.resolve(refusalInPlace === undefined ? ok(undefined) : err(refusalInPlace)),
    onNextStart: (next) => (act = next),
    onStop: (listener) => void stopListeners.push(listener),
    nextWait: () => new Promise((resolve) => void waitWatchers.push(resolve)),
    open: () => Promise.resolve(),
    warnings: () => [],
    start(request) {
      if (refusal !== undefined) {
        const error = refusal;
        refusal = undefined;
        return Promise.resolve(err(error));
      }
      const running = jobs.find((job) => isLive(job) && job.details.name === nameOf(request));
      if (running !== undefined && request.settings.ifRunning === 'reuse') {
        return Promise.resolve(ok({ id: running.details.id, reused: true }));
      }
      const job = createJob(request, jobs.length);
      jobs.push(job);
      changed(job.details.id);
      const todo = act;
      act = undefined;
      todo?.(job);
      return Promise.resolve(ok({ id: job.details.id, reused: false }));
    },
    stats: () => new Map(),
    view: (ref) => details(ref),
    details,
    list: matching,
    overview(filter, most) {
      const found = matching(filter);
      return { jobs: found.slice(0, most), found: found.length, running: jobs.filter(isLive).length };
    },
    read(ref, query) {
      const job = find(ref);
      if (!job.ok) return Promise.resolve(job);
      if (query.from.kind === 'cursor' && !/^\d+$/.test(query.from.cursor)) {
        return Promise.resolve(err({ code: 'bad-cursor', cursor: query.from.cursor, why: 'it is no cursor' }));
      }
      if (query.stream !== 'merged') return Promise.resolve(err({ code: 'no-separate-streams', stream: query.stream }));
      return Promise.resolve(ok(pageOf(job.value, query)));
    },
    wait,
    async sendInput(ref, request) {
      const job = find(ref);
      if (!job.ok) return job;
      if (!isLive(job.value)) return err({ code: 'job-ended', job: job.value.details });
      inputs.push({ ...request, ref });
      const from = job.value.text().length;
      job.value.write(`got ${request.text}`);
      await Promise.resolve();
      return ok({
        written: Buffer.byteLength(request.text),
        output: page(job.value.text().slice(from), job.value, false),
      });
    },
    stop(ref, { force, by }) {
      const job = find(ref);
      if (!job.ok) return Promise.resolve(job);
      stops.push({ ref, force, by });
      for (const listener of stopListeners) listener(ref, by);
      const alreadyEnded = !isLive(job.value);
      if (!alreadyEnded) end(job.value, { status: 'killed', outcome: 'stopped', signal: 'SIGTERM', stopped_by: by });
      return Promise.resolve(ok({ job: job.value.details, alreadyEnded, survivors: fake.survivors }));
    },
    profilesChanged: () => undefined,
    setLimits: () => undefined,
    onChange(listener) {
      observers.add(listener);
      return () => observers.delete(listener);
    },
    close: () => Promise.resolve([]),
  };
  return fake;

  function createJob(request: StartRequest, count: number): FakeJob {
    const name = nameOf(request);
    let written = '';
    const job: FakeJob = {
      request,
      details: {
        id: `${name}-${String(count + 1).padStart(4, '0')}`,
        name,
        ...(request.origin === undefined ? {} : { profile: request.origin.profile }),
        status: 'running',
        readiness: request.settings.ready.length > 0 ? 'pending' : 'none',
        pid: 1000 + count,
        command: request.command.display,
        cwd: request.command.cwd,
        started_at: '2026-11-20T10:00:00.000Z',
        duration_ms: 1200,
        argv: request.command.argv,
        program: request.command.program,
        env_names: ['PATH'],
        started_by: request.startedBy,
        output_bytes: 0,
        lost_bytes: 0,
        stdin: request.settings.stdin,
        log_file: `/state/${name}/output.log`,
        ...(request.settings.tags.length === 0 ? {} : { tags: request.settings.tags }),
      },
      text: () => written,
      write(text) {
        written += text;
        change(job, { output_bytes: Buffer.byteLength(written) });
      },
      becomeReady: () => change(job, { readiness: 'ready' }),
      neverReady: (reason) => change(job, { readiness: 'failed', reason }),
      exit: (code, reason) =>
        end(job, {
          status: code === 0 ? 'completed' : 'failed',
          outcome: 'exit-code',
          exit_code: code,
          ...(reason === undefined ? {} : { reason }),
        }),
    };
    return job;
  }

  function end(job: FakeJob, facts: Partial<JobDetails>): void {
    delete (job.details as Mutable<JobDetails>).pid;
    change(job, { ended_at: '2026-11-20T10:00:02.000Z', stdin: 'closed', ...facts });
  }

  function change(job: FakeJob, facts: Partial<JobDetails>): void {
    const silent = Object.keys(facts).every((key) => key === 'output_bytes');
    Object.assign(job.details, facts);
    // As the real table: output is no change of a job.
    changed(silent ? undefined : job.details.id);
  }

  function changed(id?: string): void {
    if (id !== undefined) for (const observer of [...observers]) observer([id]);
    for (const listener of [...listeners]) listener();
  }

  function details(ref: string): Result<JobDetails, UnknownJob> {
    const job = find(ref);
    return job.ok ? ok({ ...job.value.details }) : job;
  }

  function find(ref: string): Result<FakeJob, UnknownJob> {
    const job = [...jobs].reverse().find(({ details: { id, name } }) => id === ref || name === ref);
    return job === undefined
      ? err({ code: 'unknown-job', ref, known: jobs.map((known) => known.details.id) })
      : ok(job);
  }

  async function wait(request: WaitRequest): ReturnType<Jobs['wait']> {
    const waited: FakeJob[] = [];
    for (const ref of request.jobs) {
      const job = find(ref);
      if (!job.ok) return job;
      waited.push(job.value);
    }
    const starts = waited.map((job) => (request.cursor === undefined ? job.text().length : Number(request.cursor)));
    let settle: (met: Met | undefined) => void = () => undefined;
    const met = new Promise<Met | undefined>((resolve) => (settle = resolve));
    const look = (): void => {
      const reasons = waited.map((job, index) => reasonNow(job, request, starts[index] ?? 0));
      const index = reasons.findIndex((reason) => reason !== undefined);
      const enough = request.mode === 'any' ? index >= 0 : reasons.every((reason) => reason !== undefined);
      if (enough) settle({ index, ...reasons[index]! });
    };
    const cancel = (): void => settle(undefined);
    const timer = setTimeout(cancel, request.timeoutMs);
    listeners.add(look);
    request.signal?.addEventListener('abort', cancel);
    const over = met.then((found) => found?.returned ?? (request.signal?.aborted === true ? 'cancelled' : 'timeout'));
    waitWatchers.shift()?.({ request, over });
    look();
    const found = await met;
    clearTimeout(timer);
    listeners.delete(look);
    request.signal?.removeEventListener('abort', cancel);
    const index = found?.index ?? 0;
    const ender = waited[index]!;
    return ok({
      returned: await over,
      jobs: waited.map((job) => ({ ...job.details })),
      job: ender.details.id,
      output: page(ender.text().slice(starts[index]), ender, false),
      matched: found?.matched,
    });
  }
}

interface Met {
  readonly index: number;
  readonly returned: WaitReason;
  readonly matched?: string;
}

function reasonNow(job: FakeJob, { until }: WaitRequest, from: number): Omit<Met, 'index'> | undefined {
  if (until.kind === 'output') {
    const line = job
      .text()
      .slice(from)
      .split('\n')
      .find((text) => text.includes(until.pattern));
    if (line !== undefined) return { returned: 'output', matched: line };
  }
  if (until.kind === 'ready' && job.details.readiness === 'ready') return { returned: 'ready' };
  if (!isLive(job)) return { returned: 'exited' };
  if (until.kind === 'ready' && job.details.readiness === 'failed') return { returned: 'not-ready' };
  return undefined;
}

function isLive(job: FakeJob): boolean {
  return !OVER.has(job.details.status);
}

function nameOf({ name, origin, command }: StartRequest): string {
  return name ?? origin?.profile ?? command.program.replace(/^.*\//, '');
}

function pageOf(job: FakeJob, { from, maxBytes, pattern }: ReadQuery): OutputPage {
  const whole = job.text();
  const lines = whole.split(/(?<=\n)/);
  const chosen =
    from.kind === 'cursor'
      ? whole.slice(Number(from.cursor))
      : (from.kind === 'tail' ? lines.slice(-from.lines) : lines.slice(from.line - 1)).join('');
  const fitting =
    pattern === undefined
      ? chosen
      : chosen
          .split(/(?<=\n)/)
          .filter((line) => line.includes(pattern))
          .join('');
  return page(fitting.slice(0, maxBytes), job, fitting.length > maxBytes);
}

function page(text: string, job: FakeJob, truncated: boolean): OutputPage {
  return {
    text,
    next_cursor: String(job.text().length),
    lost_bytes: 0,
    truncated,
    end: !isLive(job) && !truncated,
  };
}
