import { approvalsIn } from './approvals.js';
import type { ConfigStore } from './configStore.js';
import { sightOf, watchFile, type FileWatcher, type WatchBy } from './fileWatcher.js';

/**
 * Keeps `bgjobs approve` informed of what waits, and lets what it approves come into force.
 * Nothing is written before a change waits, so that starting a server has no effect on the machine.
 */
export function superviseLockedFile(
  store: ConfigStore,
  stateFolder: string,
  options: { readonly watchBy: WatchBy; readonly log: (line: string) => void },
): { close(): Promise<void> } {
  let inForce = store.current().digest === undefined ? undefined : store.current().status.text;
  let hasTold = false;
  let watcher: FileWatcher | undefined;
  const stop = store.onSnapshot((now) => {
    const { pending, text, state } = now.status;
    if (pending === undefined) {
      if (state === 'valid') inForce = text;
      forget();
      return;
    }
    const record = { file: store.file, pendingDigest: pending.digest, server: process.pid };
    const approvals = approvalsIn(stateFolder, store.file);
    const seen = sightOf(approvals.approvedFile);
    attempt(() => approvals.setPending(inForce === undefined ? record : { ...record, inForce }));
    watcher ??= watchFile(approvals.approvedFile, () => store.reload(), { by: options.watchBy, seen });
  });
  return {
    async close() {
      stop();
      forget();
      await watcher?.close();
    },
  };

  /** Nothing waits any more; there is nothing to approve while the file is broken, either. */
  function forget(): void {
    if (!hasTold) return;
    hasTold = false;
    attempt(() => approvalsIn(stateFolder, store.file).setPending(undefined));
  }

  function attempt(write: () => void): void {
    try {
      write();
      hasTold = store.current().status.pending !== undefined;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      options.log(`cannot tell \`bgjobs approve\` what waits (${reason}); restart the server to apply a change`);
    }
  }
}
