import { statSync } from 'node:fs';
import type { Clock } from '../../lib/clock.js';
import type { Job } from '../job.js';
import type { JobFolder } from '../jobFolder.js';

/** Times of files are taken from a clock that ticks so rarely at worst, milliseconds. */
const CLOCK_TICK_MS = 100;

/**
 * When the output of a job last grew that another server has started, monotonic milliseconds. Its files tell that by the wall clock,
 * which may have been set meanwhile: of the time by the clock as it was when the job began, and by the clock as it is now, the one
 * counts at which the job ran. Where both can be, the later: no job is ended before it has been idle for its time.
 */
export function grewAt({ folder, startedAt, startedMono, attempt }: Job, clock: Clock): number {
  const written = writtenAt(folder) ?? startedAt;
  const now = clock.monotonic();
  const began = attempt?.startedMono ?? startedMono;
  const possible = [written - (startedAt - startedMono), written - (clock.wall() - now)].filter(
    (time) => time >= startedMono - CLOCK_TICK_MS && time <= now + CLOCK_TICK_MS,
  );
  return Math.max(began, Math.min(now, possible.length === 0 ? now : Math.max(...possible)));
}

/** When one of its files was written last, milliseconds since the epoch; undefined when none is there. */
function writtenAt({ logFile, errorLogFile }: JobFolder): number | undefined {
  const times = [logFile, errorLogFile].flatMap((file) => {
    try {
      return statSync(file).mtimeMs;
    } catch {
      return [];
    }
  });
  return times.length === 0 ? undefined : Math.max(...times);
}
