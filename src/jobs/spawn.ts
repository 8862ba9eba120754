import { execa, execaSync } from 'execa';
import { lstatSync } from 'node:fs';
import { Socket } from 'node:net';
import type { Readable, Writable } from 'node:stream';
import { ApprovedCommand } from '../policy/approvedCommand.js';
import { err, ok, type Result } from '../lib/result.js';
import { KEEPING_LAUNCHER, LAUNCHER } from './launcher.js';
import { onTerminal, type Terminal } from './terminal.js';
import type { AppendFds } from './output/appendFds.js';
import type { Brand } from './process/brand.js';

/** How the main process of a job ended. */
export interface ProcessEnd {
  readonly code: number | undefined;
  readonly signal: string | undefined;
}

/** A started process. `ended` never rejects and does not wait for whoever else holds the output. */
export interface SpawnedProcess {
  readonly pid: number;
  /** Undefined when standard input is closed. */
  readonly stdin: Writable | undefined;
  readonly ended: Promise<ProcessEnd>;
}

/** Why no process came to be; `code` is the system's, such as `ENOENT` or `E2BIG`. */
export interface SpawnFailure {
  readonly code: string;
  readonly message: string;
}

export interface SpawnOptions {
  /** The file to execute: the approved program, under the name it is known by. */
  readonly program: string;
  readonly env: Readonly<Record<string, string>>;
  /** The job's folder, where the launcher writes. */
  readonly folder: string;
  /** What its tree is found by, besides its environment: see `tree`. */
  readonly cgroup: string | undefined;
  readonly brand: Brand | undefined;
  /** Open for appending; one and the same where the streams are not kept apart. */
  readonly output: AppendFds;
  /** `fifo`: of a persistent job, a file in its folder that outlives the server. */
  readonly stdin: 'open' | 'closed' | 'fifo';
  /** A persistent job has a launcher that stays and writes down how it ended. */
  readonly lifetime: 'session' | 'persistent';
  /** What it gets a pseudo-terminal from; undefined is none. */
  readonly terminal: Terminal | undefined;
}

/** A process at once, or why there is none a little later. */
export type Spawned = Result<SpawnedProcess, Promise<SpawnFailure>>;

/**
 * Starts an approved command in a session of its own, through the launcher.
 * @throws when the command was not made by the policy.
 */
export function spawnJob(command: ApprovedCommand, options: SpawnOptions): Spawned {
  if (!ApprovedCommand.isGenuine(command)) throw new Error('a command that the policy did not approve reached spawn');
  const { plain, odd } = splitEnvironment(options.env);
  // Any open descriptor will do, as for node:child_process; execa's types name only the small ones.
  const { stdout, stderr } = options.output as { readonly stdout: 3; readonly stderr: 3 };
  const target = odd.length === 0 ? [options.program] : ['/usr/bin/env', ...odd, options.program];
  const { folder, cgroup = '', brand } = options;
  const registered = ['bgjobs', folder, String(process.pid), cgroup, brand?.kilobytes ?? ''];
  const launcher =
    options.lifetime === 'session'
      ? [LAUNCHER, ...registered]
      : [KEEPING_LAUNCHER, ...registered, options.stdin === 'fifo' ? 'fifo' : 'null'];
  const plainCommand = { words: [...target, ...command.argv.slice(1)], env: plain };
  const launched =
    options.terminal === undefined
      ? plainCommand
      : onTerminal(options.terminal, plainCommand.words, plain, `${options.folder}/launch`);
  if (launched === undefined) return err(Promise.resolve({ code: 'E2BIG', message: '' }));
  const child = execa('/bin/sh', ['-c', ...launcher, ...launched.words], {
    cwd: command.cwd,
    env: { ...launched.env },
    extendEnv: false,
    detached: true,
    stdin: options.stdin === 'open' ? 'pipe' : 'ignore',
    stdout,
    stderr,
    buffer: false,
    reject: false,
    cleanup: false,
  });
  const result = started(child);
  // The server may go while such a job stays.
  if (options.lifetime === 'persistent') child.unref();
  return result;
}

/** Makes a FIFO (mode 0600) unless it is there. @returns what went wrong, if anything. @see mkfifo(1) */
export function makeFifo(path: string): string | undefined {
  const there = lstatSync(path, { throwIfNoEntry: false });
  if (there !== undefined) return there.isFIFO() ? undefined : 'something else is in its place';
  const { failed, shortMessage } = execaSync('mkfifo', ['-m', '600', path], { ...HELPER_OPTIONS, reject: false });
  return failed ? (shortMessage ?? 'mkfifo failed') : undefined;
}

