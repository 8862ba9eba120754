import { buildEnvironment } from '../environment.js';
import { equip } from '../equip.js';
import type { Job, JobContext } from '../job.js';
import type { Revive } from '../startRequest.js';
import { isToBeginAnew, resumeJob } from '../runJob.js';
import type { Terminal } from '../terminal.js';
import { isRunning, isToGoOn } from './orphan.js';

export interface AdoptOptions {
  /** Approves a job's command anew; undefined where nobody can. */
  readonly revive: Revive | undefined;
  /** What gives jobs a pseudo-terminal; undefined where nothing does, or none of them wants it. */
  readonly terminal: Terminal | undefined;
  readonly serverEnv: Readonly<Record<string, string | undefined>>;
}

/**
 * Goes on with a persistent job of a server that is gone. It keeps running as it was started; what it needs the policy for
 * (restarts, `exec` probes, `stop.command`) it has again if its profile is still the same.
 * Nothing is awaited before it is followed: whoever stops it meanwhile would wait for a process that nobody is about to start.
 */
export async function adoptJob(job: Job, context: JobContext, options: AdoptOptions): Promise<void> {
  reviveJob(job, options);
  if (job.request.settings.tty) job.terminal = options.terminal;
  const isOver = !isToGoOn(job) && !isRunning(job, context) && !isToBeginAnew(job, context);
  // What ended meanwhile has been shown as that, and is never shown as running again.
  if (!isOver) context.records.save(job);
  void resumeJob(job, context);
  if (isOver) await whenNoticed(job);
}

/** Resolves when the end of its process was noticed: the job has ended, or is about to be started again. */
function whenNoticed(job: Job): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (job.state === 'running' || job.state === 'stopping') return;
      forget();
      resolve();
    };
    const forget = job.changed.listen(look);
    look();
  });
}

function reviveJob(job: Job, { revive, serverEnv }: AdoptOptions): void {
  const { origin } = job.request;
  const again = origin === undefined ? undefined : revive?.(origin, job.ports);
  if (again === undefined) return;
  const { tty } = again.settings;
  const env = buildEnvironment({ spec: again.command.environment, serverEnv, tty });
  if (!env.ok) return;
  const { masks } = job;
  job.approved = again.command;
  job.request = { ...job.request, settings: again.settings };
  equip(job, env.value);
  // What it was started with may stand in its output.
  job.masks = [...masks, ...job.masks];
}
