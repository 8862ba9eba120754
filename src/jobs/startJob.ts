import { err, ok, type Result } from '../lib/result.js';
import { findConflict } from './conflict.js';
import { equip } from './equip.js';
import { UNSEEN_PORTS, type Job } from './job.js';
import type { Started, StartError, StartRequest } from './startRequest.js';
import { removeJobFolder, systemMessage } from './jobFolder.js';
import { newJob } from './newJob.js';
import { writeSecrets } from './registry/secretsFile.js';
import { choosePorts } from './ports.js';
import { runJob } from './runJob.js';
import { openTerminal, watchOver, type Server, type Workplace } from './server.js';
import { openWorkplace } from './workplace.js';
import { heldPort, probedPlaces, startNeeds } from './startNeeds.js';
import { takeStartLock } from './registry/startLock.js';
import { stopAnyJob } from './registry/stopAnyJob.js';
import type { Terminal } from './terminal.js';
import { jobView } from './view.js';

const PORTS_UNSEEN =
  'who holds a port cannot be seen on this machine, which has neither /proc nor lsof: a probe takes what another program answers for an answer of the job';

const NO_PORTS: ReadonlyMap<string, number> = new Map();

type StartResult = Result<Started, StartError>;

/** What a job is made at. */
interface Site extends Workplace {
  readonly terminal: Terminal | undefined;
}

/** Starts a job, or says what is in the way. */
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
    const site = { ...workplace.value, terminal };
    const conflict = await inTurn(server, async () => {
      server.mirrors.refresh();
      const found = findConflict(request, server.table.all());
      if (found.kind !== 'none') return found;
      return { kind: 'begun', begun: await begin(server, site, request, found.name) } as const;
    });
    switch (conflict.kind) {
      case 'begun': {
        const { begun } = conflict;
        if (!begun.ok) return begun;
        await begun.value.launched;
        return ok({ id: begun.value.id, reused: false });
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
        const needs = startNeeds(server, request, site, conflict.holders);
        if (!needs.ok) return needs;
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

/** A job that has its place in the table and on the disk. */
interface Begun {
  readonly id: string;
  /** Resolves when it has a process, or never will; at once where it waits for others first. */
  readonly launched: Promise<unknown>;
}

function startNew(
  server: Server,
  site: Site,
  request: StartRequest,
  name: string,
  ports: ReadonlyMap<string, number>,
): Result<Begun, StartError> {
  const { context, table, options } = server;
  const env = startNeeds(server, request, site, []);
  if (!env.ok) return env;
  const probed = probedPlaces(request);
  if (probed.length > 0 && context.table.listeners('self') === undefined)
    context.problems.set(UNSEEN_PORTS, PORTS_UNSEEN);
  const made = newJob(request, name, ports, site, (id) => table.byId(id) !== undefined, context);
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
  watchOver(server, site.jobsFolder);
  site.heedRequests();
  const given = [...ports.values()].map((port) => ({ host: '127.0.0.1', port }));
  const obstacle = (): string | undefined => heldReason(heldPort(server, [...probed, ...given]));
  const run = runJob(job, context, { obstacle });
  const launched = request.prerequisite === undefined ? Promise.race([run, whenLaunched(job)]) : Promise.resolve();
  return ok({ id: job.id, launched });
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

/** With its ports chosen, where it has any. */
async function begin(
  server: Server,
  site: Site,
  request: StartRequest,
  name: string,
): Promise<Result<Begun, StartError>> {
  if (isClosing(server)) return err({ code: 'shutting-down' });
  if (request.ports === undefined) return startNew(server, site, request, name, NO_PORTS);
  const ports = await choosePorts(server, request.ports.wishes);
  if (!ports.ok) return ports;
  const filled = request.ports.fill(ports.value);
  if (!filled.ok) return err({ code: 'denied', denial: filled.error });
  if (isClosing(server)) return err({ code: 'shutting-down' });
  return startNew(server, site, { ...request, ...filled.value }, name, ports.value);
}

/**
 * One after another, here and in all servers of the project, so that a port that was found free, and a job that was
 * not there, is in the table and on the disk before the next one looks.
 */
function inTurn<T>(server: Server, act: () => Promise<T>): Promise<T> {
  const turn = server.startTurn.then(async () => {
    const release = await takeStartLock(server.options.stateFolder, server.context.owner, server.context.table);
    try {
      return await act();
    } finally {
      release();
    }
  });
  server.startTurn = turn.catch(() => undefined);
  return turn;
}

function heldReason(held: StartError | undefined): string | undefined {
  if (held?.code !== 'port-in-use') return undefined;
  const { port, holder } = held;
  const by = holder === undefined ? '' : ` by process ${holder.pid} (${holder.command})`;
  return `port ${port} was taken${by} while it waited`;
}
