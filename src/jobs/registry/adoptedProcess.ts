import type { Job, JobContext } from '../job.js';
import type { ProcessEnd, SpawnedProcess } from '../spawn.js';
import { endKeeper, openInput } from '../inputPipe.js';
import { LOOK_EVERY_MS } from '../outlived.js';
import { readExit } from './exitFile.js';
import { isRunning } from './orphan.js';

/** The process of a persistent job that another server started. Nobody tells us of its end: it is looked for. */
export function adoptedProcess(job: Job, context: JobContext): SpawnedProcess {
  const ended = new Promise<ProcessEnd>((resolve) => {
    const look = (): void => {
      const isAlive = isRunning(job, context);
      // The launcher writes before it ends, so this comes second.
      const exit = readExit(job.folder);
      if (exit === undefined && isAlive) return;
      subscription.stop();
      const end = { code: exit?.code, signal: undefined };
      if (exit !== undefined) resolve(end);
      // Its launcher did not see to that.
      else void endKeeper(job, context).then(() => resolve(end));
    };
    const subscription = context.ticker.every(LOOK_EVERY_MS, look);
    look();
  });
  return {
    pid: job.tree.leader?.pid ?? 0,
    stdin: job.request.settings.stdin === 'open' ? openInput(job, context, false) : undefined,
    ended,
  };
}
