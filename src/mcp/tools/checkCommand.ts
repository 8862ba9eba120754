import { z } from 'zod';
import { ok } from '../../lib/result.js';
import { evaluationView } from '../../policy/evaluationView.js';
import { evaluateCommand } from '../adhocCommand.js';
import { commandLine } from '../commandLine.js';
import { fileTrouble } from '../fileTrouble.js';
import { commandShape, outputSchema } from '../schemas.js';
import { defineTool } from '../tool.js';

/** `check_command`: what the policy says, without running anything. */
export const checkCommand = defineTool({
  name: 'check_command',
  title: 'Check a command',
  description:
    'Would start_command run this? Runs nothing. Returns the decision (ask: a person has to agree), the evidence for each command (argv, program, rule with file and line, what is wrong) and permitted alternatives. A refused start_command says the same.',
  effect: 'reads',
  input: z.strictObject(commandShape),
  output: outputSchema({
    decision: z.enum(['allow', 'ask', 'deny']).optional(),
    message: z.string().optional(),
    commands: z.array(z.object({})).optional(),
    alternatives: z.array(z.object({})).optional(),
  }),
  handle(input, call) {
    const evaluated = evaluateCommand(call, input, 'check_command');
    if (!evaluated.ok) return evaluated;
    const trouble = fileTrouble(call.snapshot);
    const view = evaluationView(evaluated.value);
    const lines = [
      `${view.decision}: ${view.message}`,
      ...(view.cwd === undefined ? [] : [`cwd: ${view.cwd}`]),
      ...view.commands.map(commandLine),
      ...(trouble === undefined ? [] : [`note: ${trouble.sentence}`]),
    ];
    return ok({
      structured: { ...view, ...(trouble === undefined ? {} : { file: trouble.file }) },
      text: lines.join('\n'),
    });
  },
});
