import type { ServerProcess } from './server.js';

/** What both SDK lines ask of a transport; `M` is their own type of a message. */
export interface WireTransport<M> {
  start(): Promise<void>;
  send(message: M): Promise<void>;
  close(): Promise<void>;
  onclose?: () => void;
  onerror?: (error: Error) => void;
  onmessage?: (message: M) => void;
}

/**
 * Connects an SDK client to a server process that the test holds, so that the test sees every byte, can write bad ones
 * itself, and decides how the server ends. `test/e2e/stockClients.test.ts` shows that the SDKs' own transports do the same.
 */
export function wireTransport<M>(server: ServerProcess): WireTransport<M> {
  const transport: WireTransport<M> = {
    start() {
      server.onLine((line) => {
        const message = parse(line);
        if (message instanceof Error) transport.onerror?.(message);
        // The SDK checks the shape itself.
        else transport.onmessage?.(message as M);
      });
      void server.exited.then(() => transport.onclose?.());
      return Promise.resolve();
    },
    send(message) {
      server.write(`${JSON.stringify(message)}\n`);
      return Promise.resolve();
    },
    close() {
      server.closeStdin();
      return Promise.resolve();
    },
  };
  return transport;
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return new Error(`not a message: ${line}`);
  }
}
