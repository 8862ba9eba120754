import type { IncomingMessage } from 'node:http';
import { err, ok, type Result } from '../../lib/result.js';

/** What is wrong with a body, as HTTP and as JSON-RPC have it. */
export interface BodyProblem {
  readonly status: 400 | 413 | 415;
  readonly code: number;
  readonly message: string;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Reads a request's JSON. What passes the limit is not kept; the connection is to be closed after such an answer. */
export async function readBody(req: IncomingMessage, maxBytes: number): Promise<Result<unknown, BodyProblem>> {
  if (!/^application\/json\s*(?:;|$)/i.test(req.headers['content-type'] ?? '')) {
    return err({
      status: 415,
      code: -32_000,
      message: 'Unsupported Media Type: Content-Type must be application/json',
    });
  }
  const tooLarge: BodyProblem = {
    status: 413,
    code: -32_000,
    message: `Payload Too Large: a message has at most ${maxBytes} bytes`,
  };
  if (Number(req.headers['content-length'] ?? 0) > maxBytes) return err(tooLarge);
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of req as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > maxBytes) return err(tooLarge);
    chunks.push(chunk);
  }
  try {
    return ok(JSON.parse(utf8.decode(Buffer.concat(chunks))));
  } catch {
    return err({ status: 400, code: -32_700, message: 'Parse error: the body is not JSON in UTF-8' });
  }
}
