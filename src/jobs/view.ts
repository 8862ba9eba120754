import { maskText } from './output/masks.js';
import { statusOf } from './status.js';
import { hasEnded, isForeign, STATE_FOLDER, UNSEEN_PORTS, type Job, type JobContext } from './job.js';
import { readLaunch } from './launchFile.js';
import type { JobDetails, JobView, Status } from './jobView.js';
import { waitingForInput } from './waitingForInput.js';

/** The job's status word now. */
export function jobStatus(job: Job): Status {
  const ending = job.cause === undefined ? undefined : { outcome: job.cause.outcome, exitCode: job.exitCode };
  return statusOf(job.state, ending, job.request.settings);
}

/** The job as every result shows it. */
export function jobView(job: Job, context: JobContext): JobView {
  const { request } = job;
  const until = job.endedMono ?? context.clock.monotonic();
  const pid = pidOf(job);
  return {
    id: job.id,
    name: job.name,
    ...(request.origin === undefined ? {} : { profile: request.origin.profile }),
    status: jobStatus(job),
    readiness: job.readiness,
    ...(pid === undefined ? {} : { pid }),
    ...(job.exitCode === undefined ? {} : { exit_code: job.exitCode }),
    ...(job.signal === undefined ? {} : { signal: job.signal }),
    ...(job.state !== 'exited' || job.cause === undefined ? {} : { outcome: job.cause.outcome }),
    command: maskText(request.command.display, job.masks),
    cwd: request.command.cwd,
    started_at: new Date(job.startedAt).toISOString(),
    ...(job.endedAt === undefined ? {} : { ended_at: new Date(job.endedAt).toISOString() }),
    duration_ms: Math.max(0, Math.round(until - job.startedMono)),
    ...(job.ports.size === 0 ? {} : { ports: Object.fromEntries(job.ports) }),
    ...(request.settings.lifetime === 'persistent' ? { lifetime: 'persistent' } : {}),
    ...(isForeign(job, context) && !hasEnded(job) ? { server_pid: job.owner.pid } : {}),
  };
}

/** Of a persistent job it is not the launcher's, which acts on no signal and alone can tell how the program ended: none at first. */
function pidOf({ tree: { leader }, folder, request }: Job): number | undefined {
  return request.settings.lifetime === 'persistent' && leader !== undefined ? readLaunch(folder)?.program : leader?.pid;
}

/**
 * Everything about the job.
 * @param waiting the jobs that wait for input, where several are looked at together.
 */
export function jobDetails(
  job: Job,
  context: JobContext,
  waiting: ReadonlySet<Job> = waitingForInput([job], context),
): JobDetails {
  const { request, masks } = job;
  const extent = job.log.observe();
  const end = extent.to;
  const notices = job.log.notices();
  const reason = hasEndReason(job) ? job.cause?.reason : job.readinessReason;
  return {
    ...jobView(job, context),
    argv: request.command.argv.map((word) => maskText(word, masks)),
    program: request.command.program,
    env_names: job.envNames,
    ...(request.origin === undefined ? {} : { params: maskedParams(job) }),
    started_by: request.startedBy,
    ...(job.stoppedBy === undefined ? {} : { stopped_by: job.stoppedBy }),
    ...(reason === undefined ? {} : { reason: maskText(reason, masks) }),
    ...(job.lastProbe === undefined ? {} : { last_probe: maskText(job.lastProbe, masks) }),
    output_bytes: end,
    lost_bytes: extent.from,
    ...(end === 0 ? {} : { last_output_at: new Date(wallTime(job.outputGrewAt, context)).toISOString() }),
    stdin: job.isStdinOpen ? 'open' : 'closed',
    ...(request.settings.tty ? { tty: true as const } : {}),
    ...(waiting.has(job) ? { waiting_for_input: true as const } : {}),
    ...supervision(job, context),
    ...(job.isStale ? { stale: true } : {}),
    log_file: job.folder.logFile,
    ...(job.log.of('stderr') === undefined ? {} : { stderr_log_file: job.folder.errorLogFile }),
    ...(notices.length === 0 ? {} : { output_notice: notices.join('; ') }),
    ...(request.settings.tags.length === 0 ? {} : { tags: request.settings.tags }),
    ...warnings(job, context),
    ...(job.survivors.length === 0 ? {} : { survivors: job.survivors }),
  };
}

/** What is done for the job besides running it. */
function supervision(job: Job, context: JobContext): Partial<JobDetails> {
  const { prerequisite } = job;
  const { settings } = job.request;
  const next = job.nextAttemptMono;
  const told = (text: string): string => maskText(text, job.masks);
  return {
    ...(job.isWaiting && prerequisite !== undefined ? { waiting_for: prerequisite.what } : {}),
    ...(settings.restart === undefined ? {} : { restarts: job.restarts }),
    ...(job.restartReason === undefined ? {} : { restart_reason: told(job.restartReason) }),
    ...(next === undefined ? {} : { next_attempt_at: new Date(wallTime(next, context)).toISOString() }),
    ...(settings.health === undefined ? {} : { health: job.health }),
    ...(job.healthReason === undefined ? {} : { health_reason: told(job.healthReason) }),
    ...(job.stopNote === undefined ? {} : { stop_command: told(job.stopNote) }),
  };
}

/** Of this job, and of all of this server. */
function warnings({ id, request }: Job, { problems }: JobContext): Partial<JobDetails> {
  const asksWho = request.settings.ready.some(({ target }) => 'owner' in target && target.owner === 'job');
  const found = [problems.get(id), problems.get(STATE_FOLDER), asksWho ? problems.get(UNSEEN_PORTS) : undefined].filter(
    (problem) => problem !== undefined,
  );
  return found.length === 0 ? {} : { warnings: found };
}

function hasEndReason(job: Job): boolean {
  return job.cause?.reason !== undefined;
}

function maskedParams(job: Job): Record<string, string> {
  const params = job.request.origin?.params ?? new Map<string, string>();
  return Object.fromEntries([...params].map(([name, value]) => [name, maskText(value, job.masks)]));
}

/** A monotonic time on the wall clock: counted from now, so that a clock that was set does not matter. */
function wallTime(mono: number, { clock }: JobContext): number {
  return Math.round(clock.wall() - (clock.monotonic() - mono));
}
