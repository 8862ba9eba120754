import { existsSync } from 'node:fs';
import type { ProcessTable } from './processTable.js';
import { procfsTable } from './procfs.js';
import { psTable, runProgram, type Run } from './psTable.js';
import { signalOnlyTable } from './signalOnlyTable.js';

/** What of the system may be used; tests switch it off to see what is done without. */
export interface Capabilities {
  /** `/proc`, as Linux has it. */
  readonly proc: boolean;
  /** Control groups of version 2. */
  readonly cgroup: boolean;
  /** What tells open files where there is no `/proc`; absent is that it may be used. */
  readonly lsof?: boolean;
}

/** Everything that is there. */
export const ALL_CAPABILITIES: Capabilities = { proc: true, cgroup: true };

/** The table that this machine can give: chosen by what is there, not by the platform's name. */
export function openProcessTable({ proc, lsof = true }: Capabilities = ALL_CAPABILITIES): ProcessTable {
  if (proc && existsSync('/proc/self/stat')) return procfsTable('/proc');
  const run: Run = (file, args) => (file === 'lsof' && !lsof ? undefined : runProgram(file, args));
  return psTable(run) ?? signalOnlyTable();
}
