import { createApp, type App, type AppOptions } from '../../app/createApp.js';
import type { WatchBy } from '../../app/fileWatcher.js';
import type { HttpProblem } from '../../mcp/serveHttp.js';
import { serveStdio } from '../../mcp/serveStdio.js';
import { EXIT_FAILED, EXIT_OK, EXIT_USAGE, type Command, type CommandIo, type CommandValues } from '../command.js';
import { OVERRIDE_HELP, OVERRIDE_OPTIONS, readOverrides } from '../overrides.js';
import { readHttpOptions, type ServeHttpOptions } from '../serve/httpOptions.js';

/** How often the server looks whether the process that started it is still there, milliseconds. */
const PARENT_GLANCE_MS = 1_000;

/** `bgjobs serve`: the MCP server. */
export const serve: Command = {
  name: 'serve',
  summary: 'serve the jobs of this folder over MCP (stdio, or HTTP)',
  usage:
    'bgjobs serve [--config FILE] [--policy FILE] [--locked] [--pin SHA256] [--watch events|poll] [--http [HOST:PORT]] [OVERRIDES]',
  help: [
    'stdout carries protocol messages alone; the log goes to stderr. Ends, and stops its jobs, when the client goes.',
    '--policy  bounds what the file permits, profiles included; also BGJOBS_POLICY. Missing or broken, it permits nothing',
    '--locked  holds every change of the file until a person runs `bgjobs approve`, says yes where the client asks (stdio), or starts the server again',
    '--pin     refuses any file whose SHA-256 is another (`sha256sum bgjobs.yaml` prints it)',
    '          With either, an `env_file` sets no variable that decides which code a program loads, such as PATH',
    '--watch   `poll` looks at the file twice a second, for folders without events (network, some containers); also BGJOBS_WATCH',
    '--http    serves Streamable HTTP at http://HOST:PORT/mcp, by default 127.0.0.1:7417, to several clients; people see the jobs at /',
    '',
    OVERRIDE_HELP,
    '',
    'With --http:',
    '  --token-file FILE    wants the token in this file (mode 0600) of every client; BGJOBS_TOKEN does the same.',
    '                       Required when HOST is not this machine alone',
    '  --allow-host NAME    another name by which clients call it, such as that of a proxy in front; may be repeated',
    '  --session-idle TIME  a client that holds no stream open is gone after so long a silence (default 30m)',
  ].join('\n'),
  options: {
    config: { type: 'string' },
    policy: { type: 'string' },
    locked: { type: 'boolean' },
    pin: { type: 'string' },
    watch: { type: 'string' },
    http: { type: 'boolean' },
    'token-file': { type: 'string' },
    'allow-host': { type: 'string', multiple: true },
    'session-idle': { type: 'string' },
    ...OVERRIDE_OPTIONS,
  },
  positionals: 1,
  async run(values, positionals, io) {
    const log = (line: string): void => void io.stderr.write(`bgjobs: ${line}\n`);
    const pin = (values.pin as string | undefined)?.toLowerCase();
    if (pin !== undefined && !/^[0-9a-f]{64}$/.test(pin)) {
      return usage(io, '`--pin` takes a SHA-256: 64 hexadecimal digits, as `sha256sum bgjobs.yaml` prints them');
    }
    const http = readHttpOptions(values, positionals, io.env);
    if (!http.ok) return usage(io, http.error);
    const watchBy = readWatchBy((values.watch as string | undefined) ?? io.env.BGJOBS_WATCH);
    if (watchBy === undefined) return usage(io, '`--watch` (or BGJOBS_WATCH) takes `events` or `poll`');
    const overrides = readOverrides(values, io);
    if (!overrides.ok) return usage(io, overrides.error);
    const app = createServeApp({ values, pin, watchBy, overrides: overrides.value }, io, log);
    return http.value === undefined ? overStdio(app, io, log) : overHttp(app, http.value, io, log);
  },
};

function usage(io: CommandIo, message: string): number {
  io.stderr.write(`bgjobs serve: ${message}\n`);
  return EXIT_USAGE;
}

interface AppFlags {
  readonly values: CommandValues;
  readonly pin: string | undefined;
  readonly watchBy: WatchBy;
  readonly overrides: AppOptions['overrides'];
}

