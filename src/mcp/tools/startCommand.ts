import { z } from 'zod';
import { prepareCommand } from '../prepareCommand.js';
import { commandShape, jobOutput, outputSchema, pageOutput, startWaitMs } from '../schemas.js';
import { startJob } from '../startJob.js';
import { defineTool } from '../tool.js';

/** `start_command`: a command that the agent gives, if the policy permits it. */
export const startCommand = defineTool({
  name: 'start_command',
  title: 'Start a command',
  description:
    'Start a command that the policy permits in the background; use start_profile where a profile does it. No shell: no redirects, globs, $VARIABLES; no nohup, & or > file: output is kept. A refusal says what is permitted. Returns what start_profile does; for short ones wait_until exited.',
  effect: 'runs',
  input: z.strictObject({
    ...commandShape,
    name: z.string().optional().describe('for the job'),
    timeout: z.string().optional().describe('stop it after, as 5m'),
    stdin: z.enum(['open', 'closed']).optional().describe('open for send_input'),
    lifetime: z.enum(['session', 'persistent']).optional().describe('persistent: stays'),
    tty: z.boolean().optional().describe('terminal'),
    wait_until: z.enum(['started', 'exited']).default('started').describe('what to wait for'),
    wait_ms: startWaitMs,
  }),
  output: outputSchema({
    job: jobOutput,
    returned: z.string().optional(),
    output: pageOutput,
  }),
  handle(input, call) {
    const { name, timeout, stdin, lifetime, tty } = input;
    const prepared = prepareCommand(call, { args: input, name, timeout, stdin, lifetime, tty });
    return prepared.ok ? startJob(call, prepared.value, input.wait_until, input.wait_ms) : prepared;
  },
});
