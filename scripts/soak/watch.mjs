import { findOrphans } from './checks/orphans.mjs';
import { readRecords } from './checks/records.mjs';
import { markedProcesses } from './processes.mjs';
import { Violation } from './violation.mjs';

/** Retention is a server's own, and there are two; what is being made or removed comes on top. */
const SPARE_FOLDERS = 40;

/**
 * Looks at what must hold at any time: no torn record, no job put aside, no process that should be gone, and no more folders than are
 * to be kept.
 * @param mostKept finished jobs that all servers together may keep.
 * @throws a Violation.
 */
export function checkNow({ project, ledger }, parseRecord, mostKept) {
  const processes = markedProcesses(project.scratch);
  const [orphan] = findOrphans(processes, ledger.goneBy(), Date.now());
  if (orphan !== undefined) {
    throw new Violation(`process ${orphan.pid} should be gone: ${orphan.command}`, ledger.find(orphan.key));
  }
  const stateFolder = project.stateFolder();
  if (stateFolder === undefined) return;
  const { records, problems } = readRecords(stateFolder, parseRecord);
  if (problems.length > 0) throw new Violation(problems.join('; '));
  if (records.size > mostKept + SPARE_FOLDERS) throw new Violation(`${records.size} jobs are kept`);
}