function createServeApp(
  { values, pin, watchBy, overrides }: AppFlags,
  io: CommandIo,
  log: (line: string) => void,
): App {
  const configFlag = values.config as string | undefined;
  // The token is for clients; a job that inherits everything must not inherit it.
  const env = { ...io.env, BGJOBS_TOKEN: undefined };
  const policyFlag = values.policy as string | undefined;
  const locked = values.locked === true;
  const app = createApp({ configFlag, policyFlag, env, cwd: io.cwd, locked, pin, watchBy, overrides, log });
  const { status, config } = app.host.snapshot();
  if (status.state === 'missing')
    log(`no ${status.path ?? 'bgjobs.yaml'} yet: no profile is served and every ad-hoc command is refused`);
  else if (status.state === 'invalid')
    log(`${status.path ?? 'bgjobs.yaml'} is broken: no profile is served. Run \`bgjobs check\``);
  else log(`serving ${status.path ?? 'bgjobs.yaml'}: ${config.profiles.size} profiles`);
  if (status.ceiling !== undefined)
    log(
      status.ceiling.state === 'valid'
        ? `the ceiling ${status.ceiling.path} is in force`
        : `the ceiling ${status.ceiling.path} is ${status.ceiling.state}: nothing is permitted. Run \`bgjobs check\` on it`,
    );
  return app;
}

async function overStdio(app: App, io: CommandIo, log: (line: string) => void): Promise<number> {
  const connection = serveStdio(app.host, { stdin: io.stdin, stdout: io.stdout });
  // The first sign that nobody needs this server any more.
  const reason = await Promise.race([connection.closed, signalled(io), orphaned(io)]);
  // Nothing else may be left that keeps the process alive until its jobs are gone.
  const awake = setInterval(() => undefined, PARENT_GLANCE_MS);
  // The connection stays open meanwhile, so that a call in flight can still be answered with what became of its job.
  await closeApp(app, reason, log);
  await connection.close();
  clearInterval(awake);
  return EXIT_OK;
}

async function overHttp(
  app: App,
  options: ServeHttpOptions,
  io: CommandIo,
  log: (line: string) => void,
): Promise<number> {
  // Loaded only where it is asked for.
  const { serveHttp } = await import('../../mcp/serveHttp.js');
  const opened = await serveHttp(app.host, options);
  if (!opened.ok) {
    log(describeProblem(opened.error));
    await app.close('server (it could not listen)');
    return EXIT_FAILED;
  }
  const endpoint = opened.value;
  log(`listening on ${endpoint.url}${options.token === undefined ? '' : ' (with a token)'}`);
  // Clients come and go, and the shell that started it may go too: a signal ends it, and nothing else.
  const reason = await signalled(io);
  endpoint.stopAccepting();
  await closeApp(app, reason, log);
  await endpoint.close();
  return EXIT_OK;
}

async function closeApp(app: App, reason: string, log: (line: string) => void): Promise<void> {
  // With no client left, nothing else need keep the process alive until the last job has stopped.
  const awake = setInterval(() => undefined, PARENT_GLANCE_MS);
  const survivors = await app.close(`server (${reason})`);
  clearInterval(awake);
  for (const survivor of survivors) log(`could not stop process ${survivor.pid} (${survivor.command})`);
}

function describeProblem(problem: HttpProblem): string {
  switch (problem.code) {
    case 'token-required':
      return `\`${problem.hostname}\` can be reached from other machines, so a token is required: pass \`--token-file FILE\`, or set BGJOBS_TOKEN`;
    case 'token-unusable':
      return `the token has to have at least ${problem.shortest} printable ASCII characters and no blank; \`openssl rand -hex 32\` makes one`;
    case 'names-required':
      return `\`${problem.hostname}\` is no name that a client can call: pass \`--allow-host NAME\` for each one that it may`;
    case 'cannot-listen':
      return `cannot listen on ${problem.hostname}:${problem.port}: ${problem.message}`;
  }
}

/** `events` when nothing is said; undefined is a wrong word. */
function readWatchBy(text: string | undefined): WatchBy | undefined {
  if (text === undefined || text === '' || text === 'events') return 'events';
  return text === 'poll' ? 'poll' : undefined;
}

/** The listener stays afterwards, so that a second signal does not cut the stopping of jobs short. */
function signalled(io: CommandIo): Promise<string> {
  return new Promise((resolve) => void io.onSignal(resolve));
}

function orphaned(io: CommandIo): Promise<string> {
  const parent = io.parentPid();
  return new Promise((resolve) => {
    const glance = setInterval(() => {
      if (io.parentPid() === parent) return;
      clearInterval(glance);
      resolve('parent gone');
    }, PARENT_GLANCE_MS);
    glance.unref();
  });
}
