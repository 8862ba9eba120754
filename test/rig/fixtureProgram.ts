import { createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { within } from './eventually.js';
import { identify, type ProcessIdentity } from './processes.js';

const OBEY = fixture('obey.mjs');

/** Absolute path of a program in `test/fixtures`. */
export function fixture(name: string): string {
  return fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url));
}

/** A program that does nothing but what the test tells it. Every start of it arrives as a `Run`. */
export interface FixtureProgram {
  /** What to write into a profile or a rule. Words may follow; they arrive in `Run.words`. */
  readonly command: readonly string[];
  /** The next start that the test has not seen, in the order of their arrival. */
  next(): Promise<Run>;
  /** How many starts there were so far. */
  starts(): number;
  close(): Promise<void>;
}

/** One running process. Each order resolves when it was carried out. */
export interface Run extends Hello {
  readonly process: ProcessIdentity;
  /** Writes to stdout as it is: the newline is the test's. */
  say(text: string): Promise<void>;
  complain(text: string): Promise<void>;
  /** Resolves when the process is gone. */
  exit(code: number): Promise<void>;
  /** Sends itself a signal; resolves when it is gone. */
  die(signal: NodeJS.Signals): Promise<void>;
  /** From now on this signal does nothing but arrive in `signals`. */
  handle(signal: NodeJS.Signals): Promise<void>;
  /** Resolves when such a signal has come since `handle`. */
  signalled(signal: NodeJS.Signals): Promise<void>;
  /** Begins to read stdin. */
  read(): Promise<void>;
  /** Resolves when what came on stdin since `read` ends with this text; gives all of it. */
  heard(ending: string): Promise<string>;
  /** Resolves at the end of stdin. */
  inputEnded(): Promise<void>;
  /** Answers HTTP from now on (on 127.0.0.1, if no host is given); port 0 takes a free one. @returns the port. */
  listen(port: number, host?: string): Promise<number>;
  /** Answers HTTP with this status from now on (200 before). */
  answer(status: number): Promise<void>;
  /** Starts a child that obeys as well: it is the next `Run`. @returns its pid. */
  spawn(options?: { readonly session?: boolean; readonly words?: readonly string[] }): Promise<number>;
  /** Resolves when the process is gone: the system closed its end of the socket. */
  gone(): Promise<void>;
}

interface Hello {
  readonly pid: number;
  readonly words: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

interface Message {
  readonly hello?: Hello;
  readonly event?: 'signal' | 'input' | 'input-end';
  readonly signal?: string;
  readonly text?: string;
  readonly reply?: number;
  readonly value?: unknown;
  readonly error?: string;
}

/** Opens the socket that the program's starts connect to. `socketPath` has to be short (104 bytes on macOS). */
export async function fixtureProgram(socketPath: string): Promise<FixtureProgram> {
  const sockets = new Set<Socket>();
  const arrived: Run[] = [];
  const waiting: ((run: Run) => void)[] = [];
  let starts = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    meet(socket, (run) => {
      starts += 1;
      const next = waiting.shift();
      if (next === undefined) arrived.push(run);
      else next(run);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.on('error', reject);
    server.listen(socketPath, resolve);
  });
  return {
    command: ['node', OBEY, socketPath],
    next() {
      const run = arrived.shift();
      if (run !== undefined) return Promise.resolve(run);
      return within('the fixture program to be started', new Promise<Run>((resolve) => waiting.push(resolve)));
    },
    starts: () => starts,
    close() {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** Speaks with one process; calls back when it has said who it is. */
function meet(socket: Socket, onRun: (run: Run) => void): void {
  const replies = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  const heard = observable('');
  const signals = observable<readonly string[]>([]);
  const ended = observable(false);
  const gone = observable(false);
  let lastId = 0;

  socket.on('error', () => undefined);
  socket.on('close', () => {
    gone.change(() => true);
    for (const { reject } of replies.values()) reject(new Error('the fixture program is gone'));
  });
  createInterface({ input: socket }).on('line', (line) => {
    const message = JSON.parse(line) as Message;
    if (message.hello !== undefined) onRun(makeRun(message.hello));
    else if (message.reply !== undefined) settle(message.reply, message);
    else if (message.event === 'input') heard.change((text) => text + (message.text ?? ''));
    else if (message.event === 'input-end') ended.change(() => true);
    else signals.change((list) => [...list, message.signal ?? '']);
  });

  function settle(id: number, message: Message): void {
    const reply = replies.get(id);
    replies.delete(id);
    if (message.error === undefined) reply?.resolve(message.value);
    else reply?.reject(new Error(message.error));
  }

  function order(action: string, facts: object = {}): Promise<unknown> {
    const id = ++lastId;
    const answer = new Promise((resolve, reject) => replies.set(id, { resolve, reject }));
    socket.write(`${JSON.stringify({ id, do: action, ...facts })}\n`);
    return within(`the fixture program to ${action}`, answer);
  }

  /** An order that is not answered, since it ends the process. */
  async function last(action: string, facts: object): Promise<void> {
    socket.write(`${JSON.stringify({ id: 0, do: action, ...facts })}\n`);
    await gone.until(`the fixture program to ${action}`, Boolean);
  }

  function makeRun(hello: Hello): Run {
    return {
      ...hello,
      process: identify(hello.pid) ?? { pid: hello.pid, startTime: 'gone already' },
      say: (text) => done(order('say', { text })),
      complain: (text) => done(order('complain', { text })),
      exit: (code) => last('exit', { code }),
      die: (signal) => last('die', { signal }),
      handle: (signal) => done(order('handle', { signal })),
      signalled: (signal) => done(signals.until(signal, (list) => list.includes(signal))),
      read: () => done(order('read')),
      heard: (ending) => heard.until(`input that ends with ${JSON.stringify(ending)}`, (text) => text.endsWith(ending)),
      inputEnded: () => done(ended.until('the end of input', Boolean)),
      listen: async (port, host = '127.0.0.1') => Number(await order('listen', { port, host })),
      answer: (status) => done(order('answer', { status })),
      spawn: async ({ session = false, words = [] } = {}) => Number(await order('spawn', { session, words })),
      gone: () => done(gone.until('the fixture program to be gone', Boolean)),
    };
  }
}

async function done(promise: Promise<unknown>): Promise<void> {
  await promise;
}

/** A value that can be waited for. */
function observable<T>(initial: T) {
  let value = initial;
  const watchers = new Set<() => void>();
  return {
    change(next: (value: T) => T) {
      value = next(value);
      for (const watcher of [...watchers]) watcher();
    },
    until(what: string, holds: (value: T) => boolean): Promise<T> {
      const met = new Promise<T>((resolve) => {
        const watcher = () => {
          if (!holds(value)) return;
          watchers.delete(watcher);
          resolve(value);
        };
        watchers.add(watcher);
        watcher();
      });
      return within(what, met);
    },
  };
}
