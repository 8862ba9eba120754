import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isLegacyRequest } from '@modelcontextprotocol/server';
import { err, ok, type Result } from '../lib/result.js';
import type { Host } from './host.js';
import { answerError, answerText } from './http/answer.js';
import { isLoopback, siteGuard, tokenGuard } from './http/guard.js';
import { createLegacyLeg } from './http/legacyLeg.js';
import { createModernLeg } from './http/modernLeg.js';
import { answerPage } from './http/page.js';
import { openAnswers } from './http/openAnswers.js';
import { readBody } from './http/readBody.js';
import { createHttpSessions, type SessionTimes } from './http/sessions.js';
import { logLine } from './logLine.js';

export interface HttpOptions extends Partial<SessionTimes> {
  /** Where to listen: `127.0.0.1`, `::1`, `0.0.0.0`, a name. */
  readonly hostname: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Wanted of every client; required off loopback. */
  readonly token?: string | undefined;
  /** Further names by which clients may call this endpoint (`Host` and `Origin`), such as the proxy's. */
  readonly names?: readonly string[];
}

/** Why an endpoint was not opened. */
export type HttpProblem =
  | { readonly code: 'token-required'; readonly hostname: string }
  | { readonly code: 'token-unusable'; readonly shortest: number }
  | { readonly code: 'names-required'; readonly hostname: string }
  | { readonly code: 'cannot-listen'; readonly hostname: string; readonly port: number; readonly message: string };

/** An endpoint that clients can call. */
export interface HttpEndpoint {
  /** Such as `http://127.0.0.1:7417/mcp`. */
  readonly url: string;
  /** Takes no new connection, and `/readyz` says so. Calls in flight are answered still. */
  stopAccepting(): void;
  /** Ends what is left: streams, sessions, connections. No job is stopped by it. */
  close(): Promise<void>;
}

/** The most bytes of one message. */
const LONGEST_BODY = 4 * 1024 * 1024;
/** The most connections at a time; a browser or an SDK holds a handful. */
const MOST_CONNECTIONS = 512;
/**
 * How long a connection that is not used stays open, milliseconds: longer than proxies keep theirs, and than a server under
 * load takes to come round to a request that has arrived already.
 */
const KEEP_ALIVE_MS = 75_000;
/** How long a client may take to send a whole request, milliseconds. */
const SLOWEST_REQUEST_MS = 30_000;
/** How long calls whose jobs have been stopped are waited for, milliseconds. */
const LAST_ANSWERS_MS = 1_000;
/** A shorter token could be guessed, characters. */
const SHORTEST_TOKEN = 16;
const STANDARD_TIMES: SessionTimes = { lingerMs: 2 * 60_000, idleMs: 30 * 60_000 };

/**
 * Serves MCP over Streamable HTTP at `/mcp`, to several clients at once on one job table, in both eras.
 * Off loopback it refuses to start without a token. `/healthz` and `/readyz` answer without one and say nothing else;
 * `/` is the page for people, which asks for it.
 */
