import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { Client as Client2, StreamableHTTPClientTransport as Transport2 } from '@modelcontextprotocol/client';
import { Client as Client1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as Transport1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { onTestFinished } from 'vitest';
import type { Host } from '../../src/mcp/host.js';
import { serveHttp, type HttpEndpoint, type HttpOptions } from '../../src/mcp/serveHttp.js';
import type { ClientKind } from '../mcp/connect.js';

/** An endpoint of this process on a free port of 127.0.0.1, gone with the test. */
export async function endpoint(host: Host, options: Partial<HttpOptions> = {}): Promise<HttpEndpoint> {
  const opened = await serveHttp(host, { hostname: '127.0.0.1', port: 0, ...options });
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  onTestFinished(() => opened.value.close());
  return opened.value;
}

/** A client over HTTP, reduced to what these tests do. */
export interface HttpClient {
  readonly call: (tool: string, args?: Record<string, unknown>) => Promise<Record<string, unknown>>;
  readonly listTools: () => Promise<readonly string[]>;
  /** Opens the stream on which the server sends what nobody asked for; calls back at each update of this resource. */
  readonly subscribe: (uri: string, listener: (uri: string) => void) => Promise<void>;
  /** Says good-bye as its era has it. */
  readonly close: () => Promise<void>;
  /** Is gone without a word. */
  readonly vanish: () => Promise<void>;
}

const INFO = { name: 'http-test', version: '1.0.0' };

/** Connects a client of this kind. `session` names its session in the URL, which only the 2026 era needs. */
export async function httpClient(
  kind: ClientKind,
  url: string,
  { token, session }: { readonly token?: string; readonly session?: string } = {},
): Promise<HttpClient> {
  const target = new URL(url);
  if (session !== undefined) target.searchParams.set('session', session);
  const requestInit = token === undefined ? {} : { headers: { Authorization: `Bearer ${token}` } };
  if (kind === '1.x') {
    const transport = new Transport1(target, { requestInit });
    const client = new Client1(INFO);
    await client.connect(transport);
    return {
      call: async (name, args = {}) => structured(await client.callTool({ name, arguments: args })),
      listTools: async () => (await client.listTools()).tools.map((tool) => tool.name),
      async subscribe(uri, listener) {
        const { ResourceUpdatedNotificationSchema } = await import('@modelcontextprotocol/sdk/types.js');
        client.setNotificationHandler(ResourceUpdatedNotificationSchema, ({ params }) => listener(params.uri));
        await client.subscribeResource({ uri });
      },
      async close() {
        await transport.terminateSession();
        await client.close();
      },
      vanish: () => client.close(),
    };
  }
  const transport = new Transport2(target, { requestInit });
  const mode = kind === '2.x-2026' ? { pin: '2026-07-28' } : 'legacy';
  const client = new Client2(INFO, { versionNegotiation: { mode } });
  await client.connect(transport);
  return {
    call: async (name, args = {}) => structured(await client.callTool({ name, arguments: args })),
    listTools: async () => (await client.listTools(undefined, { cacheMode: 'refresh' })).tools.map((tool) => tool.name),
    async subscribe(uri, listener) {
      client.setNotificationHandler('notifications/resources/updated', ({ params }) => listener(params.uri));
      if (kind === '2.x-2026') await client.listen({ resourceSubscriptions: [uri] });
      else await client.subscribeResource({ uri });
    },
    async close() {
      if (kind === '2.x-2025') await transport.terminateSession();
      await client.close();
    },
    vanish: () => client.close(),
  };
}

function structured(result: object): Record<string, unknown> {
  return (result as { readonly structuredContent?: Record<string, unknown> }).structuredContent ?? {};
}

/** What a request without an SDK got back. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export interface RawRequest {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** One request as the test writes it, any Host and Origin included. */
export function raw(
  url: string,
  { method = 'POST', path = '/mcp', headers = {}, body }: RawRequest,
): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const req = httpRequest({ hostname, port, path, method, headers, agent: false }, (res) => {
      let text = '';
      res.setEncoding('utf8').on('data', (part: string) => (text += part));
      res.on('end', () => resolve({ status: res.statusCode ?? 0, headers: res.headers, text }));
    });
    req.on('error', reject);
    req.end(body);
  });
}

/** A whole 2026-era call, as JSON. */
export function modernCall(name: string, args: object = {}): string {
  return JSON.stringify(modernRequest('tools/call', { name, arguments: args }));
}

export function modernRequest(method: string, params: object): object {
  const _meta = {
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientInfo': { name: 'raw', version: '1' },
    'io.modelcontextprotocol/clientCapabilities': {},
  };
  return { jsonrpc: '2.0', id: 1, method, params: { ...params, _meta } };
}

/** The headers that such a call has to have. */
export function modernHeaders(method: string, name?: string): Record<string, string> {
  return {
    'Content-Type': 'application/json',
    Accept: 'application/json, text/event-stream',
    'MCP-Protocol-Version': '2026-07-28',
    'Mcp-Method': method,
    ...(name === undefined ? {} : { 'Mcp-Name': name }),
  };
}
