import { statSync } from 'node:fs';
import { err, type Result } from '../lib/result.js';
import { buildEnvironment } from './environment.js';
import type { Job } from './job.js';
import type { Server } from './server.js';
import type { StartError, StartRequest } from './startRequest.js';
import { jobView } from './view.js';

/**
 * Looks whether there is what a job needs, whatever else runs: room among the running ones, its folder, its environment. Asked
 * before another job is stopped for it, so that a start that is refused costs none.
 * @param leaving jobs that make room for it.
 * @returns its environment, or what is missing.
 */
export function startNeeds(
  { context, table, limits, options }: Server,
  { command, settings }: StartRequest,
  leaving: readonly Job[],
): Result<Record<string, string>, StartError> {
  const running = table.running();
  if (running.filter((job) => !leaving.includes(job)).length >= limits.maxJobs) {
    return err({ code: 'too-many-jobs', limit: limits.maxJobs, running: running.map((job) => jobView(job, context)) });
  }
  if (!isFolder(command.cwd)) return err({ code: 'cwd-missing', cwd: command.cwd });
  return buildEnvironment({ spec: command.environment, serverEnv: options.serverEnv, tty: settings.tty });
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
