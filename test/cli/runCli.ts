import { PassThrough } from 'node:stream';
import type { CommandIo } from '../../src/cli/command.js';
import { main } from '../../src/cli/main.js';

export interface CliRun {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** The parent of the command, for what looks at its ancestors. */
  readonly parentPid?: number;
  /** Called with everything that is printed, as it is printed. */
  readonly onOutput?: (text: string) => void;
  /** What a person types, when stdin and stdout are to be a terminal. */
  readonly typed?: string | Promise<string>;
}

/** Runs one command line in this process, with streams of its own. */
export async function runCli(cwd: string, args: readonly string[], options: CliOptions = {}): Promise<CliRun> {
  const out = { stdout: '', stderr: '' };
  const stream = (name: keyof typeof out): NodeJS.WriteStream => {
    const sink = new PassThrough();
    sink.on('data', (chunk: Buffer) => {
      out[name] += chunk.toString();
      options.onOutput?.(chunk.toString());
    });
    return Object.assign(sink, { isTTY: options.typed !== undefined }) as unknown as NodeJS.WriteStream;
  };
  const stdin = Object.assign(new PassThrough(), { isTTY: options.typed !== undefined });
  if (typeof options.typed === 'string') stdin.end(options.typed);
  else void options.typed?.then((text) => stdin.end(text));
  const io: CommandIo = {
    stdin: stdin as unknown as NodeJS.ReadStream,
    stdout: stream('stdout'),
    stderr: stream('stderr'),
    env: { PATH: process.env.PATH, HOME: cwd, NO_COLOR: '1', ...options.env },
    cwd,
    onSignal: () => () => undefined,
    parentPid: () => options.parentPid ?? 1,
  };
  const status = await main(args, io);
  return { status, ...out };
}
