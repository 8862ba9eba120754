import { accessSync, constants, statSync } from 'node:fs';
import { err, type Result } from '../lib/result.js';
import { buildEnvironment } from './environment.js';
import type { Job } from './job.js';
import { systemMessage } from './jobFolder.js';
import { portInUse } from './ports.js';
import { portOf } from './probes/httpProbe.js';
import { findHolder, isThisMachine } from './probes/portOwner.js';
import type { Server, Workplace } from './server.js';
import type { StartError, StartRequest } from './startRequest.js';
import { jobView } from './view.js';

/**
 * Looks whether there is what a job needs: room among the running ones, a place to keep it, its folder, its environment, the ports
 * that it is given or its probes look at. Asked before another job is stopped for it, so that a start that is refused costs none.
 * @param leaving jobs that make room for it.
 * @returns its environment, or what is missing.
 */
export function startNeeds(
  server: Server,
  request: StartRequest,
  { trouble, jobsFolder }: Pick<Workplace, 'trouble' | 'jobsFolder'>,
  leaving: readonly Job[],
): Result<Record<string, string>, StartError> {
  const { context, table, limits, options } = server;
  const { command, settings } = request;
  const running = table.running();
  if (running.filter((job) => !leaving.includes(job)).length >= limits.maxJobs) {
    return err({ code: 'too-many-jobs', limit: limits.maxJobs, running: running.map((job) => jobView(job, context)) });
  }
  const homeless = settings.lifetime === 'persistent' ? trouble : undefined;
  const message =
    homeless === undefined ? whyNotWritable(jobsFolder) : `${homeless}, and a persistent job has to be kept there`;
  if (message !== undefined) return err({ code: 'state-folder', path: options.stateFolder, message });
  // Of those that are leaving, ports are free in a moment.
  const fixed = leaving.length === 0 ? [] : fixedPlaces(request);
  for (const place of [...probedPlaces(request), ...fixed]) {
    const held = heldPort(server, [place]);
    const isFreed = held?.code === 'port-in-use' && leaving.some(({ id }) => id === held.job);
    if (held !== undefined && !isFreed) return err(held);
  }
  if (!isFolder(command.cwd)) return err({ code: 'cwd-missing', cwd: command.cwd });
  return buildEnvironment({ spec: command.environment, serverEnv: options.serverEnv, tty: settings.tty });
}

/** An address that something may listen at. */
interface Place {
  readonly host: string;
  readonly port: number;
}

/** Where its probes look on this machine: a port that is taken would make them speak to somebody else. */
export function probedPlaces({ settings }: StartRequest): readonly Place[] {
  return settings.ready.flatMap(({ target }) => {
    if ((target.kind !== 'tcp' && target.kind !== 'http') || target.owner === 'any') return [];
    if (target.kind === 'tcp') return { host: target.host, port: target.port };
    if (!URL.canParse(target.url)) return [];
    const url = new URL(target.url);
    return { host: url.hostname, port: portOf(url) };
  });
}

/** The first of them that somebody listens at by now. */
export function heldPort(server: Server, places: readonly Place[]): StartError | undefined {
  for (const { host, port } of places) {
    const held = isThisMachine(host) ? findHolder(server.context.table, host, port) : undefined;
    if (held !== undefined) return portInUse(server, held);
  }
  return undefined;
}

/** Ports that it gets or does not start. */
function fixedPlaces({ ports }: StartRequest): readonly Place[] {
  return [...(ports?.wishes.values() ?? [])].flatMap(({ prefer, range }) =>
    range === undefined ? { host: '127.0.0.1', port: prefer } : [],
  );
}

/** Somebody may have removed it: it is made anew then. */
function whyNotWritable(folder: string): string | undefined {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    return undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? undefined : systemMessage(error);
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
