import {
  CLIENT_INFO_META_KEY,
  type CallToolResult,
  type InputRequiredResult,
  type McpServer,
  type ServerContext,
} from '@modelcontextprotocol/server';
import { err } from '../lib/result.js';
import { answerBrought, askPerson, withoutConsent } from './askPerson.js';
import type { Host } from './host.js';
import { logLine } from './logLine.js';
import { memoryOf } from './memory.js';
import type { Refusal } from './refusal.js';
import { toCallToolResult } from './reply.js';
import type { Session } from './session.js';
import { knowsTasks } from './taskHandlers.js';
import type { Answer, RunnableTool } from './tool.js';
import type { ProgressStep, ToolCall } from './toolCall.js';

/** More calls of one client are not worked on at a time; the rest are refused, so that a flood costs no memory. */
const MOST_CALLS_IN_FLIGHT = 1_000;

/** Where a call comes from. */
export interface CallSource {
  readonly host: Host;
  readonly mcp: McpServer;
  readonly session: Session;
  readonly ctx: ServerContext;
  /** How long a 2025-era call is held for a person, milliseconds. */
  readonly patienceMs: number;
}

/** What a call is answered with: the result (or a task that has it later), or a question to a person. */
type CallResult = CallToolResult | InputRequiredResult;

/** Answers one call of a tool, whatever happens: what a tool throws is a bug, and comes back as one. */
export async function callTool(tool: RunnableTool, args: unknown, source: CallSource): Promise<CallResult> {
  const { host, session } = source;
  if (session.callsInFlight >= MOST_CALLS_IN_FLIGHT) return toCallToolResult(err(tooManyCalls()));
  session.callsInFlight += 1;
  try {
    await host.ready();
    return await answer(tool, args, source);
  } catch (error) {
    return toCallToolResult(err(toldBug(host, tool, error)));
  } finally {
    session.callsInFlight -= 1;
  }
}

/** Runs the tool; where a person has to permit it, asks, and runs it again with the consent. */
async function answer(tool: RunnableTool, args: unknown, source: CallSource): Promise<CallResult> {
  const { mcp, ctx, session, patienceMs } = source;
  const brought = answerBrought(ctx, session);
  const first = await run(tool, args, source, brought?.kind === 'permitted' ? brought.key : undefined);
  if (first.kind === 'task') return first.task;
  const refusal = first.answer.ok ? undefined : first.answer.error;
  if (refusal?.question === undefined) return toCallToolResult(first.answer, takesLinks(source));
  if (brought?.kind === 'refused') return toCallToolResult(err(withoutConsent(refusal, brought.why)));

  const asked = await askPerson(mcp, ctx, session, refusal.question, patienceMs);
  switch (asked.kind) {
    case 'no-way':
      return toCallToolResult(first.answer);
    case 'ask-and-retry':
      return asked.result;
    case 'refused':
      return toCallToolResult(err(withoutConsent(refusal, asked.why)));
    case 'permitted': {
      // The policy in force may be another by now: it decides again, and the consent names what it was given for.
      const second = await run(tool, args, source, asked.key);
      return second.kind === 'task' ? second.task : toCallToolResult(second.answer, takesLinks(source));
    }
  }
}

type Ran =
  { readonly kind: 'answered'; readonly answer: Answer } | { readonly kind: 'task'; readonly task: CallToolResult };

