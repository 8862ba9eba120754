import type { Job } from './job.js';
import { createMasks } from './output/masks.js';

/** Gives a job the environment of its processes, with what marks them, and learns what of it must not be shown. */
export function equip(job: Job, given: Readonly<Record<string, string>>): void {
  const { command, origin, settings } = job.request;
  job.env = {
    ...given,
    PWD: command.cwd,
    BGJOBS_JOB_ID: job.id,
    BGJOBS_JOB_UID: job.uid,
    ...(origin === undefined ? {} : { BGJOBS_PROFILE: origin.profile }),
  };
  job.envNames = Object.keys(job.env).sort();
  job.masks = createMasks(settings.secrets, job.env);
}
