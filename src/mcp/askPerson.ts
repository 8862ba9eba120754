import { randomUUID } from 'node:crypto';
import {
  CLIENT_CAPABILITIES_META_KEY,
  inputRequired,
  inputResponse,
  type InputRequiredResult,
  type InputResponseView,
  type McpServer,
  SdkError,
  SdkErrorCode,
  type ServerContext,
} from '@modelcontextprotocol/server';
import { z } from 'zod';
import type { Question, Refusal } from './refusal.js';
import type { Session } from './session.js';

/**
 * How long a 2025-era call is held for a person, milliseconds: clients give a call up after 60 s. In the 2026 era the
 * client holds the question, and this server nothing but its name.
 */
export const PATIENCE_MS = 50_000;
/** How long the answer to a 2026-era question counts, milliseconds. */
const QUESTION_LASTS_MS = 15 * 60_000;
/** More questions of one session are not open at a time; the oldest are given up. */
const MOST_QUESTIONS = 64;
/** The question's name in `inputRequests` and `inputResponses`. */
const QUESTION = 'permission';

/** What came of asking. */
export type PersonAnswer =
  | { readonly kind: 'permitted'; readonly question: Question }
  /** The client has to ask its person and call again (2026-07-28). */
  | { readonly kind: 'ask-and-retry'; readonly result: InputRequiredResult }
  | { readonly kind: 'refused'; readonly question: Question; readonly why: 'no' | 'dismissed' | 'timeout' }
  /** The client cannot ask. */
  | { readonly kind: 'no-way' };

/** What a person may answer, by what is asked. */
const ANSWERS = {
  command: {
    title: 'Run it?',
    description: 'once: this call only. session: exactly this command until this client goes. no: do not run it',
    enum: ['once', 'session', 'no'],
  },
  change: {
    title: 'Let it come into force?',
    description: 'yes: exactly this change, for everybody, until the file changes again. no: it goes on waiting',
    enum: ['yes', 'no'],
  },
} as const;

const answerSchema = z.object({ answer: z.string() });

function formFor({ kind }: Question) {
  const answer = { type: 'string', ...ANSWERS[kind], default: 'no' } as const;
  return { type: 'object', properties: { answer }, required: ['answer'] } as const;
}

/** Puts one question to the person at the client, in the way of the client's era. */
export async function askPerson(
  mcp: McpServer,
  ctx: ServerContext,
  session: Session,
  question: Question,
  patienceMs: number,
): Promise<PersonAnswer> {
  if (!canElicit(mcp, ctx)) return { kind: 'no-way' };
  const params = { mode: 'form', message: question.message, requestedSchema: formFor(question) } as const;
  if (isModern(ctx)) {
    const state = openQuestion(session, question);
    return {
      kind: 'ask-and-retry',
      // The SDK's builder wants its own mutable types; the shape is the specification's.
      result: inputRequired({
        inputRequests: { [QUESTION]: { method: 'elicitation/create', params: structuredClone(params) } },
        requestState: state,
      } as never),
    };
  }
  try {
    // Not the SDK's own shim: when that fails or waits in vain, its answer has no structured content.
    const answer = await ctx.mcpReq.send(
      { method: 'elicitation/create', params },
      { timeout: patienceMs, signal: ctx.mcpReq.signal },
    );
    return judge(inputResponse({ [QUESTION]: answer }, QUESTION), session, question);
  } catch (error) {
    // A call that was cancelled meanwhile ends here too; nobody reads its answer.
    return { kind: 'refused', question, why: isTimeout(error) ? 'timeout' : 'dismissed' };
  }
}

/**
 * Reads the answer that a 2026-era client brings with its second call. It counts once, and only for the question that was
 * really asked in this session: the name of a question cannot be guessed, and says itself what was asked about.
 * @returns undefined when the call brings none, or one to a question that nobody asked (any more).
 */