/** Runs the tool until it answers, or until it begins a wait that a task can carry on. */
function run(tool: RunnableTool, args: unknown, source: CallSource, consent: string | undefined): Promise<Ran> {
  const { host, mcp, session, ctx } = source;
  const { tasks } = memoryOf(host);
  const ending = new AbortController();
  const onCallEnd = (): void => ending.abort();
  ctx.mcpReq.signal.addEventListener('abort', onCallEnd);
  if (ctx.mcpReq.signal.aborted) ending.abort();
  const progress = progressTo(ctx);
  let taskId: string | undefined;

  return new Promise<Ran>((resolve, reject) => {
    const call: ToolCall = {
      host,
      snapshot: host.snapshot(),
      actor: actorName(clientName(ctx) ?? initializedClientName(mcp)),
      session,
      hasConsent: (key) => key === consent || session.grants.has(key),
      signal: ending.signal,
      progress: progress === undefined ? undefined : (step) => (taskId === undefined ? progress(step) : undefined),
      beginWait(stopJob) {
        if (!knowsTasks(ctx)) return { isTask: false };
        taskId = tasks.add(() => {
          ending.abort();
          stopJob?.();
        });
        const task = taskId === undefined ? undefined : tasks.view(taskId);
        if (task === undefined) return { isTask: false };
        // From here on the wait is the task's, and the end of the call or of the connection does not touch it.
        ctx.mcpReq.signal.removeEventListener('abort', onCallEnd);
        // The SDK sends it as it is, but has no type for it.
        resolve({ kind: 'task', task: { resultType: 'task', ...task } as unknown as CallToolResult });
        return { isTask: true };
      },
    };
    Promise.resolve(tool.run(args, call))
      .then((answered) => {
        if (taskId !== undefined) tasks.finish(taskId, toCallToolResult(answered, true));
        else resolve({ kind: 'answered', answer: answered });
      })
      .catch((error: unknown) => {
        if (taskId === undefined) reject(error instanceof Error ? error : new Error(String(error)));
        else tasks.finish(taskId, toCallToolResult(err(toldBug(host, tool, error))));
      })
      .finally(() => ctx.mcpReq.signal.removeEventListener('abort', onCallEnd));
  });
}

/** Links came with 2025-06-18; clients of older revisions would reject the whole result. Revisions are dates. */
function takesLinks({ mcp, ctx }: CallSource): boolean {
  if (ctx.mcpReq.envelope !== undefined) return true;
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- there is no other way to it on a 2025-era connection
  return (mcp.server.getNegotiatedProtocolVersion() ?? '') >= '2025-06-18';
}

function tooManyCalls(): Refusal {
  return {
    code: 'too-many-calls',
    message: `${MOST_CALLS_IN_FLIGHT} calls of this client are not answered yet`,
    hint: 'wait for the answers, then call again',
    facts: { max_calls: MOST_CALLS_IN_FLIGHT },
  };
}

/** Logs a bug, and makes an answer of it. */
function toldBug(host: Host, tool: RunnableTool, error: unknown): Refusal {
  logLine(host, `bug in ${tool.name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  return {
    code: 'internal-error',
    message: `\`${tool.name}\` failed because of a bug in bgjobs: ${error instanceof Error ? error.message : String(error)}`,
    hint: 'the server goes on, and so do its jobs; its log (stderr) has the details. Other tools, and other arguments, may work',
  };
}

/** Who calls, as the 2026 era says with every request. */
function clientName(ctx: ServerContext): string | undefined {
  return nameIn((ctx.mcpReq.envelope as Record<string, unknown> | undefined)?.[CLIENT_INFO_META_KEY]);
}

/** Who calls, as the 2025 era said once in `initialize`. */
function initializedClientName({ server }: McpServer): string | undefined {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- there is no other way to it on a 2025-era connection
  return nameIn(server.getClientVersion());
}

function nameIn(info: unknown): string | undefined {
  if (typeof info !== 'object' || info === null || !('name' in info)) return undefined;
  return typeof info.name === 'string' ? info.name : undefined;
}

/** `agent (claude-code)`: what stands in a job's history. A client's name is its own word, so it is kept short and plain. */
function actorName(client: string | undefined): string {
  const plain = client
    ?.replaceAll(/[^\w .@/-]/g, '')
    .slice(0, 64)
    .trim();
  return plain === undefined || plain === '' ? 'agent' : `agent (${plain})`;
}

function progressTo(ctx: ServerContext): ((step: ProgressStep) => void) | undefined {
  const progressToken = ctx.mcpReq._meta?.progressToken;
  if (progressToken === undefined) return undefined;
  return (step) => {
    // A client that is gone needs no progress.
    ctx.mcpReq.notify({ method: 'notifications/progress', params: { progressToken, ...step } }).catch(() => undefined);
  };
}