export async function serveHttp(host: Host, options: HttpOptions): Promise<Result<HttpEndpoint, HttpProblem>> {
  const { hostname, port, token, names = [], ...times } = options;
  const problem = findProblem(options);
  if (problem !== undefined) return err(problem);

  const isAnyAddress = hostname === '0.0.0.0' || hostname === '::';
  const mayCome = siteGuard(isLoopback(hostname) || isAnyAddress ? names : [bracketed(hostname), ...names]);
  const mayCall = tokenGuard(token);
  const sessions = createHttpSessions(host, { ...STANDARD_TIMES, ...times });
  const modern = createModernLeg(host, sessions);
  const legacy = createLegacyLeg(host, sessions);
  const calls = openAnswers(LAST_ANSWERS_MS);
  let isReady = false;
  let isClosing = false;
  void host.ready().then(() => (isReady = true));

  const server = createHttpServer({
    requestTimeout: SLOWEST_REQUEST_MS,
    headersTimeout: SLOWEST_REQUEST_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
  });
  server.maxConnections = MOST_CONNECTIONS;
  server.on('request', (req, res) => {
    answer(req, res).catch((error: unknown) => {
      logLine(
        host,
        `bug in the HTTP endpoint: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
      if (res.headersSent) res.destroy();
      else answerError(res, 500, -32_603, 'Internal error');
    });
  });
  const listening = await listen();
  if (listening !== undefined) return err(listening);
  server.on('error', (error) => logLine(host, `HTTP: ${error.message}`));

  return ok({
    url: `http://${bracketed(hostname)}:${(server.address() as AddressInfo).port}/mcp`,
    stopAccepting() {
      isClosing = true;
      server.close();
    },
    async close() {
      isClosing = true;
      server.close();
      await calls.answered();
      sessions.close();
      await Promise.all([modern.close(), legacy.close()]);
      server.closeAllConnections();
    },
  });

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    // Nothing of a request is looked at before this: not its path, not its token.
    if (!mayCome(req, res)) return;
    const path = (req.url ?? '/').split('?')[0];
    if (path === '/healthz') {
      answerText(res, 200, 'ok');
    } else if (path === '/readyz') {
      if (isReady && !isClosing) answerText(res, 200, 'ok');
      else answerText(res, 503, 'not ready');
    } else if (req.method === 'GET' && answerPage(path ?? '', res)) {
      // A browser cannot send a token with its first request; the page asks a person for it.
      return;
    } else if (mayCall(req, res)) {
      if (path === '/mcp') await answerMcp(req, res);
      else answerText(res, 404, 'not found');
    }
  }

  async function answerMcp(req: IncomingMessage, res: ServerResponse): Promise<void> {
    switch (req.method) {
      case 'GET':
      case 'DELETE':
        await legacy.handle(req, res, undefined);
        break;
      case 'POST':
        await answerPost(req, res);
        break;
      default:
        answerError(res, 405, -32_000, 'Method not allowed', { Allow: 'GET, POST, DELETE' });
    }
  }

  async function answerPost(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const body = await readBody(req, LONGEST_BODY);
    if (!body.ok) {
      const { status, code, message } = body.error;
      // What is left of the body is not waited for.
      answerError(res, status, code, message, { Connection: 'close' });
      return;
    }
    // What listens for news goes on until it is ended.
    if (isToolCall(body.value)) calls.add(res);
    const leg = (await isLegacyRequest(probeOf(req), body.value)) ? legacy : modern;
    await leg.handle(req, res, body.value);
  }

  function listen(): Promise<HttpProblem | undefined> {
    return new Promise((resolve) => {
      const failed = (error: Error): void => resolve({ code: 'cannot-listen', hostname, port, message: error.message });
      server.once('error', failed);
      server.listen(port, hostname.replace(/^\[|\]$/g, ''), () => {
        server.off('error', failed);
        resolve(undefined);
      });
    });
  }
}

function findProblem({ hostname, token, names = [] }: HttpOptions): HttpProblem | undefined {
  // As it stands in a header: printable, without blanks.
  if (token !== undefined && (token.length < SHORTEST_TOKEN || /[^\x21-\x7e]/.test(token)))
    return { code: 'token-unusable', shortest: SHORTEST_TOKEN };
  if (isLoopback(hostname)) return undefined;
  if (token === undefined) return { code: 'token-required', hostname };
  // Every address is no name that a client could call, so somebody has to say which names are.
  const isAnyAddress = hostname === '0.0.0.0' || hostname === '::';
  return isAnyAddress && names.length === 0 ? { code: 'names-required', hostname } : undefined;
}

/** The request as the SDK's own classification wants to see it; the body goes beside it. */
function probeOf(req: IncomingMessage): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(req.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return new Request('http://localhost/mcp', { method: 'POST', headers, body: '{}' });
}

function isToolCall(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'method' in body && body.method === 'tools/call';
}

/** An IPv6 address as it stands in a URL and in a Host header. */
function bracketed(hostname: string): string {
  return hostname.includes(':') && !hostname.startsWith('[') ? `[${hostname}]` : hostname;
}
