import { McpServer } from '@modelcontextprotocol/server';
import { announce } from './announce.js';
import { PATIENCE_MS } from './askPerson.js';
import { callTool } from './callTool.js';
import { definitionsFor, findTool } from './currentTools.js';
import type { Host } from './host.js';
import { INSTRUCTIONS } from './instructions.js';
import { logLine } from './logLine.js';
import { handleResources } from './resourceHandlers.js';
import { createSession, type Session } from './session.js';
import { handleTasks } from './taskHandlers.js';
import { createSubscriptions, type Subscriptions } from './subscriptions.js';

/** What a server object may be told of its connection. */
export interface ServerOptions {
  /** Whom it serves; a client of its own when absent. */
  readonly session?: Session;
  /** How long a 2025-era call is held for a person's answer, milliseconds. */
  readonly patienceMs?: number;
  /** What its 2026-era client listens to, when somebody keeps count (`noteListenRequest`). */
  readonly subscriptions?: Subscriptions;
  /** False where somebody else tells the client of changes: a server object of one HTTP request. */
  readonly announces?: boolean;
}

/**
 * Builds one server object for one connection (or for a probe that is thrown away). It holds nothing but the connection:
 * jobs, file and policy are the host's, and building it starts nothing.
 *
 * `tools/list` and `tools/call` are answered here and not by the SDK's registry: the list keeps its order whatever a
 * reload changes, arguments that are wrong come back as data with what is allowed, and one place catches what is thrown.
 */
export function createServer(host: Host, options: ServerOptions = {}): McpServer {
  const { session = createSession(), patienceMs = PATIENCE_MS, announces = true } = options;
  const { subscriptions = createSubscriptions() } = options;
  const mcp = new McpServer(
    { name: 'bgjobs', title: 'bgjobs', version: host.version },
    { instructions: INSTRUCTIONS, debouncedNotificationMethods: ['notifications/tools/list_changed'] },
  );
  const { server } = mcp;
  server.registerCapabilities({ tools: { listChanged: true } });
  handleResources(mcp, host, subscriptions);
  handleTasks(mcp, host);
  // There are none; clients that ask whatever is declared get a list all the same.
  server.registerCapabilities({ prompts: {} });
  server.setRequestHandler('prompts/list', () => ({ prompts: [] }));

  server.setRequestHandler('tools/list', () => {
    // Begun with, for the call that comes next, which is told what goes wrong.
    host.ready().catch(() => undefined);
    return { tools: [...definitionsFor(host.snapshot())] };
  });

  server.setRequestHandler('tools/call', ({ params }, ctx) => {
    const tool = findTool(params.name, host.snapshot());
    return callTool(tool, params.arguments, { host, mcp, session, ctx, patienceMs });
  });

  if (announces) {
    server.onclose = announce(host, subscriptions, {
      toolsChanged: () => mcp.sendToolListChanged(),
      // A client that is gone needs no news.
      updated: (uri) => void server.sendResourceUpdated({ uri }).catch(() => undefined),
      listChanged: () => void server.sendResourceListChanged().catch(() => undefined),
    });
  }
  server.onerror = (error) => logLine(host, error.message);
  return mcp;
}
