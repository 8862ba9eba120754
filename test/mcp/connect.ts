import { PassThrough } from 'node:stream';
import { Client as Client2 } from '@modelcontextprotocol/client';
import { Client as Client1 } from '@modelcontextprotocol/sdk/client/index.js';
import {
  ElicitRequestSchema,
  ResourceListChangedNotificationSchema,
  ResourceUpdatedNotificationSchema,
  ToolListChangedNotificationSchema,
  type JSONRPCMessage as Message1,
} from '@modelcontextprotocol/sdk/types.js';
import type { JSONRPCMessage as Message2, Tool } from '@modelcontextprotocol/client';
import { onTestFinished } from 'vitest';
import type { Host } from '../../src/mcp/host.js';
import type { ServerOptions } from '../../src/mcp/server.js';
import { serveStdio, type StdioConnection } from '../../src/mcp/serveStdio.js';

/** The clients that are proven: the previous SDK line, and the current one in both eras. */
export const CLIENTS = ['1.x', '2.x-2025', '2.x-2026'] as const;
export type ClientKind = (typeof CLIENTS)[number];

export interface Reply {
  readonly isError: boolean;
  readonly text: string;
  readonly structured: Record<string, unknown>;
  /** The URIs of the resources that the result links to. */
  readonly links: readonly string[];
}

export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: {
    readonly progress: number;
    readonly total?: number;
    readonly message?: string;
  }) => void;
}

/** A real client that is connected to a server in this process, over streams. */
export interface Connected {
  readonly connection: StdioConnection;
  readonly call: (tool: string, args?: Record<string, unknown>, options?: CallOptions) => Promise<Reply>;
  /** A call that has to be refused; gives the error. */
  readonly refused: (tool: string, args?: Record<string, unknown>) => Promise<Record<string, unknown>>;
  readonly listTools: () => Promise<readonly Tool[]>;
  readonly instructions: () => string | undefined;
  readonly listResources: () => Promise<readonly { readonly uri: string; readonly name: string }[]>;
  readonly listTemplates: () => Promise<readonly string[]>;
  /** The text of a resource. */
  readonly readResource: (uri: string) => Promise<string>;
  /** Calls back with the URI of each update, from now on; gives the way to stop. */
  readonly subscribe: (uri: string, listener: (uri: string) => void) => Promise<() => Promise<unknown>>;
  readonly onResourcesChanged: (listener: () => void) => Promise<void>;
  readonly complete: (
    template: string,
    argument: string,
    typed: string,
    given?: Record<string, string>,
  ) => Promise<readonly string[]>;
  /** Calls back at each announcement; resolves when it is sure to be called. */
  readonly onToolsChanged: (listener: () => void) => Promise<void>;
  /** Resolves when everything that was sent before has been answered: the client's own `ping`, or a listing. */
  readonly settle: () => Promise<unknown>;
  readonly close: () => Promise<void>;
}

const INFO = { name: 'test-client', version: '1.0.0' };

/** What a person at the client does with a form. */
export type Person = (form: { readonly message: string; readonly requestedSchema: unknown }) => Promise<{
  readonly action: 'accept' | 'decline' | 'cancel';
  readonly content?: Record<string, string>;
}>;

export interface ConnectOptions extends ServerOptions {
  /** Without one, the client says that it cannot ask anybody. */
  readonly person?: Person;
}

/** Serves a host and connects a client of this kind to it. Everything ends with the test. */
export async function connect(
  host: Host,
  kind: ClientKind,
  { person, ...options }: ConnectOptions = {},
): Promise<Connected> {
  const stdin = new PassThrough();
  const stdout = new PassThrough();
  const connection = serveStdio(host, { stdin, stdout }, options);
  const face = kind === '1.x' ? first(stdin, stdout, person) : second(kind, stdin, stdout, person);
  const connected = { connection, ...(await face) };
  onTestFinished(async () => {
    await connected.close();
    await connection.close();
  });
  // Clients hold results against the schemas that they have listed.
  await connected.listTools();
  return connected;
}

type Face = Omit<Connected, 'connection'>;

async function first(stdin: PassThrough, stdout: PassThrough, person: Person | undefined): Promise<Face> {
  const client = new Client1(INFO, { capabilities: person === undefined ? {} : { elicitation: {} } });
  if (person !== undefined)
    client.setRequestHandler(ElicitRequestSchema, ({ params }) => person(params as Parameters<Person>[0]));
  await client.connect(streamTransport<Message1>(stdin, stdout));
  const call: Face['call'] = async (name, args = {}, { signal, onProgress } = {}) =>
    reply(
      await client.callTool({ name, arguments: args }, undefined, {
        ...(signal === undefined ? {} : { signal }),
        ...(onProgress === undefined ? {} : { onprogress: (step) => onProgress(withoutUndefined(step)) }),
      }),
    );
  return {
    call,
    refused: (tool, args) => refused(call, tool, args),
    listTools: async () => (await client.listTools()).tools as readonly Tool[],
    instructions: () => client.getInstructions(),
    onToolsChanged(listener) {
      client.setNotificationHandler(ToolListChangedNotificationSchema, listener);
      return Promise.resolve();
    },
    async subscribe(uri, listener) {
      client.setNotificationHandler(ResourceUpdatedNotificationSchema, ({ params }) => listener(params.uri));
      await client.subscribeResource({ uri });
      return () => client.unsubscribeResource({ uri });
    },
    async onResourcesChanged(listener) {
      client.setNotificationHandler(ResourceListChangedNotificationSchema, listener);
      await client.listResources();
    },
    ...resourceFace(client),
    settle: () => client.listTools(),
    close: () => client.close(),
  };
}

