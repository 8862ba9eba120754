import { statSync } from 'node:fs';
import { err, ok, type Result } from '../lib/result.js';
import { findConflict } from './conflict.js';
import { buildEnvironment } from './environment.js';
import { equip } from './equip.js';
import type { Job } from './job.js';
import type { PortRequest, Started, StartError, StartRequest } from './jobs.js';
import { removeJobFolder, systemMessage } from './jobFolder.js';
import { newJob } from './newJob.js';
import { writeSecrets } from './registry/secretsFile.js';
import { choosePorts, portInUse } from './ports.js';
import { portOf } from './probes/httpProbe.js';
import { findHolder, isThisMachine } from './probes/portOwner.js';
import { runJob } from './runJob.js';
import { openTerminal, type Server, type Workplace } from './server.js';
import { openWorkplace } from './workplace.js';
import { stopAnyJob } from './registry/stopAnyJob.js';
import type { Terminal } from './terminal.js';
import { jobView } from './view.js';

const NO_PORTS: ReadonlyMap<string, number> = new Map();

type StartResult = Result<Started, StartError>;

/** What a job is made at. */
interface Site extends Workplace {
  readonly terminal: Terminal | undefined;
}

/** Starts a job, or says what is in the way. Between the last look for obstacles and the job's place in the table nothing is awaited. */
export async function startJob(server: Server, request: StartRequest): Promise<StartResult> {
  const { context } = server;
  for (;;) {
    if (server.isClosing) return err({ code: 'shutting-down' });
    const workplace = await openWorkplace(server);
    if (!workplace.ok) {
      return err({ code: 'state-folder', path: server.options.stateFolder, message: workplace.error });
    }
    const terminal = request.settings.tty ? await openTerminal(server) : undefined;
    if (request.settings.tty && terminal === undefined) return err({ code: 'no-terminal' });
    if (isClosing(server)) return err({ code: 'shutting-down' });
    server.mirrors.refresh();
    const site = { ...workplace.value, terminal };
    const conflict = findConflict(request, server.table.all());
    switch (conflict.kind) {
      case 'none':
        if (request.ports === undefined) {
          return startNew(server, site, request, conflict.name, NO_PORTS);
        } else {
          const { ports } = request;
          const started = await inPortTurn(server, () => startWithPorts(server, site, request, ports));
          if (started !== undefined) return started;
          break;
        }
      case 'bad-name':
        return err({ code: 'bad-name', name: conflict.name });
      case 'name-taken':
        return err({ code: 'name-taken', name: conflict.name, holder: jobView(conflict.holder, context) });
      case 'already-running': {
        const { holder, why } = conflict;
        return err({ code: 'already-running', name: holder.name, holder: jobView(holder, context), why });
      }
      case 'reuse':
        return ok({ id: conflict.holder.id, reused: true });
      case 'await':
        await conflict.holder.stopping;
        break;
      case 'replace': {
        const order = { outcome: 'stopped', reason: 'it was replaced', by: request.startedBy, force: false } as const;
        await Promise.all(conflict.holders.map((holder) => stopAnyJob(server, holder, order)));
        break;
      }
    }
  }
}

/** Asked anew after every wait. */
function isClosing(server: Server): boolean {
  return server.isClosing;
}

async function startNew(
  server: Server,
  site: Site,
  request: StartRequest,
  name: string,
  ports: ReadonlyMap<string, number>,
): Promise<StartResult> {
  const { context, table, limits, options } = server;
  const running = table.running();
  if (running.length >= limits.maxJobs) {
    return err({ code: 'too-many-jobs', limit: limits.maxJobs, running: running.map((job) => jobView(job, context)) });
  }
  if (request.settings.lifetime === 'persistent' && site.trouble !== undefined) {
    return err({
      code: 'state-folder',
      path: options.stateFolder,
      message: `${site.trouble}, and a persistent job has to be kept there`,
    });
  }
  const held = heldPort(server, request);
  if (held !== undefined) return err(held);
  const { command } = request;
  if (!isFolder(command.cwd)) return err({ code: 'cwd-missing', cwd: command.cwd });
  const env = buildEnvironment({
    spec: command.environment,
    serverEnv: options.serverEnv,
    tty: request.settings.tty,
  });
  if (!env.ok) return env;
  const made = newJob(request, name, ports, site, context);
  if (!made.ok) return err({ code: 'state-folder', path: options.stateFolder, message: made.error });
  const job = made.value;
  equip(job, env.value);
  try {
    writeSecrets(job.folder, request.settings.secrets, job.masks);
  } catch (error) {
    removeJobFolder(job.folder.path);
    return err({ code: 'state-folder', path: options.stateFolder, message: systemMessage(error) });
  }
  table.add(job);
  context.changes.note(job.id);
  site.watchdog.ensure();
  site.heedRequests();
  const run = runJob(job, context, { obstacle: () => heldReason(heldPort(server, request)) });
  if (request.prerequisite === undefined) await Promise.race([run, whenLaunched(job)]);
  return ok({ id: job.id, reused: false });
}

/** Resolves when the job has a process, or never will. */
function whenLaunched(job: Job): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (job.state === 'starting') return;
      forget();
      resolve();
    };
    const forget = job.changed.listen(look);
    look();
  });
}

/** With its ports chosen; undefined when something came in the way meanwhile, and has to be looked at again. */
async function startWithPorts(
  server: Server,
  site: Site,
  request: StartRequest,
  wanted: PortRequest,
): Promise<StartResult | undefined> {
  if (findConflict(request, server.table.all()).kind !== 'none') return undefined;
  const ports = await choosePorts(server, wanted.wishes);
  if (!ports.ok) return ports;
  const filled = wanted.fill(ports.value);
  if (!filled.ok) return err({ code: 'denied', denial: filled.error });
  const conflict = findConflict(request, server.table.all());
  if (isClosing(server) || conflict.kind !== 'none') return undefined;
  return startNew(server, site, { ...request, ...filled.value }, conflict.name, ports.value);
}

/** One after another, so that a port that was found free is in the table before the next one looks. */
function inPortTurn<T>(server: Server, act: () => Promise<T>): Promise<T> {
  const turn = server.portTurn.then(act);
  server.portTurn = turn.catch(() => undefined);
  return turn;
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** A port that is taken would make a probe speak to somebody else. */
function heldPort(server: Server, request: StartRequest): StartError | undefined {
  for (const { target } of request.settings.ready) {
    if ((target.kind !== 'tcp' && target.kind !== 'http') || target.owner === 'any') continue;
    if (target.kind === 'http' && !URL.canParse(target.url)) continue;
    const url = target.kind === 'http' ? new URL(target.url) : undefined;
    const host = url?.hostname ?? (target.kind === 'tcp' ? target.host : '');
    const port = url === undefined ? (target.kind === 'tcp' ? target.port : 0) : portOf(url);
    const held = isThisMachine(host) ? findHolder(server.context.table, host, port) : undefined;
    if (held !== undefined) return portInUse(server, held);
  }
  return undefined;
}

function heldReason(held: StartError | undefined): string | undefined {
  if (held?.code !== 'port-in-use') return undefined;
  const { port, holder } = held;
  const by = holder === undefined ? '' : ` by process ${holder.pid} (${holder.command})`;
  return `port ${port} was taken${by} while it waited`;
}
