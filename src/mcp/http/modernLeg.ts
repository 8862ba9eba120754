import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { toNodeHandler } from '@modelcontextprotocol/node';
import { CLIENT_INFO_META_KEY, createMcpHandler } from '@modelcontextprotocol/server';
import { announce } from '../announce.js';
import type { Host } from '../host.js';
import { wantsOf } from '../listenRequests.js';
import { logLine } from '../logLine.js';
import { createServer } from '../server.js';
import type { Session } from '../session.js';
import { createSubscriptions } from '../subscriptions.js';
import { answerError } from './answer.js';
import type { HttpSessions } from './sessions.js';

/** What a client may call its session in the URL. */
const SESSION_NAME = /^[\w.-]{1,64}$/;

/** Serves one era of the protocol. */
export interface Leg {
  handle(req: IncomingMessage, res: ServerResponse, body: unknown): Promise<void>;
  close(): Promise<void>;
}

/**
 * Serves 2026-07-28, where each request stands alone: a server object lasts for one of them. Which requests belong to one
 * client is said by `?session=NAME` in the URL, else by what the client says of itself and where it comes from.
 */
export function createModernLeg(host: Host, sessions: HttpSessions): Leg {
  const subscriptions = createSubscriptions();
  const owners = new WeakMap<Request, Session>();
  const handler = createMcpHandler(
    ({ requestInfo }) => {
      const session = requestInfo === undefined ? undefined : owners.get(requestInfo);
      if (session === undefined) throw new Error('a request came that belongs to no session');
      return createServer(host, { session, announces: false });
    },
    { legacy: 'reject', onerror: (error) => logLine(host, error.message) },
  );
  const stopNews = announce(host, subscriptions, {
    toolsChanged: () => handler.notify.toolsChanged(),
    updated: (uri) => handler.notify.resourceUpdated(uri),
    listChanged: () => handler.notify.resourcesChanged(),
  });

  return {
    async handle(req, res, body) {
      const name = sessionName(req, body);
      if (name === undefined) {
        answerError(res, 400, -32_600, 'Invalid Request: a session has 1 to 64 letters, digits, `_`, `.` or `-`');
        return;
      }
      const session = sessions.get(name);
      if (session === undefined) {
        answerError(res, 503, -32_000, 'Too many sessions; try again later');
        return;
      }
      const wants = wantsOf(body);
      const leave = sessions.enter(name, wants !== undefined);
      const holder = randomUUID();
      if (wants !== undefined) subscriptions.set(holder, wants);
      res.on('close', () => {
        subscriptions.delete(holder);
        leave();
      });
      const fetch: typeof handler.fetch = (request, options) => {
        owners.set(request, session);
        return handler.fetch(request, options);
      };
      await toNodeHandler({ fetch }, { onerror: (error) => logLine(host, error.message) })(
        // Of a request that came in, both are always there.
        req as IncomingMessage & { method: string; url: string },
        res,
        body,
      );
    },
    async close() {
      stopNews();
      await handler.close();
    },
  };
}

/** Who asks. @returns undefined for a name that is none. */
function sessionName(req: IncomingMessage, body: unknown): string | undefined {
  const named = new URL(req.url ?? '/', 'http://localhost').searchParams.get('session');
  if (named !== null) return SESSION_NAME.test(named) ? `named ${named}` : undefined;
  const info = clientInfo(body) as { readonly name?: unknown; readonly version?: unknown } | undefined;
  return `client ${JSON.stringify([req.socket.remoteAddress, info?.name, info?.version]).slice(0, 300)}`;
}

function clientInfo(body: unknown): unknown {
  const meta = (body as { readonly params?: { readonly _meta?: Record<string, unknown> } } | null)?.params?._meta;
  return meta?.[CLIENT_INFO_META_KEY] ?? undefined;
}
