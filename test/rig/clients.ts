import { Client as Client2 } from '@modelcontextprotocol/client';
import type { JSONRPCMessage as Message2 } from '@modelcontextprotocol/client';
import { Client as Client1 } from '@modelcontextprotocol/sdk/client/index.js';
import { ToolListChangedNotificationSchema, type JSONRPCMessage as Message1 } from '@modelcontextprotocol/sdk/types.js';
import type { ServerProcess } from './server.js';
import { wireTransport } from './wireTransport.js';

/** The clients that a server has to serve: the previous SDK line, and the current one in both eras. */
export const CLIENT_KINDS = ['1.x', '2.x-2025', '2.x-2026'] as const;
export type ClientKind = (typeof CLIENT_KINDS)[number];

/** What a tool answered. */
export interface ToolReply {
  readonly structured: unknown;
  readonly text: string;
  readonly isError: boolean;
}

export interface ToolInfo {
  readonly name: string;
  readonly description?: string | undefined;
  readonly inputSchema: { readonly properties?: Readonly<Record<string, unknown>> | undefined };
}

export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: { readonly progress: number; readonly message?: string | undefined }) => void;
}

/** Three clients behind one face. */
export interface RigClient {
  readonly kind: ClientKind;
  /** Rejects with the SDK's own error when the server answers with a protocol error. */
  call(tool: string, args?: Record<string, unknown>, options?: CallOptions): Promise<ToolReply>;
  /** Asks the server, whatever the client remembers. */
  listTools(): Promise<readonly ToolInfo[]>;
  /** Calls back at each announcement. Resolved when announcements are sure to arrive. */
  onToolsChanged(listener: () => void): Promise<void>;
  instructions(): string | undefined;
  /** Goes away as a client does: its end of the pipe closes. */
  close(): Promise<void>;
}

const INFO = { name: 'bgjobs-test', version: '1.0.0' };

/** Connects a client of this kind. It has listed the tools, so that it checks every result against its schema. */
export async function connectClient(kind: ClientKind, server: ServerProcess): Promise<RigClient> {
  const client = await (kind === '1.x' ? connectFirst(server) : connectSecond(kind, server));
  await client.listTools();
  return client;
}

async function connectFirst(server: ServerProcess): Promise<RigClient> {
  const client = new Client1(INFO);
  await client.connect(wireTransport<Message1>(server));
  return {
    kind: '1.x',
    async call(tool, args = {}, { signal, onProgress } = {}) {
      const options = { ...(signal && { signal }), ...(onProgress && { onprogress: onProgress }) };
      return reply(await client.callTool({ name: tool, arguments: args }, undefined, options));
    },
    listTools: async () => (await client.listTools()).tools,
    onToolsChanged(listener) {
      client.setNotificationHandler(ToolListChangedNotificationSchema, listener);
      return Promise.resolve();
    },
    instructions: () => client.getInstructions(),
    close: () => client.close(),
  };
}

async function connectSecond(kind: '2.x-2025' | '2.x-2026', server: ServerProcess): Promise<RigClient> {
  const mode = kind === '2.x-2025' ? 'legacy' : { pin: '2026-07-28' };
  const client = new Client2(INFO, { versionNegotiation: { mode } });
  await client.connect(wireTransport<Message2>(server));
  return {
    kind,
    async call(tool, args = {}, { signal, onProgress } = {}) {
      const options = { ...(signal && { signal }), ...(onProgress && { onprogress: onProgress }) };
      return reply(await client.callTool({ name: tool, arguments: args }, options));
    },
    listTools: async () => (await client.listTools(undefined, { cacheMode: 'refresh' })).tools,
    async onToolsChanged(listener) {
      client.setNotificationHandler('notifications/tools/list_changed', listener);
      if (kind === '2.x-2026') await client.listen({ toolsListChanged: true });
    },
    instructions: () => client.getInstructions(),
    close: () => client.close(),
  };
}

function reply(result: object): ToolReply {
  const content = 'content' in result && Array.isArray(result.content) ? (result.content as unknown[]) : [];
  return {
    structured: 'structuredContent' in result ? result.structuredContent : undefined,
    text: content.map(textOf).join('\n'),
    isError: 'isError' in result && result.isError === true,
  };
}

function textOf(block: unknown): string {
  return typeof block === 'object' && block !== null && 'text' in block ? String(block.text) : '';
}
