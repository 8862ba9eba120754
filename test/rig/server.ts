import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';

/** The built command line; `BGJOBS_TEST_CLI` names another one, such as that of an installed package. */
export const CLI = process.env.BGJOBS_TEST_CLI ?? fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

export interface ServerOptions {
  readonly cwd: string;
  /** The whole environment. */
  readonly env: Readonly<Record<string, string>>;
  /** After `serve`. */
  readonly args?: readonly string[];
  /** What runs `node`, such as `['setpriv', '--reuid=65534', '--clear-groups']`. */
  readonly wrapper?: readonly string[];
}

export interface ServerExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** One line on the wire. */
export interface WireLine {
  readonly from: 'client' | 'server';
  readonly text: string;
}

/** The real server, as a client starts it: stdin, stdout, stderr and nothing else. */
export interface ServerProcess {
  readonly pid: number;
  readonly options: ServerOptions;
  /** Everything that went over stdin and stdout, in the order in which it was seen here. */
  readonly wire: readonly WireLine[];
  readonly exited: Promise<ServerExit>;
  /** It ended, and nobody else holds its stdout or stderr open: what a client's host waits for. */
  readonly closed: Promise<void>;
  /** Undefined while it runs. */
  exit(): ServerExit | undefined;
  stderr(): string;
  /** Writes to its stdin as it is. */
  write(text: string): void;
  /** Says that the client is gone. */
  closeStdin(): void;
  /** Stops listening to it, for good: whatever it writes now fails. */
  closeStdout(): void;
  signal(signal: NodeJS.Signals): void;
  /** Called for each line of stdout. Returns the way to stop. */
  onLine(listener: (line: string) => void): () => void;
}

/** Starts `bgjobs serve`. It is up when it answers; nothing here waits for that. */
export function startServer(options: ServerOptions): ServerProcess {
  if (inject('buildProblem') !== '') throw new Error(inject('buildProblem'));
  const [program, ...args] = [
    ...(options.wrapper ?? []),
    process.env.BGJOBS_TEST_NODE ?? process.execPath,
    CLI,
    'serve',
    ...(options.args ?? []),
  ];
  const child = spawn(program ?? '', args, { cwd: options.cwd, env: options.env, stdio: 'pipe' });
  const wire: WireLine[] = [];
  const listeners = new Set<(line: string) => void>();
  let stderr = '';
  let exit: ServerExit | undefined;
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  // A server that ended does not read: what that means is for the test to say.
  child.stdin.on('error', () => undefined);
  createInterface({ input: child.stdout, crlfDelay: Infinity }).on('line', (text) => {
    wire.push({ from: 'server', text });
    for (const listener of [...listeners]) listener(text);
  });
  const exited = new Promise<ServerExit>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      exit = { code, signal };
      resolve(exit);
    });
  });
  const closed = once(child, 'close').then(() => undefined);

  return {
    pid: child.pid ?? 0,
    options,
    wire,
    exited,
    closed,
    exit: () => exit,
    stderr: () => stderr,
    write(text) {
      wire.push(
        ...text
          .trimEnd()
          .split('\n')
          .map((line): WireLine => ({ from: 'client', text: line })),
      );
      child.stdin.write(text);
    },
    closeStdin: () => void child.stdin.end(),
    closeStdout: () => child.stdout.destroy(),
    signal: (signal) => void child.kill(signal),
    onLine(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** What stood on stdout and is no JSON-RPC message: it must be nothing. */
export function strayLines(server: ServerProcess): readonly string[] {
  return server.wire.filter((line) => line.from === 'server' && !isMessage(line.text)).map((line) => line.text);
}

function isMessage(text: string): boolean {
  try {
    const message: unknown = JSON.parse(text);
    if (typeof message !== 'object' || message === null || !('jsonrpc' in message)) return false;
    return message.jsonrpc === '2.0' && ('method' in message || 'result' in message || 'error' in message);
  } catch {
    return false;
  }
}
