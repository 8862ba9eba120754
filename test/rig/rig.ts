import { createServer, type AddressInfo } from 'node:net';
import { delimiter, dirname, join } from 'node:path';
import { inject } from 'vitest';
import { eventually } from './eventually.js';
import type { ClientKind } from './clients.js';
import { fixtureProgram, type FixtureProgram } from './fixtureProgram.js';
import { processesNaming, type ProcessInfo } from './processes.js';
import { makeScratch, type Scratch } from './scratch.js';
import { startServer, strayLines, type ServerOptions, type ServerProcess } from './server.js';
import { openSession, type Session } from './session.js';
import { story } from './story.js';

/** Everything that one test needs, gone when it ends. */
export interface Rig {
  readonly scratch: Scratch;
  /** The folder that the server runs in; `bgjobs.yaml` stands here. */
  readonly project: string;
  /** Absolute path of `bgjobs.yaml`. */
  readonly file: string;
  /**
   * Writes `bgjobs.yaml` as careful editors do. A text is written as it is; an object gets its `version: 1` and is
   * written as JSON, which is YAML.
   */
  config(content: string | object): void;
  /** A program that the test drives; each name has a socket of its own. */
  program(name?: string): Promise<FixtureProgram>;
  /** Starts a server in the project, connects the client of this test, and checks both when the test ends. */
  serve(options?: ServeOptions): Promise<Session>;
  /** Starts a server without a client. */
  server(options?: ServeOptions): ServerProcess;
  /** Connects the client of this test to it. */
  connect(server: ServerProcess): Promise<Session>;
  /** Everything that descends from this test's servers, the servers among it. */
  processes(): readonly ProcessInfo[];
  /** A port of 127.0.0.1 that nobody listens on. */
  freePort(): Promise<number>;
}

export interface ServeOptions extends Partial<Pick<ServerOptions, 'args' | 'wrapper' | 'cwd'>> {
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Folders that are looked through before the system's own. */
  readonly path?: readonly string[];
}

/** A rig, and the way to take it down. */
export interface RigHandle {
  readonly rig: Rig;
  /**
   * Ends every server as a client would and checks what must hold after any test: it said nothing but messages on
   * stdout, ended with 0 (unless the test ended it), and left no process. Prints everything when the test failed.
   */
  end(failed: boolean): Promise<void>;
}

/** Makes the rig of one test. `kind` is the client that `serve` and `connect` use. */
export function makeRig(kind: ClientKind): RigHandle {
  const scratch = makeScratch();
  const project = scratch.folder('project');
  const home = scratch.folder('home');
  const servers: ServerProcess[] = [];
  const programs: FixtureProgram[] = [];

  const rig: Rig = {
    scratch,
    project,
    file: join(project, 'bgjobs.yaml'),
    config(content) {
      const text = typeof content === 'string' ? content : JSON.stringify({ version: 1, ...content }, null, 2);
      scratch.replace('project/bgjobs.yaml', text);
    },
    async program(name = 'program') {
      const program = await fixtureProgram(join(scratch.path, `${name}.sock`));
      programs.push(program);
      return program;
    },
    async serve(options) {
      return rig.connect(rig.server(options));
    },
    server({ env = {}, path = [], cwd = project, ...options } = {}) {
      const folders = [...path, dirname(process.execPath), process.env.PATH ?? ''].join(delimiter);
      const kept = { XDG_STATE_HOME: scratch.folder('state'), XDG_CACHE_HOME: inject('codeCache') };
      const base = { PATH: folders, HOME: home, ...kept, LANG: 'C.UTF-8' };
      const server = startServer({ ...options, cwd, env: { ...base, ...env } });
      servers.push(server);
      return server;
    },
    connect: (server) => openSession(kind, server),
    processes: () => processesNaming(scratch.path),
    freePort,
  };

  return {
    rig,
    async end(failed) {
      const problems: unknown[] = [];
      for (const server of servers) {
        const mine = server.exit() === undefined;
        server.closeStdin();
        await eventually('the server to end', () => server.exit()).catch((error: unknown) => {
          problems.push(error);
          server.signal('SIGKILL');
        });
        if (mine && server.exit()?.code !== 0)
          problems.push(new Error(`the server ended with ${JSON.stringify(server.exit())}`));
        const stray = strayLines(server);
        if (stray.length > 0) problems.push(new Error(`not a message, on stdout: ${stray.join('\n')}`));
      }
      await eventually('no process to be left', () => rig.processes().length === 0).catch((error: unknown) => {
        problems.push(error);
      });
      if (failed || problems.length > 0) process.stderr.write(story({ rig, servers }));
      for (const program of programs) await program.close();
      for (const { pid } of rig.processes()) process.kill(pid, 'SIGKILL');
      if (problems.length > 0) throw new AggregateError(problems, problems.map(String).join('\n'));
      if (!failed) scratch.remove();
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => {
        resolve(port);
      });
    });
  });
}
