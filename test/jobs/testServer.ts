import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import type { Place } from './place.js';

const JOB_SERVER = fileURLToPath(new URL('./fixtures/jobServer.mjs', import.meta.url));

/** A process of its own that has a job table. */
export interface TestServer {
  readonly child: ChildProcess;
  /** Sends an order and gives the answer; the first answer is `ready`. */
  order(order: object): Promise<unknown>;
  kill(): Promise<void>;
  readonly ended: Promise<number | null>;
}

/** Starts a server on the state folder of a place. `build` is what `buildJobs` made. */
export async function startServer(build: string, place: Place, uid?: number): Promise<TestServer> {
  const args = [JOB_SERVER, build, place.stateFolder, place.scratch.path];
  const user = uid === undefined ? {} : { uid, gid: uid };
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'], ...user });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const next = async (): Promise<unknown> => {
    const line = await answers.next();
    if (line.done === true) throw new Error('the server is gone');
    return JSON.parse(line.value);
  };
  expect(await next()).toBe('ready');
  return {
    child,
    ended,
    order(order) {
      child.stdin.write(`${JSON.stringify(order)}\n`);
      return next();
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
