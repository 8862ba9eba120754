/**
 * Finds processes that should be gone.
 * @param processes `{pid, key, command}` as `markedProcesses` gives them; those without a key are no job's own.
 * @param goneBy by when nothing of a job may be left, by its key; what is absent or undefined may still run.
 * @returns those processes.
 */
export function findOrphans(processes, goneBy, now) {
  return processes.filter(({ key }) => key !== undefined && (goneBy.get(key) ?? Infinity) < now);
}