export function answerBrought(ctx: ServerContext, session: Session): PersonAnswer | undefined {
  const state: unknown = ctx.mcpReq.requestState();
  if (typeof state !== 'string') return undefined;
  const asked = session.questions.get(state);
  session.questions.delete(state);
  if (asked === undefined) return undefined;
  const { question, at } = asked;
  if (performance.now() - at > QUESTION_LASTS_MS) return { kind: 'refused', question, why: 'timeout' };
  return judge(inputResponse(ctx.mcpReq.inputResponses, QUESTION), session, question);
}

function judge(view: InputResponseView, session: Session, question: Question): PersonAnswer {
  const refused = (why: 'no' | 'dismissed'): PersonAnswer => ({ kind: 'refused', question, why });
  if (view.kind !== 'elicit' || view.action === 'cancel') return refused('dismissed');
  if (view.action === 'decline') return refused('no');
  const answer = answerSchema.safeParse(view.content).data?.answer ?? '';
  if (!(ANSWERS[question.kind].enum as readonly string[]).includes(answer)) return refused('dismissed');
  if (answer === 'no') return refused('no');
  if (answer === 'session') session.grants.add(question.key);
  return { kind: 'permitted', question };
}

const NOT_YES = {
  no: 'said no',
  dismissed: 'closed the question without an answer',
  timeout: 'did not answer in time',
} as const;

/** What an agent is told when the person did not say yes. */
export function withoutConsent(refusal: Refusal, kind: Question['kind'], why: keyof typeof NOT_YES): Refusal {
  if (kind === 'change') {
    const asked = `the person at the client was asked to let the changed file come into force, and ${NOT_YES[why]}`;
    return { ...refusal, hint: refusal.hint === undefined ? asked : `${asked}; ${refusal.hint}` };
  }
  const { facts, details } = refusal;
  const evidence = { ...(facts === undefined ? {} : { facts }), ...(details === undefined ? {} : { details }) };
  switch (why) {
    case 'no':
      return {
        code: 'refused-by-person',
        message: `the person at the client was asked, and ${NOT_YES.no}`,
        hint: 'do not ask again for the same; go on without it, or ask your user what to do instead',
        ...evidence,
      };
    case 'dismissed':
      return {
        code: 'question-dismissed',
        message: `the person at the client was asked, and ${NOT_YES.dismissed}`,
        hint: 'nothing was run; ask your user before you call again',
        ...evidence,
      };
    case 'timeout':
      return {
        code: 'question-timed-out',
        message: `the person at the client was asked, and ${NOT_YES.timeout}`,
        hint: 'nothing was run; tell your user, and call again when they are there',
        ...evidence,
      };
  }
}

function openQuestion(session: Session, question: Question): string {
  const name = randomUUID();
  session.questions.set(name, { question, at: performance.now() });
  for (const oldest of session.questions.keys()) {
    if (session.questions.size <= MOST_QUESTIONS) break;
    session.questions.delete(oldest);
  }
  return name;
}

function isModern(ctx: ServerContext): boolean {
  return ctx.mcpReq.envelope !== undefined;
}

/** Form elicitation: declared by name, or by an empty capability as the first revision of it had it. */
function canElicit({ server }: McpServer, ctx: ServerContext): boolean {
  const declared = isModern(ctx)
    ? (ctx.mcpReq.envelope as Record<string, unknown>)[CLIENT_CAPABILITIES_META_KEY]
    : // eslint-disable-next-line @typescript-eslint/no-deprecated -- there is no other way to it on a 2025-era connection
      server.getClientCapabilities();
  const { elicitation } = (declared ?? {}) as {
    readonly elicitation?: { readonly form?: object; readonly url?: object };
  };
  return elicitation !== undefined && (elicitation.form !== undefined || elicitation.url === undefined);
}

function isTimeout(error: unknown): boolean {
  return error instanceof SdkError && error.code === SdkErrorCode.RequestTimeout;
}
