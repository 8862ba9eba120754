import { z } from 'zod';
import type { JobDetails, JobView } from '../../jobs/jobView.js';
import type { OutputPage, WaitCondition, WaitReason } from '../../jobs/jobs.js';
import { err, ok, type Result } from '../../lib/result.js';
import { inputSentence, jobLine, outputText, viewOf } from '../jobFacts.js';
import type { Refusal } from '../refusal.js';
import { readRefusal, unknownJob } from '../refusals.js';
import {
  DEFAULT_WAIT_MS,
  jobOutput,
  jobsOutput,
  outputSchema,
  pageOutput,
  pattern,
  stream,
  waitMs,
} from '../schemas.js';
import { TASK_TTL_MS } from '../tasks.js';
import { defineTool } from '../tool.js';
import { waitWithProgress } from '../wait.js';

interface WaitForJobAnswer {
  readonly returned: WaitReason;
  /** The job that ended the wait. */
  readonly job: JobView;
  readonly jobs: readonly JobView[];
  readonly output: OutputPage;
  readonly matched?: string;
  readonly hint?: string;
}

/** `wait_for_job`: a bounded wait instead of a polling loop. */
export const waitForJob = defineTool({
  name: 'wait_for_job',
  title: 'Wait for a job',
  description:
    'Wait instead of sleeping or polling, at most 45 s a call: until exited, ready, a line matches pattern, or idle. Returns why (exited or not-ready when it can no longer come), the job, its output since cursor. On timeout call again with next_cursor.',
  effect: 'reads',
  input: z.strictObject({
    jobs: z.array(z.string()).min(1).max(50).describe('ids or names'),
    until: z.enum(['exited', 'ready', 'output', 'idle']).default('exited').describe('what to wait for'),
    mode: z.enum(['any', 'all']).default('any').describe('of several jobs'),
    pattern: pattern.optional().describe('RE2, for output'),
    idle_ms: z.int().min(100).max(45_000).default(2_000).describe('silence, for idle'),
    stream: stream.optional(),
    cursor: z.string().optional().describe('output from here on; default now'),
    wait_ms: waitMs.optional().describe(`at most; default ${DEFAULT_WAIT_MS}`),
  }),
  output: outputSchema({
    returned: z.string().optional(),
    job: jobOutput,
    jobs: jobsOutput,
    output: pageOutput,
    matched: z.string().optional(),
  }),
  async handle(input, call) {
    const until = waitCondition(input);
    if (!until.ok) return until;
    const { jobs: refs, mode, cursor } = input;
    const missing = refs.map((ref) => call.host.jobs.view(ref)).find((job) => !job.ok);
    if (missing?.ok === false) return err(unknownJob(missing.error));
    const { isTask } = call.beginWait(undefined);
    const timeoutMs = input.wait_ms ?? (isTask ? TASK_TTL_MS : DEFAULT_WAIT_MS);
    const waiting = call.host.jobs.wait({
      jobs: refs,
      mode,
      until: until.value,
      timeoutMs,
      ...(input.stream === undefined ? {} : { stream: input.stream }),
      cursor,
      signal: call.signal,
    });
    const waited = await waitWithProgress(
      call,
      timeoutMs,
      () => `${refs.join(', ')}: waiting for ${input.until}`,
      waiting,
    );
    if (!waited.ok) return err(readRefusal(waited.error));
    const { returned, jobs, job: id, output, matched } = waited.value;
    const ender = jobs.find((job) => job.id === id);
    if (ender === undefined) throw new Error(`a wait ended with \`${id}\`, which was not waited for`);
    const sentences = [...nextStep(returned, ender, jobs.length), ...inputSentences(jobs)];
    const hint = sentences.length === 0 ? undefined : sentences.join('. ');
    const structured: WaitForJobAnswer = {
      returned,
      job: viewOf(ender),
      jobs: jobs.map(viewOf),
      output,
      ...(matched === undefined ? {} : { matched }),
      ...(hint === undefined ? {} : { hint }),
    };
    const lines = [
      `returned: ${returned}`,
      ...(matched === undefined ? [] : [`matched: ${matched}`]),
      ...jobs.map(jobLine),
      outputText(output),
      ...(hint === undefined ? [] : [`hint: ${hint}`]),
    ];
    return ok({ structured, text: lines.join('\n') });
  },
});

function waitCondition(input: {
  readonly until: WaitCondition['kind'];
  readonly pattern?: string | undefined;
  readonly idle_ms: number;
}): Result<WaitCondition, Refusal> {
  if (input.pattern !== undefined && input.until !== 'output') {
    return err({
      code: 'bad-arguments',
      message: `\`pattern\` is given, and \`until\` is \`${input.until}\``,
      hint: 'pass until `output` to wait for a line that matches',
    });
  }
  switch (input.until) {
    case 'exited':
    case 'ready':
      return ok({ kind: input.until });
    case 'idle':
      return ok({ kind: 'idle', quietMs: input.idle_ms });
    case 'output':
      if (input.pattern !== undefined) return ok({ kind: 'output', pattern: input.pattern });
      return err({
        code: 'bad-arguments',
        message: '`until` is `output`, and `pattern` is missing',
        hint: 'pass the regular expression that a line has to match, such as `listening on`',
      });
  }
}

/** A job that asks for something is not going to do anything else. */
function inputSentences(jobs: readonly JobDetails[]): readonly string[] {
  return jobs.filter((job) => job.waiting_for_input === true).map(inputSentence);
}

function nextStep(returned: WaitReason, job: JobDetails, jobs: number): readonly string[] {
  const { reason, ended_at: endedAt } = job;
  switch (returned) {
    case 'timeout':
      if (endedAt !== undefined) return ['it has ended: look through its output with read_output and the pattern'];
      return jobs === 1
        ? ['still running: call wait_for_job again, with cursor set to next_cursor so that nothing is missed']
        : [
            'still running: next_cursor is of `job` alone, and of the others a new call sees only what comes from then on; to miss nothing, wait for each with a cursor of its own, or read_output',
          ];
    case 'not-ready':
      if (reason === undefined && job.readiness === 'none') {
        return [
          `\`${job.id}\` runs and has no readiness probe, so that nothing can tell when it is ready: wait for a line of its output (\`until\` \`output\` with a \`pattern\`), or give it a probe (\`ready\`)`,
        ];
      }
      return reason === undefined ? [] : [reason];
    case 'exited':
      return reason === undefined ? [] : [reason];
    case 'cancelled':
      return ['this server is shutting down: what is persistent or another server’s runs on'];
    case 'ready':
    case 'output':
    case 'idle':
      return [];
  }
}
