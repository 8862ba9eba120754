import { z } from 'zod';

/** The longest that one call waits, milliseconds: clients give a call up after 60 s. */
const LONGEST_WAIT_MS = 45_000;
/** How long a call waits when it does not say, milliseconds. */
export const DEFAULT_WAIT_MS = 30_000;
/** How long a start looks for a job that ends at once, milliseconds. */
export const GLANCE_MS = 250;
/** The most bytes of output that one result carries. */
export const MOST_OUTPUT_BYTES = 32_768;
/** And when the call does not say. */
export const DEFAULT_OUTPUT_BYTES = 8_192;

/** Which job is meant. */
export const jobRef = z.string().describe('id or name');

/** A regular expression that the agent gives; its length and syntax are checked where it is compiled. */
export const pattern = z.string();

/** Which stream of the output is meant. */
export const stream = z.enum(['merged', 'stdout', 'stderr']).describe('where kept apart');

/** A bounded wait. */
export const waitMs = z.int().min(0).max(LONGEST_WAIT_MS);

/** The wait of a start, whose default depends on what is waited for. */
export const startWaitMs = waitMs.optional().describe('at most; default 30000, for started 250');

/** What a start waits for, where that depends on the profile. */
export const waitUntil = z
  .enum(['started', 'ready', 'exited'])
  .optional()
  .describe('default: ready if probed, else started');

/** What start_command and check_command take to say which command is meant. */
export const commandShape = {
  argv: z.array(z.string()).optional().describe('program and arguments; preferred'),
  command: z.string().optional().describe('or a line: words, quotes, && || ; |'),
  cwd: z.string().optional().describe('relative to the file, or absolute'),
  env: z.record(z.string(), z.string()).optional().describe('variables to set, if permitted'),
};

/** A job in a result, `JobView` or more. It is not spelled out: ten copies would cost every conversation 2 KB. */
export const jobOutput = z.object({}).optional();

/** Several jobs. */
export const jobsOutput = z.array(z.object({})).optional();

/** A page of output in a result. */
export const pageOutput = z.object({}).optional();

/**
 * The schema of a tool's structured content. Nothing is required, because a refusal carries `error` and nothing else,
 * and the 1.x client holds refusals against this schema too.
 */
export function outputSchema<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.object({ ...shape, error: z.object({}).optional() });
}
