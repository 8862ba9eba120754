import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Rig } from '../rig/rig.js';

/** How many files a process has open; 0 where the system does not tell. */
export function descriptorsOf(pid: number): number {
  const folder = `/proc/${String(pid)}/fd`;
  return existsSync(folder) ? readdirSync(folder).length : 0;
}

/** The most memory that a process has taken, MiB; 0 where the system does not tell. */
export function peakOf(pid: number): number {
  const status = `/proc/${String(pid)}/status`;
  return existsSync(status) ? Number(/VmHWM:\s+(\d+)/.exec(readFileSync(status, 'utf8'))?.[1]) / 1_024 : 0;
}

/** The state folder of the rig's project. */
export function stateFolderOf(rig: Rig): string {
  const shelf = join(rig.scratch.folder('state'), 'bgjobs');
  const [name = ''] = readdirSync(shelf);
  return join(shelf, name);
}
