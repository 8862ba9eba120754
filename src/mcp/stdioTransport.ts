import type { Readable, Writable } from 'node:stream';
import { serializeMessage, type JSONRPCMessage, type Transport } from '@modelcontextprotocol/server';
import { createLineSplitter } from './lineSplitter.js';
import { lineTooLong, readRpcMessage } from './rpcMessage.js';

/** Longer lines are skipped and answered with an error, bytes. */
export const LONGEST_LINE = 8 * 1024 * 1024;

/**
 * While a client leaves more than this unread, nothing more is read from it and no notifications are written, bytes: so a
 * client that only writes costs no memory.
 */
export const MOST_UNREAD = 4 * 1024 * 1024;

/** The two ends of the connection. */
export interface StdioStreams {
  readonly stdin: Readable;
  readonly stdout: Writable;
}

/** Why nothing can come or go any more. */
export type EndReason = 'end of file' | 'stdin failed' | 'stdout closed' | 'closed';

/** A transport that also says when its client has gone. */
export interface StdioTransport extends Transport {
  /**
   * Resolves when the client has gone, or at `close`. Until `close` the server stays connected, so that calls in
   * flight can still be answered while jobs are being stopped.
   */
  readonly ended: Promise<EndReason>;
}

/**
 * One JSON-RPC message a line, as MCP's stdio transport wants it
 * (https://modelcontextprotocol.io/specification/2026-07-28/basic/transports).
 * Unlike the SDK's own transport it answers what is no JSON (-32700) and what is no message (-32600), and it stays alive
 * after a line that is too long. A client that does not read is not read either.
 * @param observe sees every message that comes in, before it is answered.
 */
export function createStdioTransport(
  { stdin, stdout }: StdioStreams,
  observe: (message: JSONRPCMessage) => void = () => undefined,
): StdioTransport {
  const lines = createLineSplitter(LONGEST_LINE);
  let started = false;
  let gone = false;
  let closed = false;
  let settle: (reason: EndReason) => void = () => undefined;
  const ended = new Promise<EndReason>((resolve) => (settle = resolve));

  const transport: StdioTransport = {
    ended,
    start() {
      if (started) return Promise.reject(new Error('the transport was started already'));
      started = true;
      // Never removed: an EPIPE that arrives late must not end the process as an unhandled event.
      stdout.on('error', onStdoutGone);
      stdout.on('close', onStdoutGone);
      stdout.on('drain', onDrain);
      stdin.on('data', onData);
      stdin.on('end', onEnd);
      stdin.on('error', onStdinFailed);
      stdin.on('close', onEnd);
      if (stdin.readableEnded || stdin.destroyed) setImmediate(onEnd);
      return Promise.resolve();
    },
    send(message) {
      // A notice that nobody reads is worth less than the memory it takes; an answer is owed.
      if (!('method' in message && !('id' in message)) || stdout.writableLength <= MOST_UNREAD)
        write(serializeMessage(message));
      return Promise.resolve();
    },
    close() {
      if (closed) return Promise.resolve();
      closed = true;
      stdin.off('data', onData);
      stdin.off('end', onEnd);
      stdin.off('close', onEnd);
      stdout.off('drain', onDrain);
      stdin.pause();
      settle('closed');
      transport.onclose?.();
      return Promise.resolve();
    },
  };
  return transport;

  function onData(chunk: Buffer): void {
    for (const event of lines.push(chunk)) {
      if (event.kind === 'too-long') write(`${JSON.stringify(lineTooLong(LONGEST_LINE))}\n`);
      else onLine(event.bytes);
    }
  }

  function onLine(bytes: Uint8Array): void {
    const read = readRpcMessage(bytes);
    if (!read.ok) write(`${JSON.stringify(read.error)}\n`);
    else if (read.value !== undefined) {
      observe(read.value);
      transport.onmessage?.(read.value);
    }
  }

  function onEnd(): void {
    // A last line without its newline counts when it is whole, and is answered as broken when it is cut off.
    const rest = lines.rest();
    if (rest.length > 0) onLine(rest);
    settle('end of file');
  }

  function onStdinFailed(): void {
    settle('stdin failed');
  }

  function onStdoutGone(): void {
    gone = true;
    settle('stdout closed');
  }

  /** Nobody reads what is written after the end; it is dropped without a word, since `ended` has said so. */
  function write(line: string): void {
    if (gone || closed || !stdout.writable) return;
    stdout.write(line);
    if (stdout.writableLength > MOST_UNREAD) stdin.pause();
  }

  function onDrain(): void {
    if (!closed) stdin.resume();
  }
}
