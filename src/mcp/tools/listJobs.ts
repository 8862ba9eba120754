import { z } from 'zod';
import type { JobStats, JobView } from '../../jobs/jobView.js';
import { ok } from '../../lib/result.js';
import { mostJobs } from '../../policy/bounds.js';
import { jobLine } from '../jobFacts.js';
import { jobsOutput, outputSchema } from '../schemas.js';
import { defineTool } from '../tool.js';

interface ListJobsAnswer {
  readonly jobs: readonly (JobView & Partial<JobStats>)[];
  readonly running: number;
  readonly max_jobs: number;
  /** Jobs that fit the filter and are not shown. */
  readonly more?: number;
  /** What is wrong with the records of jobs. */
  readonly warnings?: readonly string[];
}

/** `list_jobs`: the job table. */
export const listJobs = defineTool({
  name: 'list_jobs',
  title: 'List jobs',
  description:
    'Jobs, newest first, finished ones too: status, readiness, exit code, ports, CPU, memory, age. To find an id, or what holds the job limit. More: get_job; to await a change: wait_for_job.',
  effect: 'reads',
  input: z.strictObject({
    status: z
      .array(z.enum(['starting', 'running', 'stopping', 'completed', 'failed', 'killed', 'timed_out']))
      .optional()
      .describe('only these'),
    profile: z.string().optional().describe("only this one's"),
    tag: z.string().optional().describe('only with this tag'),
    limit: z.int().min(1).max(200).default(20).describe('at most'),
  }),
  output: outputSchema({
    jobs: jobsOutput,
    running: z.int().optional(),
    max_jobs: z.int().optional(),
  }),
  handle({ status, profile, tag, limit }, { host, snapshot }) {
    const { jobs: shown, found, running } = host.jobs.overview({ status, profile, tag }, limit);
    const warnings = host.jobs.warnings();
    const stats = host.jobs.stats(shown.map(({ id }) => id));
    const structured: ListJobsAnswer = {
      jobs: shown.map((job) => ({ ...job, ...stats.get(job.id) })),
      running,
      max_jobs: mostJobs(snapshot.config.limits.maxJobs, snapshot.policy),
      ...(found > shown.length ? { more: found - shown.length } : {}),
      ...(warnings.length === 0 ? {} : { warnings }),
    };
    const lines = [
      `${structured.running} of ${structured.max_jobs} jobs running`,
      ...(found === 0 ? ['no job fits'] : structured.jobs.map(jobLine)),
      ...(structured.more === undefined ? [] : [`and ${structured.more} more; raise limit to see them`]),
      ...warnings.map((warning) => `warning: ${warning}`),
    ];
    return ok({ structured, text: lines.join('\n') });
  },
});
