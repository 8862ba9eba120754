import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const JOB_SERVER = fileURLToPath(new URL('./fixtures/jobServer.mjs', import.meta.url));

/** A process that starts and stops jobs as it is told, and can be killed. */
export interface JobServer {
  readonly child: ChildProcess;
  /** Sends an order and gives the answer. */
  order(order: object): Promise<unknown>;
  kill(): Promise<void>;
  readonly ended: Promise<number | null>;
}

export interface JobServerOptions {
  /** Where `buildJobs` has put the sources. */
  readonly build: string;
  readonly stateFolder: string;
  /** Value of BGJOBS_TEST_PLACE in what it starts. */
  readonly mark: string;
  readonly uid?: number | undefined;
  /** Absent is everything that there is. */
  readonly capabilities?: { readonly proc: boolean; readonly cgroup: boolean };
  /** Folder of the control group that it is to be in. */
  readonly cgroup?: string | undefined;
}

/** Starts one; resolves when it takes orders. */
export async function startJobServer(options: JobServerOptions): Promise<JobServer> {
  const { build, stateFolder, mark, uid, capabilities, cgroup } = options;
  const user = uid === undefined ? [] : ['setpriv', `--reuid=${uid}`, `--regid=${uid}`, '--clear-groups'];
  const words = [process.execPath, JOB_SERVER, build, stateFolder, mark];
  const argv = [...user, ...words, ...(capabilities === undefined ? [] : [JSON.stringify(capabilities)])];
  const script = '[ -z "$0" ] || echo $$ > "$0/cgroup.procs" || exit 1; exec "$@"';
  const child = spawn('/bin/sh', ['-c', script, cgroup ?? '', ...argv], { stdio: ['pipe', 'pipe', 'inherit'] });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const next = async (): Promise<unknown> => {
    const line = await answers.next();
    if (line.done === true) throw new Error('the server is gone');
    return JSON.parse(line.value);
  };
  const first = await next();
  if (first !== 'ready') throw new Error(`the server said ${JSON.stringify(first)}`);
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
