import { setTimeout as delay } from 'node:timers/promises';
import { hasEnded, isForeign, type Job } from '../job.js';
import type { Server } from '../server.js';
import { stopTree } from '../process/stopTree.js';
import { survivorView } from '../process/survivor.js';
import { KILL_MS, stopJob, type StopOrder } from '../stopJob.js';
import { inheritJob } from './inheritJob.js';
import { lastRecord } from './lastRecord.js';
import { sayStop } from './lastWord.js';
import { isLeftBehind } from './orphan.js';
import { reapJob } from './reap.js';
import { isNotedAsOver, readRecord } from './recordFile.js';
import { isGone } from './serverId.js';
import { settle } from './settle.js';
import { askForStop, UNREAD_MS, type SentRequest } from './stopRequests.js';

/** An owner that has read the request gets the whole sequence of a stop and this, milliseconds. */
const MARGIN_MS = 3_000;
const LOOK_MS = 50;

/** Stops a job of this server, or asks the server that owns it. Resolves when it is gone, or its survivors are known. */
export function stopAnyJob(server: Server, job: Job, order: StopOrder): Promise<void> {
  return isForeign(job, server.context) ? askOwner(server, job, order) : stopJob(job, order, server.context);
}

/** The owner runs the job's own stop sequence and writes down who asked. One that does not act is acted for. */
async function askOwner(server: Server, job: Job, order: StopOrder): Promise<void> {
  if (isOver(job)) return;
  const sent = send(server, job, order);
  // Its owner may be gone, or have no job to stop any more.
  if ((await awaitOwner(server, job, order, sent)) === 'noted') sent?.withdraw();
}

/**
 * @returns undefined when no request can be written: the disk may be full, by the very job that is to be stopped. Its owner, who sees it
 * end, is told in another way.
 */
function send({ options }: Server, job: Job, { by, force }: StopOrder): SentRequest | undefined {
  try {
    return askForStop(options.stateFolder, { job: job.id, by, force, hadEnded: hasEnded(job) });
  } catch {
    if (!hasEnded(job)) sayStop(job.folder, { by, force });
    return undefined;
  }
}

/**
 * @returns `noted` when it is written down what became of the job. Otherwise the request stays: the owner finds it before it
 * makes anything of the end that it did not see, and the next server finds it when the owner never does.
 */
async function awaitOwner(
  server: Server,
  job: Job,
  order: StopOrder,
  sent: SentRequest | undefined,
): Promise<'noted' | 'to-be-noted'> {
  const { context, mirrors } = server;
  const { clock } = context;
  const askedAt = clock.monotonic();
  const { graceMs, command } = job.request.settings.stop;
  const wholeMs = (order.force ? 0 : graceMs * (command === undefined ? 1 : 2)) + KILL_MS + MARGIN_MS;
  for (;;) {
    await delay(LOOK_MS);
    mirrors.refresh();
    // It may have become ours meanwhile: its owner ended.
    const now = server.table.byId(job.id);
    if (now === undefined) return 'noted';
    if (isOver(now)) return noteOf(now);
    if (!isForeign(now, context)) {
      await stopJob(now, order, context);
      return 'noted';
    }
    if (isLeftBehind(now, context)) return reapNow(server, now, order);
    const hasNobody = isGone(now.owner, context.table);
    // Nobody else would write down that it was stopped.
    if (hasNobody && !hasEnded(now) && (await inheritJob(server, now))) continue;
    // Nobody reads the request before the next server does.
    if (hasNobody && hasEnded(now)) return bringDown(server, now, order);
    const waited = clock.monotonic() - askedAt;
    const isRead = sent?.isRead() === true;
    if (sent !== undefined && waited < (isRead ? wholeMs : UNREAD_MS)) continue;
    // What its owner could not end of a job that has ended is named in the record.
    if (hasEnded(now) && isRead) return 'noted';
    return bringDown(server, now, order);
  }
}

/** Ends what a server that is gone has left of a session job, as its watchdog does, which may be at it too. */
async function reapNow(server: Server, job: Job, order: StopOrder): Promise<'noted' | 'to-be-noted'> {
  const { table } = server.context;
  const last = lastRecord(job.folder, (owner) => isGone(owner, table));
  if (last !== undefined) await reapJob(job.folder, last, table, order);
  const record = readRecord(job.folder);
  // Where nothing can be written, the disk being full, it is shown from here.
  if (typeof record === 'string' || record.progress.state !== 'exited') return bringDown(server, job, order);
  server.mirrors.refresh();
  return 'noted';
}

/** Ends the job from here, and shows it as its owner will have to. */
async function bringDown({ context, mirrors }: Server, job: Job, order: StopOrder): Promise<'noted' | 'to-be-noted'> {
  const { outcome, reason, by, force } = order;
  const { signal, graceMs } = job.request.settings.stop;
  const plan = { signal, graceMs, killMs: KILL_MS, quietRounds: 1, isHurried: () => force };
  const left = await stopTree(job.tree, context.table, plan);
  // Its owner may have come to itself meanwhile, or have gone, and this server after it.
  mirrors.refresh();
  if (!isForeign(job, context)) {
    await stopJob(job, order, context);
    return 'noted';
  }
  if (isOver(job)) return noteOf(job);
  job.survivors = left.map(({ pid }) => survivorView(pid, context.table));
  job.isTreeGone = left.length === 0;
  if (hasEnded(job) || left.some(({ pid }) => pid === job.tree.leader?.pid)) return 'to-be-noted';
  job.cause ??= { outcome, reason };
  job.stoppedBy ??= by;
  settle(job, context.clock.wall(), context);
  return 'to-be-noted';
}

/** Where the owner is gone, that a job has ended is what its mirror concludes: it is shown before anybody writes it down. */
function noteOf({ folder }: Job): 'noted' | 'to-be-noted' {
  return isNotedAsOver(folder) ? 'noted' : 'to-be-noted';
}

/** Survivors say nothing yet: they may be what a job left behind that ended by itself, and be ended now. */
function isOver(job: Job): boolean {
  return hasEnded(job) && job.isTreeGone;
}
