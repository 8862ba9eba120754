import { type McpServer, ProtocolError, ProtocolErrorCode, ResourceNotFoundError } from '@modelcontextprotocol/server';
import { complete } from './complete.js';
import type { Host } from './host.js';
import { listResources, readResource, RESOURCE_TEMPLATES } from './resources.js';
import type { Subscriptions } from './subscriptions.js';

/** More subscriptions of one connection are refused. */
const MOST_SUBSCRIPTIONS = 1_000;
/** Who wants the list, on a 2025-era connection: it cannot say so, and has once read it. */
const LIST_READER = 'list';

/** Answers everything about resources on one server object, completion included. */
export function handleResources(mcp: McpServer, host: Host, subscriptions: Subscriptions): void {
  const { server } = mcp;
  server.registerCapabilities({ resources: { subscribe: true, listChanged: true }, completions: {} });

  server.setRequestHandler('resources/list', async (_request, ctx) => {
    await host.ready();
    if (ctx.mcpReq.envelope === undefined) subscriptions.set(LIST_READER, { uris: [], list: true });
    return { resources: listResources(host) };
  });

  server.setRequestHandler('resources/templates/list', () => ({ resourceTemplates: [...RESOURCE_TEMPLATES] }));

  server.setRequestHandler('resources/read', async ({ params: { uri } }) => {
    await host.ready();
    const read = await readResource(host, uri);
    if (read === undefined) throw new ResourceNotFoundError(uri);
    return { contents: [{ uri, ...read }] };
  });

  // 2025 era; in the 2026 era a listen stream says what it wants, and the SDK keeps count.
  server.setRequestHandler('resources/subscribe', async ({ params: { uri } }) => {
    await host.ready();
    if ((await readResource(host, uri)) === undefined) throw new ResourceNotFoundError(uri);
    if (subscriptions.size() >= MOST_SUBSCRIPTIONS) {
      throw new ProtocolError(
        ProtocolErrorCode.InvalidParams,
        `A connection has at most ${MOST_SUBSCRIPTIONS} subscriptions`,
        { uri },
      );
    }
    subscriptions.set(uri, { uris: [uri], list: false });
    return {};
  });
  server.setRequestHandler('resources/unsubscribe', ({ params: { uri } }) => {
    subscriptions.delete(uri);
    return {};
  });

  server.setRequestHandler('completion/complete', async ({ params }) => {
    await host.ready();
    const { ref, argument, context } = params;
    const template = ref.type === 'ref/resource' ? ref.uri : undefined;
    const completion =
      template === undefined
        ? undefined
        : complete(host, {
            template,
            argument: argument.name,
            typed: argument.value,
            given: context?.arguments ?? {},
          });
    if (completion === undefined) {
      const what = ref.type === 'ref/resource' ? `resource template ${ref.uri}` : `prompt ${ref.name}`;
      throw new ProtocolError(ProtocolErrorCode.InvalidParams, `There is no ${what.slice(0, 200)}`);
    }
    return { completion: { ...completion } };
  });
}
