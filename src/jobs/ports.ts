import { createServer } from 'node:net';
import { err, ok, type Result } from '../lib/result.js';
import type { Job } from './job.js';
import type { PortRequest, StartError } from './startRequest.js';
import { findHolder, type HeldPort } from './probes/portOwner.js';
import { findTree } from './process/tree.js';
import type { Server } from './server.js';

const LOOPBACK = ['127.0.0.1', '::1'];

/**
 * Finds a port for each wish: the preferred one, or the first of its range that no job was given and nothing holds.
 * They are taken once a job with them is in the table; until then nobody else may choose.
 */
export async function choosePorts(
  server: Server,
  wishes: PortRequest['wishes'],
): Promise<Result<ReadonlyMap<string, number>, StartError>> {
  const chosen = new Map<string, number>();
  for (const [name, { prefer, range }] of wishes) {
    const port = await firstFree(server, prefer, range, new Set(chosen.values()));
    if (port !== undefined) chosen.set(name, port);
    else return err(range === undefined ? describeHolder(server, prefer) : { code: 'no-free-port', name, range });
  }
  return ok(chosen);
}

async function firstFree(
  server: Server,
  prefer: number,
  range: { readonly from: number; readonly to: number } | undefined,
  chosen: ReadonlySet<number>,
): Promise<number | undefined> {
  const given = new Set(server.table.running().flatMap((job) => [...job.ports.values()]));
  const isFree = async (port: number): Promise<boolean> =>
    !given.has(port) && !chosen.has(port) && (await canListen(port));
  if (await isFree(prefer)) return prefer;
  for (let port = range?.from ?? 1; port <= (range?.to ?? 0); port++) {
    if (port !== prefer && (await isFree(port))) return port;
  }
  return undefined;
}

/** Whether both families have the port to give: a server may come to listen on either. */
async function canListen(port: number): Promise<boolean> {
  const free = await Promise.all(LOOPBACK.map((host) => canListenOn(host, port)));
  return free.every(Boolean);
}

/** False only when the port is taken: a family that this machine does not have is in nobody's way. */
function canListenOn(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code !== 'EADDRINUSE'));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** Who has a port that nobody else can be given. */
function describeHolder(server: Server, port: number): StartError {
  const promised = server.table.running().find((job) => [...job.ports.values()].includes(port));
  const held = findHolder(server.context.table, 'localhost', port) ?? { port, holder: undefined };
  return portInUse(server, held, promised);
}

/** The refusal to start where a port is held; names the job that it belongs to, if it is one of ours. */
export function portInUse(server: Server, { port, holder }: HeldPort, promised?: Job): StartError {
  const { context, table } = server;
  const isIn = (job: Job): boolean => findTree(job.tree, context.table).some(({ pid }) => pid === holder?.pid);
  const job =
    promised ?? (holder === undefined ? undefined : table.all().find((each) => !each.isTreeGone && isIn(each)));
  return { code: 'port-in-use', port, holder, ...(job === undefined ? {} : { job: job.id }) };
}
