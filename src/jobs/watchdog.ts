import { fileURLToPath } from 'node:url';
import { withPatience } from '../lib/withPatience.js';
import type { ServerId } from './registry/serverId.js';
import { spawnHelper, type SpawnedProcess } from './spawn.js';

/** Cleans up after this server, should it be killed. */
export interface Watchdog {
  /** Sees to it that there is one. Started with the first job and again should it have died. */
  ensure(): void;
  /** The server goes in order: nothing is left to clean up. */
  dismiss(): Promise<void>;
}

/**
 * A shell that does nothing but wait for the end of its standard input, which comes when this process ends in whatever
 * way. A `q` before that means that all is well; otherwise it runs the reaper, and another one where that is ended
 * before it is done: by whoever ended the server, say.
 */
const SCRIPT = `
trap '' HUP INT TERM
while read -r line; do
  [ "$line" = q ] && exit 0
done
reapers=1
until "$@"; do
  [ "$reapers" -lt 5 ] || exit 1
  reapers=$((reapers + 1))
done
`;

/** How long a watchdog that is sent away is waited for. */
const DISMISS_MS = 5_000;
const SHORT_LIFE_MS = 1_000;
const MOST_SHORT_LIVES = 5;
/** How long is waited for the next one then, and where none could be started. */
const PAUSE_MS = 10_000;

/** The script that the watchdog becomes. The build puts it beside whatever file this module ends up in. */
export const REAPER = fileURLToPath(new URL('./reaperMain.js', import.meta.url));

/** Makes a watchdog for the jobs in a folder; nothing is started until `ensure`. */
export function createWatchdog(options: {
  readonly jobsFolder: string;
  readonly owner: ServerId;
  readonly reaper: string;
  /** Absent is ten seconds; for tests. */
  readonly pauseMs?: number;
}): Watchdog {
  const { pauseMs = PAUSE_MS } = options;
  let current: SpawnedProcess | undefined;
  let pause: NodeJS.Timeout | undefined;
  let isDismissed = false;
  let shortLives = 0;

  function start(): SpawnedProcess | undefined {
    const { jobsFolder, owner, reaper } = options;
    const args = [process.execPath, reaper, jobsFolder, String(owner.pid), String(owner.start), owner.boot];
    const spawned = spawnHelper('/bin/sh', ['-c', SCRIPT, 'bgjobs-watchdog', ...args], 'pipe');
    if (!spawned.ok) {
      // Without one, jobs still run; the next server cleans up.
      ensureLater();
      return undefined;
    }
    const startedAt = performance.now();
    void spawned.value.ended.then(() => {
      current = undefined;
      shortLives = performance.now() - startedAt > SHORT_LIFE_MS ? 0 : shortLives + 1;
      // Those that die at once, again and again, are not to be had just now.
      if (shortLives <= MOST_SHORT_LIVES) ensure();
      else ensureLater();
    });
    return spawned.value;
  }

  function ensure(): void {
    if (!isDismissed) current ??= start();
  }

  function ensureLater(): void {
    pause ??= setTimeout(() => {
      pause = undefined;
      ensure();
    }, pauseMs).unref();
  }

  return {
    ensure,
    async dismiss() {
      isDismissed = true;
      clearTimeout(pause);
      const watchdog = current;
      if (watchdog === undefined) return;
      watchdog.stdin?.end('q\n');
      await withPatience(watchdog.ended, DISMISS_MS);
    },
  };
}