const HELPER_OPTIONS = {
  cwd: '/',
  env: { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/run/current-system/sw/bin' },
  extendEnv: false,
} as const;

/** Of helpers that run beside this process. */
const LASTING_HELPER_OPTIONS = {
  ...HELPER_OPTIONS,
  detached: true,
  stderr: 'ignore',
  buffer: false,
  reject: false,
  cleanup: false,
} as const;

/** The last that a command wrote; what came before is read and let go. */
export interface CommandOutput {
  tail(): Buffer;
  /** Resolves when nobody can write any more. */
  readonly closed: Promise<void>;
}

const LONGEST_TAIL = 4_096;

/**
 * Starts an approved command beside a job, in a session of its own: no input, its output collected.
 * @throws when the command was not made by the policy.
 */
export function spawnCommand(
  command: ApprovedCommand,
  options: Pick<SpawnOptions, 'program' | 'env'>,
): Result<SpawnedProcess & { readonly output: CommandOutput }, Promise<SpawnFailure>> {
  if (!ApprovedCommand.isGenuine(command)) throw new Error('a command that the policy did not approve reached spawn');
  const child = execa(options.program, command.argv.slice(1), {
    argv0: command.argv[0] ?? options.program,
    cwd: command.cwd,
    env: { ...options.env },
    extendEnv: false,
    detached: true,
    stdin: 'ignore',
    stdout: 'pipe',
    stderr: 'pipe',
    buffer: false,
    reject: false,
    cleanup: false,
  });
  const result = started(child);
  return result.ok ? ok({ ...result.value, output: collect([child.stdout, child.stderr]) }) : result;
}

function collect(streams: readonly Readable[]): CommandOutput {
  let tail = Buffer.alloc(0);
  const closed = streams.map((stream) => {
    stream.on('data', (bytes: Buffer) => (tail = Buffer.concat([tail, bytes]).subarray(-LONGEST_TAIL)));
    stream.on('error', () => undefined);
    return new Promise<void>((resolve) => stream.once('close', resolve));
  });
  return { tail: () => tail, closed: Promise.all(closed).then(() => undefined) };
}

/**
 * Starts a helper of our own: a fixed program, no shell, nothing inherited.
 * @param input `pipe` gives its standard input, which ends when this process ends in whatever way.
 */
export function spawnHelper(file: string, args: readonly string[], input: 'pipe' | 'ignore'): Spawned {
  const child = execa(file, args, {
    ...LASTING_HELPER_OPTIONS,
    stdin: input,
    stdout: 'ignore',
  });
  const result = started(child);
  if (result.ok) child.unref();
  return result;
}

/** Starts a helper of our own that reads orders and answers them; the answers do not keep this process alive. */
export function spawnTalkingHelper(
  file: string,
  args: readonly string[],
): Result<SpawnedProcess & { readonly stdout: Readable }, Promise<SpawnFailure>> {
  const child = execa(file, args, {
    ...LASTING_HELPER_OPTIONS,
    stdin: 'pipe',
    stdout: 'pipe',
  });
  const result = started(child);
  if (!result.ok) return result;
  child.unref();
  if (child.stdout instanceof Socket) child.stdout.unref();
  return ok({ ...result.value, stdout: child.stdout });
}

/** What is used of execa's subprocess. Its promise is asked only when there is no process: why not. */
interface Child extends PromiseLike<{
  readonly code?: string | undefined;
  readonly originalMessage?: string | undefined;
}> {
  readonly pid?: number | undefined;
  readonly stdin: Writable | null;
  once(event: 'exit', listener: (code: number | null, signal: string | null) => void): unknown;
}

function started(child: Child): Spawned {
  const { pid } = child;
  if (pid === undefined) return err(failureOf(child));
  const ended = new Promise<ProcessEnd>((resolve) => {
    child.once('exit', (code, signal) => resolve({ code: code ?? undefined, signal: signal ?? undefined }));
  });
  // The pipe breaks when the job ends or closes its end; writers learn it from their callbacks.
  child.stdin?.on('error', () => undefined);
  return ok({ pid, stdin: child.stdin ?? undefined, ended });
}

async function failureOf(child: Child): Promise<SpawnFailure> {
  const result = await child;
  return { code: result.code ?? 'unknown', message: result.originalMessage ?? '' };
}

/** Shells drop variables whose names they could not assign; `env` hands those over behind the shell's back. */
function splitEnvironment(env: Readonly<Record<string, string>>): {
  readonly plain: Record<string, string>;
  readonly odd: readonly string[];
} {
  const entries = Object.entries(env);
  const isPlain = ([name]: [string, string]): boolean => /^[A-Za-z_][A-Za-z0-9_]*$/.test(name);
  return {
    plain: Object.fromEntries(entries.filter(isPlain)),
    odd: entries.filter((entry) => !isPlain(entry)).map(([name, value]) => `${name}=${value}`),
  };
}
