import { watch } from 'node:fs';

/**
 * Calls back once, when one of the files has changed: for files that have been quiet, since a busy one would send more events
 * than anybody can take (millions for a GiB of lines). Does not keep the process alive.
 * @returns the way to end it, or undefined where files cannot be watched (no such thing here, or too many watches).
 */
export function watchOnce(files: readonly string[], changed: () => void): (() => void) | undefined {
  const watchers: { close(): void }[] = [];
  let isOver = false;

  function end(): void {
    isOver = true;
    for (const watcher of watchers) watcher.close();
  }

  function tell(): void {
    if (isOver) return;
    end();
    changed();
  }

  try {
    // A watch that fails later is one that cannot be relied on: whoever asked has to look again.
    for (const file of files) watchers.push(watch(file, { persistent: false }, tell).on('error', tell));
    return end;
  } catch {
    end();
    return undefined;
  }
}
