import { dirname } from 'node:path';
import type { Job } from '../job.js';
import { openTerminal, watchOver, type Server } from '../server.js';
import { adoptJob } from './adopt.js';
import { claimJob } from './claimJob.js';
import { applyRecord, ownLog } from './restoreJob.js';

/** Makes a persistent job of a server that is gone this server's own. @returns false when it is another's by now. */
export async function inheritJob(server: Server, job: Job): Promise<boolean> {
  const { context, options } = server;
  // Where nothing has to be looked for, it is this server's at once.
  const terminal = job.request.settings.tty ? await openTerminal(server) : undefined;
  if (server.isClosing) return false;
  const record = claimJob(job.folder, context);
  if (record === undefined) return false;
  watchOver(server, dirname(job.folder.path));
  applyRecord(job, record, context);
  job.owner = context.owner;
  ownLog(job, record, context);
  const { revive, serverEnv } = options;
  await adoptJob(job, context, { revive, serverEnv, terminal });
  return true;
}