async function second(
  kind: ClientKind,
  stdin: PassThrough,
  stdout: PassThrough,
  person: Person | undefined,
): Promise<Face> {
  const mode = kind === '2.x-2026' ? { pin: '2026-07-28' } : 'legacy';
  const capabilities = person === undefined ? {} : { elicitation: { form: {} } };
  const client = new Client2(INFO, { versionNegotiation: { mode }, capabilities });
  if (person !== undefined)
    client.setRequestHandler('elicitation/create', ({ params }) => person(params as Parameters<Person>[0]));
  await client.connect(streamTransport<Message2>(stdin, stdout));
  const listTools = async (): Promise<readonly Tool[]> =>
    (await client.listTools(undefined, { cacheMode: 'refresh' })).tools;
  const call: Face['call'] = async (name, args = {}, { signal, onProgress } = {}) =>
    reply(
      await client.callTool(
        { name, arguments: args },
        {
          ...(signal === undefined ? {} : { signal }),
          ...(onProgress === undefined ? {} : { onprogress: (step) => onProgress(withoutUndefined(step)) }),
        },
      ),
    );
  return {
    call,
    refused: (tool, args) => refused(call, tool, args),
    listTools,
    instructions: () => client.getInstructions(),
    async onToolsChanged(listener) {
      client.setNotificationHandler('notifications/tools/list_changed', listener);
      if (kind === '2.x-2026') await client.listen({ toolsListChanged: true });
    },
    async subscribe(uri, listener) {
      client.setNotificationHandler('notifications/resources/updated', ({ params }) => listener(params.uri));
      if (kind === '2.x-2026') {
        const stream = await client.listen({ resourceSubscriptions: [uri] });
        return () => stream.close();
      }
      await client.subscribeResource({ uri });
      return () => client.unsubscribeResource({ uri });
    },
    async onResourcesChanged(listener) {
      client.setNotificationHandler('notifications/resources/list_changed', listener);
      if (kind === '2.x-2026') await client.listen({ resourcesListChanged: true });
      else await client.listResources();
    },
    ...resourceFace(client),
    settle: listTools,
    close: () => client.close(),
  };
}

/** What both SDK lines do in the same words. */
interface ResourceClient {
  listResources(): Promise<{ resources: { uri: string; name: string }[] }>;
  listResourceTemplates(): Promise<{ resourceTemplates: { uriTemplate: string }[] }>;
  readResource(params: { uri: string }): Promise<{ contents: object[] }>;
  complete(params: {
    ref: { type: 'ref/resource'; uri: string };
    argument: { name: string; value: string };
    context?: { arguments: Record<string, string> };
  }): Promise<{ completion: { values: string[] } }>;
}

function resourceFace(
  client: ResourceClient,
): Pick<Face, 'listResources' | 'listTemplates' | 'readResource' | 'complete'> {
  return {
    listResources: async () => (await client.listResources()).resources,
    listTemplates: async () =>
      (await client.listResourceTemplates()).resourceTemplates.map((template) => template.uriTemplate),
    async readResource(uri) {
      const [first] = (await client.readResource({ uri })).contents as readonly { readonly text?: string }[];
      return first?.text ?? '';
    },
    complete: async (uri, name, value, given) =>
      (
        await client.complete({
          ref: { type: 'ref/resource', uri },
          argument: { name, value },
          ...(given === undefined ? {} : { context: { arguments: given } }),
        })
      ).completion.values,
  };
}

async function refused(
  call: Face['call'],
  tool: string,
  args: Record<string, unknown> = {},
): Promise<Record<string, unknown>> {
  const { isError, structured, text } = await call(tool, args);
  if (!isError) throw new Error(`${tool} was to be refused, and answered: ${text}`);
  return structured.error as Record<string, unknown>;
}

function reply(result: unknown): Reply {
  const { isError, structuredContent, content } = result as {
    readonly isError?: boolean;
    readonly structuredContent?: Record<string, unknown>;
    readonly content: readonly { readonly type: string; readonly text?: string; readonly uri?: string }[];
  };
  return {
    isError: isError === true,
    structured: structuredContent ?? {},
    text: content.flatMap((block) => (block.type === 'text' ? [block.text ?? ''] : [])).join('\n'),
    links: content.flatMap((block) => (block.type === 'resource_link' ? [block.uri ?? ''] : [])),
  };
}

function withoutUndefined(step: { progress: number; total?: number | undefined; message?: string | undefined }): {
  progress: number;
  total?: number;
  message?: string;
} {
  const { progress, total, message } = step;
  return { progress, ...(total === undefined ? {} : { total }), ...(message === undefined ? {} : { message }) };
}

/** What both SDK lines ask of a transport. */
interface ClientTransport<Message> {
  start(): Promise<void>;
  send(message: Message): Promise<void>;
  close(): Promise<void>;
  onclose?: () => void;
  onmessage?: (message: Message) => void;
}

/** One message a line, over streams in this process; `stdin` and `stdout` are the server's. */
function streamTransport<Message>(stdin: PassThrough, stdout: PassThrough): ClientTransport<Message> {
  let pending = '';
  const transport: ClientTransport<Message> = {
    start() {
      stdout.setEncoding('utf8').on('data', (text: string) => {
        const lines = (pending + text).split('\n');
        pending = lines.pop() ?? '';
        for (const line of lines) transport.onmessage?.(JSON.parse(line) as Message);
      });
      return Promise.resolve();
    },
    send(message) {
      stdin.write(`${JSON.stringify(message)}\n`);
      return Promise.resolve();
    },
    close() {
      stdin.end();
      transport.onclose?.();
      return Promise.resolve();
    },
  };
  return transport;
}
