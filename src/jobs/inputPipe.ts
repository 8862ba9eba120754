import { closeSync, constants, fstatSync, openSync } from 'node:fs';
import { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Writable } from 'node:stream';
import type { Job, JobContext } from './job.js';
import { readLaunch } from './launchFile.js';
import { SAFELY } from './regularFile.js';

/**
 * Opens the standard input of a persistent job, a FIFO that outlives the server, for writing. The end of the input reaches
 * the job when its keeper, who holds the FIFO open while there is no server, is ended too.
 * @param isNew the job is being started: nobody reads yet
 * @returns undefined when nobody reads from it any more
 * @see fifo(7): opening for writing without a reader fails with ENXIO, opening for both never does
 */
export function openInput(job: Job, context: JobContext, isNew: boolean): Writable | undefined {
  const mode = isNew ? constants.O_RDWR : constants.O_WRONLY;
  let fd: number;
  try {
    fd = openSync(job.folder.inputFile, mode | SAFELY);
  } catch {
    return undefined;
  }
  // The job may have put something else in its place.
  if (!fstatSync(fd).isFIFO()) {
    closeSync(fd);
    return undefined;
  }
  // A socket waits where a file would fail with EAGAIN: when the FIFO is full.
  const socket = new Socket({ fd, readable: false, writable: true });
  // The server must be able to go while the job stays.
  socket.unref();
  socket.on('error', () => undefined);
  socket.once('close', () => void endKeeper(job, context));
  return socket;
}

/** A process that was killed is waited for so long, milliseconds. */
const GOING_MS = 1_000;

/** Ends who keeps the standard input of a persistent job open while there is no server. Resolves when it is gone. */
export async function endKeeper({ folder, tree }: Job, { table, clock }: JobContext): Promise<void> {
  const pid = readLaunch(folder)?.keeper;
  const keeper = pid === undefined ? undefined : table.one(pid);
  // Its number may be another process's by now.
  if (keeper === undefined || keeper.session !== tree.leader?.pid) return;
  try {
    process.kill(keeper.pid, 'SIGKILL');
  } catch {
    return;
  }
  const isThere = (): boolean => {
    const now = table.one(keeper.pid);
    return now?.start === keeper.start && !now.zombie;
  };
  for (const end = clock.monotonic() + GOING_MS; isThere() && clock.monotonic() < end;) await delay(1);
}
