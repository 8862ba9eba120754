import type { SurvivorView } from '../jobView.js';
import type { ProcessTable } from './processTable.js';

/** A process as people see it. */
export function survivorView(pid: number, table: ProcessTable): SurvivorView {
  return { pid, command: table.command(pid) };
}
