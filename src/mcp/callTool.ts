import {
  CLIENT_INFO_META_KEY,
  type CallToolResult,
  type InputRequiredResult,
  type McpServer,
  type ServerContext,
} from '@modelcontextprotocol/server';
import { err } from '../lib/result.js';
import { answerBrought, askPerson, withoutConsent, type PersonAnswer } from './askPerson.js';
import { createCallSignal } from './callSignal.js';
import type { Host } from './host.js';
import { logLine } from './logLine.js';
import { memoryOf } from './memory.js';
import { changeText } from './question.js';
import type { Question, Refusal } from './refusal.js';
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
    const ready = host.ready();
    // What is to be stopped does not wait until everything else is cleaned up that a server has left which is gone.
    if (tool.effect === 'stops') ready.catch((error: unknown) => toldBug(host, tool, error));
    else await ready;
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
  let heard = answerBrought(ctx, session);
  // A change that comes into force may ask for the command in its turn; more questions than these two there are not.
  for (let asked = 0; ; asked += 1) {
    const consent = heard?.kind === 'permitted' ? takeConsent(heard.question, source) : undefined;
    const ran = await run(tool, args, source, consent);
    if (ran.kind === 'task') return ran.task;
    const refusal = ran.answer.ok ? undefined : ran.answer.error;
    if (refusal !== undefined && heard?.kind === 'refused')
      return toCallToolResult(err(toldNo(refusal, heard, source)));
    const question = refusal === undefined ? undefined : (heldChange(refusal, source) ?? refusal.question);
    if (refusal === undefined || question === undefined || asked === 2)
      return toCallToolResult(ran.answer, takesLinks(source));

    heard = await askPerson(mcp, ctx, session, question, patienceMs);
    if (heard.kind === 'no-way') return toCallToolResult(ran.answer);
    if (heard.kind === 'ask-and-retry') return heard.result;
    if (heard.kind === 'refused') return toCallToolResult(err(toldNo(refusal, heard, source)));
    // The policy in force may be another by now: it decides again, and the consent names what it was given for.
  }
}

/** The change of the file that is held, where what is in force refused a call and its person may be asked about it. */
function heldChange({ byFile }: Refusal, { host, mcp, session, ctx }: CallSource): Question | undefined {
  const { pending } = host.snapshot().status;
  if (byFile !== true || pending === undefined || host.approveChange === undefined) return undefined;
  if (!session.isPrivate || session.declined.has(pending.digest)) return undefined;
  const message = changeText(host.snapshot(), actorName(clientName(ctx) ?? initializedClientName(mcp)));
  return message === undefined ? undefined : { kind: 'change', key: pending.digest, message };
}

/** Does what a person said yes to. @returns the consent to a command. */
function takeConsent({ kind, key }: Question, { host, mcp, ctx }: CallSource): string | undefined {
  if (kind === 'command') return key;
  const client = actorName(clientName(ctx) ?? initializedClientName(mcp));
  if (host.approveChange?.(key) === true)
    logLine(host, `the person at the client of ${client} let the held change come into force (SHA-256 ${key})`);
  return undefined;
}

/** What an agent is told after a no; a person who said no to a change is not asked about it again. */
function toldNo(refusal: Refusal, { question, why }: Refused, { host, session }: CallSource): Refusal {
  if (question.kind === 'command' && why === 'no') host.audit?.({ ...question.asked, consent: 'no' });
  if (question.kind === 'change' && why !== 'timeout') session.declined.add(question.key);
  return withoutConsent(refusal, question.kind, why);
}

type Refused = Extract<PersonAnswer, { readonly kind: 'refused' }>;

type Ran =
  { readonly kind: 'answered'; readonly answer: Answer } | { readonly kind: 'task'; readonly task: CallToolResult };

/** Runs the tool until it answers, or until it begins a wait that a task can carry on. */
function run(tool: RunnableTool, args: unknown, source: CallSource, consent: string | undefined): Promise<Ran> {
  const { host, mcp, session, ctx } = source;
  const { tasks } = memoryOf(host);
  const ending = createCallSignal(ctx.mcpReq.signal);
  const progress = progressTo(ctx);
  let taskId: string | undefined;

  return new Promise<Ran>((resolve, reject) => {
    const call: ToolCall = {
      host,
      snapshot: host.snapshot(),
      actor: actorName(clientName(ctx) ?? initializedClientName(mcp)),
      session,
      consentTo: (key) => (session.grants.has(key) ? 'session' : key === consent ? 'once' : undefined),
      get signal() {
        return ending.get();
      },
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
        ending.detach();
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
      .finally(() => ending.detach());
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
