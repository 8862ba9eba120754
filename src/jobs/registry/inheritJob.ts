import type { Job } from '../job.js';
import { openTerminal, type Server } from '../server.js';
import { adoptJob } from './adopt.js';
import { takeOver } from './ownership.js';
import { readRecord } from './recordFile.js';
import { applyRecord, ownLog } from './restoreJob.js';

/** Makes a persistent job of a server that is gone this server's own. @returns false when it is another's by now. */
export async function inheritJob(server: Server, job: Job): Promise<boolean> {
  const { context, options } = server;
  const record = readRecord(job.folder);
  if (typeof record === 'string' || record.progress.state === 'exited') return false;
  if (!takeOver(job.folder.path, context.owner, context.table)) return false;
  applyRecord(job, record, context);
  job.owner = context.owner;
  ownLog(job, record, context);
  const { revive, serverEnv } = options;
  await adoptJob(job, context, { revive, serverEnv, terminal: () => openTerminal(server) });
  return true;
}
