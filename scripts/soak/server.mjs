import { Client } from '@modelcontextprotocol/client';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { CLI } from './commandLine.mjs';

/** A call waits 45 s at most by itself; a loaded machine gets the rest. */
const LONGEST_CALL_MS = 120_000;

/**
 * Starts a server in the project and connects a client to it over stdin and stdout. How it ends is up to the caller.
 * @param mode of the client's negotiation: `legacy` or `{pin: VERSION}`.
 * @param nodeArgs what `node` is given before the program.
 */
export async function startServer({ folder, environment }, mode, nodeArgs = []) {
  const child = spawn(process.execPath, [...nodeArgs, CLI, 'serve'], { cwd: folder, env: environment, stdio: 'pipe' });
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (log = (log + text).slice(-20_000)));
  child.stdin.on('error', () => undefined);
  const exited = new Promise((resolve) => child.once('exit', (code, signal) => resolve({ code, signal })));
  const client = new Client({ name: 'bgjobs-soak', version: '1.0.0' }, { versionNegotiation: { mode } });
  await client.connect(transportTo(child, exited));
  await client.listTools();

  return {
    pid: child.pid,
    exited,
    log: () => log,
    /** Calls a tool. @returns `{data, refused, text}`. Rejects when the server ends before it answers. */
    async call(name, args = {}) {
      const result = await client.callTool({ name, arguments: args }, { timeout: LONGEST_CALL_MS });
      const text = result.content.map((block) => block.text ?? '').join('\n');
      return { data: result.structuredContent, refused: result.isError === true, text };
    },
    kill: () => child.kill('SIGKILL'),
    /** Goes away as a client does. */
    leave: () => void child.stdin.end(),
  };
}

/** What the SDK asks of a transport. Its own would kill a server that takes its time to end. */
function transportTo(child, exited) {
  const transport = {
    start() {
      createInterface({ input: child.stdout }).on('line', (line) => transport.onmessage?.(JSON.parse(line)));
      void exited.then(() => transport.onclose?.());
      return Promise.resolve();
    },
    send(message) {
      child.stdin.write(`${JSON.stringify(message)}\n`);
      return Promise.resolve();
    },
    close() {
      child.stdin.end();
      return Promise.resolve();
    },
  };
  return transport;
}
