import { within } from './eventually.js';
import { connectClient, type CallOptions, type ClientKind, type RigClient, type ToolReply } from './clients.js';
import type { ErrorReply, Replies } from './replies.js';
import type { ServerExit, ServerProcess } from './server.js';

/** A server and the client that is connected to it. */
export interface Session {
  readonly server: ServerProcess;
  readonly client: RigClient;
  /** Calls a tool that has to succeed, and gives its structured content. */
  readonly ok: <T extends keyof Replies>(
    tool: T,
    args?: Record<string, unknown>,
    options?: CallOptions,
  ) => Promise<Replies[T]>;
  /** Calls a tool that has to refuse, and gives its error and the text beside it. */
  readonly refused: (
    tool: keyof Replies,
    args?: Record<string, unknown>,
  ) => Promise<ErrorReply & { readonly text: string }>;
  /** Closes the pipe as a client does and waits for the server to end. */
  readonly close: () => Promise<ServerExit>;
}

/** Connects a client to a server that was just started. */
export async function openSession(kind: ClientKind, server: ServerProcess): Promise<Session> {
  const client = await within(`the ${kind} client to connect`, connectClient(kind, server));
  return {
    server,
    client,
    async ok<T extends keyof Replies>(tool: T, args?: Record<string, unknown>, options?: CallOptions) {
      const reply = await client.call(tool, args, options);
      if (reply.isError) throw new Error(`\`${tool}\` refused: ${reply.text}`);
      return structured(tool, reply) as Replies[T];
    },
    async refused(tool, args) {
      const reply = await client.call(tool, args);
      if (!reply.isError) throw new Error(`\`${tool}\` did not refuse: ${reply.text}`);
      const { error } = structured(tool, reply) as { error: ErrorReply };
      return { ...error, text: reply.text };
    },
    async close() {
      await client.close();
      return within('the server to end after its client went', server.exited);
    },
  };
}

function structured(tool: string, reply: ToolReply): unknown {
  // Several hosts show the model one of the two alone.
  if (reply.structured === undefined || reply.text === '') throw new Error(`\`${tool}\` answered only half`);
  return reply.structured;
}
