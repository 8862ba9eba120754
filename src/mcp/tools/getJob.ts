import { z } from 'zod';
import type { JobDetails, JobStats } from '../../jobs/jobView.js';
import type { OutputPage } from '../../jobs/jobs.js';
import { err, ok } from '../../lib/result.js';
import { jobLine, outputText } from '../jobFacts.js';
import { readRefusal, unknownJob } from '../refusals.js';
import { DEFAULT_OUTPUT_BYTES, jobOutput, jobRef, outputSchema, pageOutput } from '../schemas.js';
import { defineTool } from '../tool.js';

interface GetJobAnswer {
  readonly job: JobDetails & Partial<JobStats>;
  readonly output?: OutputPage;
}

/** `get_job`: everything about one job. */
export const getJob = defineTool({
  name: 'get_job',
  title: 'Get a job',
  description:
    'Everything about one job: also argv, program, variable names, why it ended or is not ready, last probe, CPU, memory, open ports, who started and stopped it, log file, stale if its profile changed. Not for loops: wait_for_job.',
  effect: 'reads',
  input: z.strictObject({
    job: jobRef,
    tail_lines: z.int().min(1).max(500).optional().describe('output, too'),
  }),
  output: outputSchema({
    job: jobOutput,
    output: pageOutput,
  }),
  async handle({ job: ref, tail_lines: lines }, { host }) {
    const details = host.jobs.details(ref);
    if (!details.ok) return err(unknownJob(details.error));
    const job = { ...details.value, ...host.jobs.stats([details.value.id]).get(details.value.id) };
    if (lines === undefined) return ok({ structured: { job } satisfies GetJobAnswer, text: asText(job) });
    const read = await host.jobs.read(job.id, {
      stream: 'merged',
      from: { kind: 'tail', lines },
      maxBytes: DEFAULT_OUTPUT_BYTES,
      pattern: undefined,
      context: 0,
    });
    if (!read.ok) return err(readRefusal(read.error));
    const structured: GetJobAnswer = { job, output: read.value };
    return ok({ structured, text: `${asText(job)}\n${outputText(read.value)}` });
  },
});

function asText(job: JobDetails & Partial<JobStats>): string {
  const shown = new Set([
    'id',
    'status',
    'readiness',
    'pid',
    'exit_code',
    'signal',
    'command',
    'duration_ms',
    'cpu_percent',
    'memory_bytes',
    'processes',
  ]);
  const rest = Object.entries(job)
    .filter(([name, value]) => !shown.has(name) && value !== undefined)
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`);
  return [jobLine(job), ...rest].join('\n');
}
