import { existsSync } from 'node:fs';
import type { ProcessTable } from './processTable.js';
import { procfsTable } from './procfs.js';
import { signalOnlyTable } from './signalOnlyTable.js';

/** The table that this machine can give: chosen by what is there, not by the platform's name. */
export function openProcessTable(): ProcessTable {
  return existsSync('/proc/self/stat') ? procfsTable('/proc') : signalOnlyTable();
}
