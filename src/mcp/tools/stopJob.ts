import { z } from 'zod';
import type { JobView, SurvivorView } from '../../jobs/jobView.js';
import { err, ok } from '../../lib/result.js';
import { jobLine, survivorSentence, viewOf } from '../jobFacts.js';
import { unknownJob } from '../refusals.js';
import { DEFAULT_WAIT_MS, jobOutput, jobRef, outputSchema } from '../schemas.js';
import { defineTool } from '../tool.js';
import { waitWithProgress } from '../wait.js';

interface StopJobAnswer {
  readonly job: JobView;
  readonly already_ended?: true;
  readonly survivors: readonly SurvivorView[];
  readonly hint?: string;
}

/** `stop_job`: ends a job and its whole process tree. */
export const stopJob = defineTool({
  name: 'stop_job',
  title: 'Stop a job',
  description:
    'Stop a job and all processes it started: SIGTERM, 5 s of grace (unless the profile says otherwise), SIGKILL. Returns when all are gone, or names survivors. Output stays readable; a job that has ended is no error.',
  effect: 'stops',
  input: z.strictObject({
    job: jobRef,
    force: z.boolean().default(false).describe('SIGKILL at once'),
  }),
  output: outputSchema({
    job: jobOutput,
    already_ended: z.boolean().optional(),
    survivors: z.array(z.object({})).optional(),
  }),
  async handle({ job: ref, force }, call) {
    const stopping = call.host.jobs.stop(ref, { force, by: call.actor });
    const stopped = await waitWithProgress(call, DEFAULT_WAIT_MS, () => `${ref}: stopping`, stopping);
    if (!stopped.ok) return err(unknownJob(stopped.error));
    const { job, alreadyEnded, survivors } = stopped.value;
    const hint = survivors.length === 0 ? undefined : survivorSentence(survivors);
    const structured: StopJobAnswer = {
      job: viewOf(job),
      ...(alreadyEnded ? { already_ended: true } : {}),
      survivors,
      ...(hint === undefined ? {} : { hint }),
    };
    const lines = [
      ...(alreadyEnded ? ['had ended before'] : []),
      jobLine(job),
      ...(hint === undefined ? ['nothing of it is left'] : [`hint: ${hint}`]),
    ];
    return ok({ structured, text: lines.join('\n') });
  },
});
