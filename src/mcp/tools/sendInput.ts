import { z } from 'zod';
import type { JobView } from '../../jobs/jobView.js';
import type { OutputPage } from '../../jobs/jobs.js';
import { err, ok } from '../../lib/result.js';
import { jobLine, outputText } from '../jobFacts.js';
import type { Refusal } from '../refusal.js';
import { inputRefusal, unknownJob } from '../refusals.js';
import { jobOutput, jobRef, outputSchema, pageOutput, waitMs } from '../schemas.js';
import { defineTool } from '../tool.js';
import { waitWithProgress } from '../wait.js';

interface SendInputAnswer {
  readonly job: JobView;
  readonly written: number;
  readonly output: OutputPage;
}

const nothingToSend: Refusal = {
  code: 'bad-arguments',
  message: 'none of `text`, `keys` and `end` is given, so there is nothing to send',
  hint: 'give `text`; to look at output only, call read_output or wait_for_job',
};

/** `send_input`: text to a job's standard input. */
export const sendInput = defineTool({
  name: 'send_input',
  title: 'Send input',
  description:
    'Write to the stdin of a running job and collect the output that follows. Text goes as is: end lines with \\n. For longer answers call wait_for_job with next_cursor.',
  effect: 'runs',
  input: z.strictObject({
    job: jobRef,
    text: z.string().optional().describe('what to write'),
    keys: z.array(z.string()).optional().describe('then press (tty): enter, up, ctrl-c'),
    end: z.boolean().default(false).describe('then close stdin (tty: ctrl-d)'),
    wait_ms: waitMs.default(500).describe('collect output for'),
  }),
  output: outputSchema({
    job: jobOutput,
    written: z.int().optional(),
    output: pageOutput,
  }),
  async handle({ job: ref, text, keys = [], end, wait_ms: waitFor }, call) {
    if (text === undefined && keys.length === 0 && !end) return err(nothingToSend);
    const { jobs } = call.host;
    // A name may pass to another job in the meantime; an id does not.
    const found = jobs.view(ref);
    if (!found.ok) return err(unknownJob(found.error));
    const { id } = found.value;
    const sending = jobs.sendInput(id, { text: text ?? '', keys, end, waitMs: waitFor });
    const sent = await waitWithProgress(call, waitFor, () => `${id}: collecting output`, sending);
    if (!sent.ok) return err(inputRefusal(sent.error));
    const view = jobs.view(id);
    if (!view.ok) return err(unknownJob(view.error));
    const structured: SendInputAnswer = { job: view.value, ...sent.value };
    const lines = [`wrote ${sent.value.written} bytes`, jobLine(view.value), outputText(sent.value.output)];
    return ok({ structured, text: lines.join('\n') });
  },
});
