import type { z } from 'zod';
import type { Result } from '../lib/result.js';
import type { Refusal } from './refusal.js';
import { parseArguments } from './parseArguments.js';
import type { ToolCall } from './toolCall.js';

/** What a tool does to the world; the annotations that clients see follow from it. */
export type Effect =
  /** Looks, and changes nothing. */
  | 'reads'
  /** Starts or feeds a program, which may do anything that the program can. */
  | 'runs'
  /** Ends a job; to do it twice is no different from once. */
  | 'stops';

/** What a tool has to show: data for the model, and the same facts as text for people. */
export interface Shown {
  readonly structured: object;
  readonly text: string;
  /** Where there is more to read, for clients that follow links. */
  readonly link?: LinkedResource;
}

/** A resource that a result points to. */
export interface LinkedResource {
  readonly uri: string;
  readonly name: string;
  readonly mimeType: string;
}

export type Answer = Result<Shown, Refusal>;

/** One tool: data, and what it does. `src/mcp/toolTable.ts` lists them all. */
export interface ToolSpec<Input extends z.ZodObject> {
  /** snake_case, verb first. */
  readonly name: string;
  readonly title: string;
  /** What it does, when to use it, what to use instead, what comes back. Costs tokens in every conversation. */
  readonly description: string;
  readonly effect: Effect;
  /** A strict object; every property described. */
  readonly input: Input;
  /** A root object whose properties are all optional, since a refusal has `error` in their place. */
  readonly output: z.ZodObject;
  /** Expected failures are returned; what is thrown is a bug, and `server` turns it into `internal-error`. */
  handle(input: z.output<Input>, call: ToolCall): Promise<Answer> | Answer;
}

/** What can be called. */
export interface RunnableTool {
  readonly name: string;
  readonly effect: Effect;
  /** Reads the arguments and does the work. */
  run(args: unknown, call: ToolCall): Promise<Answer> | Answer;
}

/** A tool whose arguments are not read yet, so that tools of every kind stand in one table. */
export interface Tool extends RunnableTool {
  readonly title: string;
  readonly description: string;
  readonly input: z.ZodObject;
  readonly output: z.ZodObject;
}

/** Makes a tool of its specification. */
export function defineTool<Input extends z.ZodObject>(spec: ToolSpec<Input>): Tool {
  return {
    ...spec,
    run(args, call) {
      const parsed = parseArguments(spec.name, spec.input, args);
      return parsed.ok ? spec.handle(parsed.value, call) : parsed;
    },
  };
}
