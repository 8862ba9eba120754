import { z } from 'zod';
import type { JobView } from '../../jobs/jobView.js';
import type { OutputPage, ReadQuery } from '../../jobs/jobs.js';
import { err, ok, type Result } from '../../lib/result.js';
import { jobLine, outputText } from '../jobFacts.js';
import type { Refusal } from '../refusal.js';
import { readRefusal, unknownJob } from '../refusals.js';
import { outputUri } from '../resourceUris.js';
import {
  DEFAULT_OUTPUT_BYTES,
  jobOutput,
  jobRef,
  MOST_OUTPUT_BYTES,
  outputSchema,
  pattern,
  stream,
} from '../schemas.js';
import { defineTool } from '../tool.js';

/** Lines that are shown when the call does not say where to read. */
const DEFAULT_TAIL = 200;

interface ReadOutputAnswer extends OutputPage {
  readonly job: JobView;
}

/** `read_output`: a page of a job's output. */
export const readOutput = defineTool({
  name: 'read_output',
  title: 'Read output',
  description:
    'What a job wrote: the last lines, or what came since cursor (an earlier next_cursor); go on while truncated. lost_bytes went with the log limit; end: no more will come. To wait: wait_for_job.',
  effect: 'reads',
  input: z.strictObject({
    job: jobRef,
    tail_lines: z.int().min(1).max(10_000).optional().describe(`last lines; default ${DEFAULT_TAIL}`),
    cursor: z.string().optional().describe('or from here'),
    from_line: z.int().min(1).optional().describe('or from this line'),
    stream: stream.default('merged'),
    max_bytes: z.int().min(1).max(MOST_OUTPUT_BYTES).default(DEFAULT_OUTPUT_BYTES).describe('at most'),
    pattern: pattern.optional().describe('only lines that match (RE2)'),
    context: z.int().min(0).max(50).default(0).describe('lines around a match'),
  }),
  output: outputSchema({
    job: jobOutput,
    text: z.string().optional(),
    next_cursor: z.string().optional(),
    lost_bytes: z.int().optional(),
    truncated: z.boolean().optional(),
    end: z.boolean().optional(),
    notice: z.string().optional(),
  }),
  async handle(input, { host }) {
    const from = startingPoint(input);
    if (!from.ok) return from;
    const { max_bytes: maxBytes, pattern: wanted, context } = input;
    // A name may pass to another job in the meantime; an id does not.
    const found = host.jobs.view(input.job);
    if (!found.ok) return err(unknownJob(found.error));
    const { id } = found.value;
    const page = await host.jobs.read(id, {
      stream: input.stream,
      from: from.value,
      maxBytes,
      pattern: wanted,
      context,
    });
    if (!page.ok) return err(readRefusal(page.error));
    const view = host.jobs.view(id);
    if (!view.ok) return err(unknownJob(view.error));
    const structured: ReadOutputAnswer = { job: view.value, ...page.value };
    const link = { uri: outputUri(id), name: `${id}-output`, mimeType: 'text/plain' };
    return ok({ structured, text: `${jobLine(view.value)}\n${outputText(page.value)}`, link });
  },
});

function startingPoint(input: {
  readonly tail_lines?: number | undefined;
  readonly cursor?: string | undefined;
  readonly from_line?: number | undefined;
}): Result<ReadQuery['from'], Refusal> {
  const { tail_lines: tail, cursor, from_line: line } = input;
  const given = Object.entries({ tail_lines: tail, cursor, from_line: line }).filter(
    ([, value]) => value !== undefined,
  );
  if (given.length > 1) {
    return err({
      code: 'bad-arguments',
      message: `${given.map(([name]) => `\`${name}\``).join(' and ')} are given together`,
      hint: 'give one of `tail_lines`, `cursor` and `from_line`',
    });
  }
  if (cursor !== undefined) return ok({ kind: 'cursor', cursor });
  if (line !== undefined) return ok({ kind: 'line', line });
  return ok({ kind: 'tail', lines: tail ?? DEFAULT_TAIL });
}
