import { parseJSONRPCMessage, type JSONRPCMessage } from '@modelcontextprotocol/server';
import { err, ok, type Result } from '../lib/result.js';

/** JSON-RPC 2.0, section 5.1: the text is not JSON. */
const PARSE_ERROR = -32700;
/** JSON-RPC 2.0, section 5.1: the JSON is not a message. */
const INVALID_REQUEST = -32600;

/** An answer to something that could not be read as a message. `id` is null where none could be told (section 5). */
export interface RpcError {
  readonly jsonrpc: '2.0';
  readonly id: string | number | null;
  readonly error: { readonly code: number; readonly message: string };
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads one line as a JSON-RPC message.
 * @returns the message, undefined for a blank line, or the error to answer with.
 */
export function readRpcMessage(bytes: Uint8Array): Result<JSONRPCMessage | undefined, RpcError> {
  let value: unknown;
  try {
    const text = utf8.decode(bytes);
    if (text.trim() === '') return ok(undefined);
    value = JSON.parse(text);
  } catch (error) {
    const what = error instanceof TypeError ? 'the line is not UTF-8' : 'the line is not JSON';
    return err(rpcError(PARSE_ERROR, `Parse error: ${what}; send one JSON-RPC message a line`));
  }
  try {
    return ok(parseJSONRPCMessage(value));
  } catch {
    const what = Array.isArray(value)
      ? 'batches are not supported; send one message a line'
      : 'not a JSON-RPC 2.0 message';
    return err(rpcError(INVALID_REQUEST, `Invalid Request: ${what}`, requestId(value)));
  }
}

/** The answer to a line that passed the limit. */
export function lineTooLong(maxBytes: number): RpcError {
  return rpcError(INVALID_REQUEST, `Invalid Request: a message has at most ${maxBytes} bytes; this one was skipped`);
}

function rpcError(code: number, message: string, id: string | number | null = null): RpcError {
  return { jsonrpc: '2.0', id, error: { code, message } };
}

/** The id to answer under: of something that was meant as a request, never of a broken response. */
function requestId(value: unknown): string | number | null {
  if (typeof value !== 'object' || value === null || !('id' in value)) return null;
  if ('result' in value || 'error' in value) return null;
  return typeof value.id === 'string' || Number.isSafeInteger(value.id) ? (value.id as string | number) : null;
}
