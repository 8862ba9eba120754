import type { ProcessTable } from '../process/processTable.js';
import type { ProcessId } from '../process/tree.js';

/** A server, so that another one knows whether it still lives. */
export interface ServerId extends ProcessId {
  readonly boot: string;
  /** Its pid namespace. */
  readonly space: string;
}

/** This process as a server. */
export function ownServerId(table: ProcessTable): ServerId {
  return { pid: process.pid, start: table.one(process.pid)?.start ?? 0, boot: table.boot, space: table.space };
}

/** Whether two ids name the same server. */
export function isSameServer(a: ServerId, b: ServerId): boolean {
  return a.pid === b.pid && a.start === b.start && a.boot === b.boot && a.space === b.space;
}

/** Whether a server is gone for certain. One in another container cannot be seen from here, and counts as alive. */
export function isGone(server: ServerId, table: ProcessTable): boolean {
  if (isOfEarlierBoot(server, table)) return true;
  if (server.space !== table.space) return false;
  const holder = table.one(server.pid);
  return holder?.start !== server.start || holder.zombie;
}

/** Whether the machine was started anew since: pids, start times and monotonic times of then mean nothing now. */
export function isOfEarlierBoot(server: ServerId, table: ProcessTable): boolean {
  return server.boot !== table.boot;
}

/** Why nobody knows how a job ended whose server is gone, for people. */
export function whyLost(server: ServerId, table: ProcessTable): string {
  return isOfEarlierBoot(server, table) ? MACHINE_ENDED : 'the server that ran it died';
}

/** What ends every job, for people. */
export const MACHINE_ENDED = 'the machine was started anew';

/** Checks what was read from a file. */
export function isServerId(value: unknown): value is ServerId {
  if (typeof value !== 'object' || value === null) return false;
  const id = value as Partial<Record<keyof ServerId, unknown>>;
  return (
    typeof id.pid === 'number' &&
    typeof id.start === 'number' &&
    typeof id.boot === 'string' &&
    typeof id.space === 'string'
  );
}
