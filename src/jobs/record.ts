import { maskText } from './output/masks.js';
import type { Job } from './job.js';
import type { JobRecord, ServerId } from './jobFolder.js';

/** The job as `job.json` keeps it. */
export function jobRecord(job: Job, owner: ServerId): JobRecord {
  const { origin, settings, command, startedBy } = job.request;
  return {
    schema: 1,
    id: job.id,
    name: job.name,
    uid: job.uid,
    owner,
    lifetime: 'session',
    state: job.state,
    command: maskText(command.display, job.masks),
    cwd: command.cwd,
    ...(origin === undefined ? {} : { profile: origin.profile, digest: origin.digest }),
    started_by: startedBy,
    ...(job.stoppedBy === undefined ? {} : { stopped_by: job.stoppedBy }),
    started_at: new Date(job.startedAt).toISOString(),
    ...(job.endedAt === undefined ? {} : { ended_at: new Date(job.endedAt).toISOString() }),
    ...(job.exitCode === undefined ? {} : { exit_code: job.exitCode }),
    ...(job.signal === undefined ? {} : { signal: job.signal }),
    ...(job.cause === undefined ? {} : { outcome: job.cause.outcome }),
    ...(job.cause?.reason === undefined ? {} : { reason: maskText(job.cause.reason, job.masks) }),
    since: job.tree.since,
    ...(job.tree.leader === undefined ? {} : { leader: job.tree.leader }),
    ...(job.tree.cgroup === undefined ? {} : { cgroup: job.tree.cgroup }),
    members: [...job.tree.seen].map(([pid, start]) => ({ pid, start })),
    tree_gone: job.isTreeGone,
    stop: { signal: settings.stop.signal, grace_ms: settings.stop.graceMs },
    log: job.log.facts(),
  };
}
