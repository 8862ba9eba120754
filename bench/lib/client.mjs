// A small MCP client over stdio: newline-delimited JSON-RPC, one pending call an id, a time limit on every call.
// The same one speaks to every server, so that what it costs is the same for all of them.
import { spawn } from 'node:child_process';
import { once } from 'node:events';

const PROTOCOL = '2025-06-18';
/** How long a server may take to go once its stdin is closed, before it is killed. Milliseconds. */
const LEAVE_MS = 10_000;

/** Starts a server and returns its client; nothing is sent yet. */
export function startClient({ command, args, env, cwd }) {
  const child = spawn(command, args, { env, cwd, stdio: ['pipe', 'pipe', 'pipe'] });
  const pending = new Map();
  const listeners = new Set();
  let nextId = 1;
  let stderr = '';
  let rest = [];
  const exited = once(child, 'exit').then(([code, signal]) => {
    const why = new Error(`server ended (${signal ?? `exit ${code}`})`);
    for (const { reject } of pending.values()) reject(why);
    pending.clear();
    return { code, signal };
  });
  // A spawn that fails rejects `exited`; whoever calls next is told.
  exited.catch(() => undefined);
  child.stdin.on('error', () => undefined);
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr = (stderr + text).slice(-8_192);
  });
  child.stdout.on('data', (chunk) => {
    let from = 0;
    for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, from)) {
      rest.push(chunk.subarray(from, at));
      receive(rest.length === 1 ? rest[0].toString() : Buffer.concat(rest).toString());
      rest = [];
      from = at + 1;
    }
    if (from < chunk.length) rest.push(chunk.subarray(from));
  });

  function receive(line) {
    let message;
    try {
      message = JSON.parse(line);
    } catch {
      return; // Some servers log to stdout.
    }
    const waiting = pending.get(message.id);
    if (waiting === undefined || message.method !== undefined) {
      for (const listener of [...listeners]) listener(message);
      return;
    }
    pending.delete(message.id);
    if (message.error === undefined) waiting.resolve(message.result);
    else waiting.reject(new Error(`${waiting.method}: ${message.error.message}`));
  }

  function send(message) {
    child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  }

  function request(method, params, timeoutMs = 30_000) {
    if (child.exitCode !== null || child.signalCode !== null)
      return Promise.reject(new Error(`server ended: ${stderr.trim().slice(-300)}`));
    const id = nextId++;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        pending.delete(id);
        reject(new Error(`${method}: no answer within ${timeoutMs} ms`));
      }, timeoutMs);
      const settle = (end) => (value) => {
        clearTimeout(timer);
        end(value);
      };
      pending.set(id, { method, resolve: settle(resolve), reject: settle(reject) });
      send({ id, method, params });
    });
  }

  return {
    pid: child.pid,
    exited,
    request,
    stderr: () => stderr,
    /** The handshake; resolves when the server may be called. */
    async initialize() {
      const info = { protocolVersion: PROTOCOL, capabilities: {}, clientInfo: { name: 'bench', version: '1' } };
      const answer = await request('initialize', info);
      send({ method: 'notifications/initialized' });
      return answer;
    },
    /** Calls a tool; a result that says `isError` is thrown with its text. */
    async callTool(name, args, timeoutMs) {
      const result = await request('tools/call', { name, arguments: args }, timeoutMs);
      if (result.isError === true) throw new Error(`${name}: ${textOf(result).slice(0, 300)}`);
      return result;
    },
    onNotification(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** Closes stdin and waits; a server that does not go is killed, by its pid. */
    async close() {
      child.stdin.end();
      const timer = setTimeout(() => child.kill('SIGKILL'), LEAVE_MS);
      await exited.catch(() => undefined);
      clearTimeout(timer);
      child.stdout.destroy();
      child.stderr.destroy();
    },
  };
}

/** The text blocks of a tool's result. */
export function textOf(result) {
  return (result.content ?? []).map((block) => block.text ?? '').join('\n');
}
