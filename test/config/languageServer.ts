import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { within } from '../rig/eventually.js';

interface Message {
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** What an editor shows under a text. */
export interface EditorDiagnostic {
  readonly message: string;
  readonly range: { readonly start: { readonly line: number; readonly character: number } };
}

/** An editor's side of the Language Server Protocol, for files that it opens. */
export interface Editor {
  /** Opens a file and waits for what is found in it. */
  open(path: string, text: string): Promise<readonly EditorDiagnostic[]>;
  /** What is offered at a place; lines and characters from 0. */
  complete(path: string, line: number, character: number): Promise<readonly string[]>;
  /** What is shown for a place. */
  hover(path: string, line: number, character: number): Promise<string>;
  close(): Promise<void>;
}

/**
 * Starts `yaml-language-server`, the server behind the YAML support of most editors, without a network.
 * @see https://microsoft.github.io/language-server-protocol/ (base protocol, `textDocument/*`)
 */
export async function startEditor(folder: string): Promise<Editor> {
  const main = createRequire(import.meta.url).resolve('yaml-language-server/bin/yaml-language-server');
  // A proxy that nobody listens on: whatever would be fetched fails at once.
  const nowhere = 'http://127.0.0.1:9';
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    HTTP_PROXY: nowhere,
    HTTPS_PROXY: nowhere,
    http_proxy: nowhere,
    https_proxy: nowhere,
  };
  const server = spawn(process.execPath, [main, '--stdio'], { cwd: folder, env, stdio: ['pipe', 'pipe', 'inherit'] });
  const answers = new Map<number, (message: Message) => void>();
  const found = new Map<string, (diagnostics: readonly EditorDiagnostic[]) => void>();
  let pending = Buffer.alloc(0);
  let lastId = 0;

  server.stdout.on('data', (chunk: Buffer) => {
    pending = Buffer.concat([pending, chunk]);
    for (let message = take(); message !== undefined; message = take()) receive(message);
  });

  const settings = { yaml: { schemaStore: { enable: false }, validate: true, hover: true, completion: true } };
  const capabilities = {
    textDocument: { completion: {}, hover: {}, publishDiagnostics: {} },
    workspace: { configuration: true },
  };
  await request('initialize', { processId: process.pid, rootUri: pathToFileURL(folder).href, capabilities });
  send({ method: 'initialized', params: {} });
  send({ method: 'workspace/didChangeConfiguration', params: { settings } });

  return {
    async open(path, text) {
      const uri = pathToFileURL(path).href;
      const diagnostics = new Promise<readonly EditorDiagnostic[]>((resolve) => found.set(uri, resolve));
      send({ method: 'textDocument/didOpen', params: { textDocument: { uri, languageId: 'yaml', version: 1, text } } });
      return within('diagnostics of the language server', diagnostics);
    },
    async complete(path, line, character) {
      const result = await request('textDocument/completion', at(path, line, character));
      const { items } = result as { items: readonly { label: string }[] };
      return items.map(({ label }) => label);
    },
    async hover(path, line, character) {
      const result = await request('textDocument/hover', at(path, line, character));
      return JSON.stringify((result as { contents?: unknown } | null)?.contents ?? '');
    },
    async close() {
      await request('shutdown', null);
      const exited = once(server, 'exit');
      send({ method: 'exit' });
      await exited;
    },
  };

  function at(path: string, line: number, character: number): object {
    return { textDocument: { uri: pathToFileURL(path).href }, position: { line, character } };
  }

  function send(message: Message): void {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }

  function request(method: string, params: unknown): Promise<unknown> {
    const id = ++lastId;
    const answer = new Promise<unknown>((resolve, reject) => {
      answers.set(id, ({ result, error }) =>
        error === undefined ? resolve(result) : reject(new Error(error.message)),
      );
    });
    send({ id, method, params });
    return within(`\`${method}\` of the language server`, answer);
  }

  function take(): Message | undefined {
    const end = pending.indexOf('\r\n\r\n');
    const length = Number(/Content-Length: (\d+)/i.exec(pending.toString('latin1', 0, Math.max(end, 0)))?.[1]);
    if (end === -1 || pending.length < end + 4 + length) return undefined;
    const message = JSON.parse(pending.toString('utf8', end + 4, end + 4 + length)) as Message;
    pending = pending.subarray(end + 4 + length);
    return message;
  }

  function receive(message: Message): void {
    const { id, method, params } = message;
    if (method === undefined) return answers.get(Number(id))?.(message);
    if (method === 'textDocument/publishDiagnostics') {
      const { uri, diagnostics } = params as { uri: string; diagnostics: readonly EditorDiagnostic[] };
      found.get(uri)?.(diagnostics);
    }
    if (id === undefined) return;
    // The server asks for its settings section by section; all else gets nothing.
    const sections = (params as { items?: readonly { section: string }[] } | undefined)?.items;
    const own: Readonly<Record<string, unknown>> = settings;
    const result =
      method === 'workspace/configuration' ? (sections ?? []).map(({ section }) => own[section] ?? null) : null;
    send({ id, result });
  }
}
