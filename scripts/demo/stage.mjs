import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { basename, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { processesNaming } from './processes.mjs';

/** How long the server may take to end after its client went. */
const GOODBYE_MS = 15_000;

/**
 * Everything that the demo runs on: a copy of the example, the built server, and a real client.
 * The copy lies in a folder of the checkout that git ignores, so that it finds the packages that are installed there.
 */
export function openStage(top) {
  const shelf = join(top, '.bgjobs-state');
  mkdirSync(shelf, { recursive: true });
  const folder = mkdtempSync(join(shelf, 'demo-'));
  const app = join(folder, 'vite-app');
  const file = join(app, 'bgjobs.yaml');
  const temporary = join(folder, 'tmp');
  mkdirSync(temporary);
  cpSync(join(top, 'examples', 'vite-app'), app, {
    recursive: true,
    filter: (path) => !['node_modules', 'dist'].includes(basename(path)),
  });

  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [join(top, 'dist', 'cli.js'), 'serve'],
    cwd: app,
    // Every job inherits TMPDIR, so that whatever descends from this server names the folder.
    env: { ...process.env, TMPDIR: temporary, XDG_STATE_HOME: join(folder, 'state') },
    stderr: 'pipe',
  });
  let log = '';
  transport.stderr.on('data', (bytes) => (log += bytes.toString()));
  let changed = () => undefined;
  const client = new Client(
    { name: 'bgjobs-demo', version: '1.0.0' },
    { versionNegotiation: { mode: 'auto' }, listChanged: { tools: { onChanged: () => changed() } } },
  );

  return {
    app,
    file,
    client,
    serverPid: () => transport.pid,
    serverLog: () => log,
    async connect() {
      await client.connect(transport);
      await client.listTools();
      return client.getNegotiatedProtocolVersion();
    },
    /** Calls a tool. @returns `{text, data, refused}`. */
    async call(name, args = {}) {
      const result = await client.callTool({ name, arguments: args });
      const text = result.content.map((block) => block.text ?? '').join('\n');
      return { text, data: result.structuredContent, refused: result.isError === true };
    },
    /** Resolves at the next announcement that the tools changed. */
    toolsChanged: () => new Promise((resolve) => (changed = resolve)),
    /** Changes the file as an editor does: a new one is renamed over it. */
    edit(change) {
      const text = change(readFileSync(file, 'utf8'));
      writeFileSync(`${file}~`, text);
      renameSync(`${file}~`, file);
      return text;
    },
    processes: () => processesNaming(folder),
    freePort,
    /** The client goes, and with it the server, its jobs and the copy. @returns what had to be killed, if anything. */
    async clear() {
      await client.close().catch(() => undefined);
      const end = Date.now() + GOODBYE_MS;
      while (processesNaming(folder).length > 0 && Date.now() < end) await delay(50);
      const left = processesNaming(folder);
      for (const { pid } of left) {
        try {
          process.kill(pid, 'SIGKILL');
        } catch {
          // It went by itself.
        }
      }
      rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
      if (readdirSync(shelf).length === 0) rmdirSync(shelf);
      return left.map(({ pid, command }) => `${pid} ${command}`);
    },
  };
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
