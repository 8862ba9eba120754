import { serveStdio as serveSdk } from '@modelcontextprotocol/server/stdio';
import type { Host } from './host.js';
import { noteListenRequest } from './listenRequests.js';
import { logLine } from './logLine.js';
import { createServer, type ServerOptions } from './server.js';
import { createSubscriptions } from './subscriptions.js';
import { createSession } from './session.js';
import { createStdioTransport, type EndReason, type StdioStreams } from './stdioTransport.js';

/** One client over stdio. */
export interface StdioConnection {
  /** Resolves, with the reason, when the client has gone. The connection itself stays until `close`. */
  readonly closed: Promise<EndReason>;
  /** Ends the connection: waits that are going on are given up, and nothing is read or written any more. */
  close(): Promise<void>;
}

/**
 * Serves MCP to the client at the other end of two streams. The first message decides the era (2024-11-05 to 2025-11-25,
 * or 2026-07-28). Nothing is started, and no file is touched, before the first call of a tool.
 */
export function serveStdio(host: Host, streams: StdioStreams, options: ServerOptions = {}): StdioConnection {
  const { session = createSession({ isPrivate: true }), subscriptions = createSubscriptions() } = options;
  const transport = createStdioTransport(streams, (message) => noteListenRequest(message, subscriptions));
  const handle = serveSdk(() => createServer(host, { ...options, session, subscriptions }), {
    transport,
    onerror: (error) => logLine(host, error.message),
  });
  return { closed: transport.ended, close: () => handle.close() };
}
