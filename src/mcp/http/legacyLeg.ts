import { randomUUID } from 'node:crypto';
import { NodeStreamableHTTPServerTransport } from '@modelcontextprotocol/node';
import { isInitializeRequest } from '@modelcontextprotocol/server';
import type { Host } from '../host.js';
import { logLine } from '../logLine.js';
import { createServer } from '../server.js';
import { answerError } from './answer.js';
import type { Leg } from './modernLeg.js';
import type { HttpSessions } from './sessions.js';

/** The 2025 era's own sessions end with a DELETE, or when the client was silent for too long. */
export function createLegacyLeg(host: Host, sessions: HttpSessions): Leg {
  const transports = new Map<string, NodeStreamableHTTPServerTransport>();
  sessions.onEnd((name) => {
    const transport = transports.get(name);
    transports.delete(name);
    void transport?.close();
  });

  return {
    async handle(req, res, body) {
      const id = req.headers['mcp-session-id'];
      if (id === undefined && isInitializeRequest(body)) {
        const transport = await open();
        if (transport === undefined) answerError(res, 503, -32_000, 'Too many sessions; try again later');
        else await transport.handleRequest(req, res, body);
        return;
      }
      if (typeof id !== 'string') {
        answerError(res, 400, -32_000, 'Bad Request: the Mcp-Session-Id header is missing; initialize first');
        return;
      }
      const transport = transports.get(id);
      if (transport === undefined) {
        // The specification's way to say: initialize again.
        answerError(res, 404, -32_001, 'Session not found: it has ended; initialize again');
        return;
      }
      res.on('close', sessions.enter(id, req.method === 'GET'));
      await transport.handleRequest(req, res, body);
    },
    async close() {
      await Promise.all([...transports.values()].map((transport) => transport.close()));
    },
  };

  async function open(): Promise<NodeStreamableHTTPServerTransport | undefined> {
    const name = randomUUID();
    const session = sessions.get(name);
    if (session === undefined) return undefined;
    const transport = new NodeStreamableHTTPServerTransport({
      sessionIdGenerator: () => name,
      onsessionclosed: (closed) => sessions.end(closed),
    });
    transport.onerror = (error) => logLine(host, error.message);
    transports.set(name, transport);
    await createServer(host, { session }).connect(transport);
    return transport;
  }
}
