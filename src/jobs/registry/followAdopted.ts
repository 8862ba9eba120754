import type { AttemptEnd } from '../endJob.js';
import type { Job, JobContext } from '../job.js';
import { followProcess } from '../runAttempt.js';
import { adoptedProcess } from './adoptedProcess.js';

/** Watches over a process that another server started, as if this one had. */
export function followAdopted(job: Job, context: JobContext): Promise<AttemptEnd> {
  return followProcess(job, context, adoptedProcess(job, context), job.request.command.program);
}
