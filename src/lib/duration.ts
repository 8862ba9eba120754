import { err, ok, type Result } from './result.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const UNITS = new Map([
  ['ms', 1],
  ['s', SECOND],
  ['m', MINUTE],
  ['h', HOUR],
]);
const LONGEST_MS = 365 * 24 * HOUR;

/** Why a text is not a duration; `hint` is the nearest correct spelling, where there is one. */
export interface DurationError {
  readonly message: string;
  readonly hint?: string;
}

/**
 * Reads a duration such as `250ms`, `30s`, `5m` or `1h`.
 * @returns milliseconds (a whole number, at most one year), or what is wrong and how to write it.
 */
export function parseDuration(text: string): Result<number, DurationError> {
  const match = /^(\d{1,15})(?:\.(\d{1,3}))?(ms|s|m|h)$/.exec(text);
  const unit = UNITS.get(match?.[3] ?? '');
  if (match === null || unit === undefined) {
    if (/^\d+$/.test(text)) return err({ message: 'a duration needs a unit', hint: `${text}s` });
    return err({ message: 'a duration is a number and a unit (`ms`, `s`, `m` or `h`)', hint: '30s' });
  }
  const ms = Math.round(Number(`${match[1] ?? '0'}.${match[2] ?? '0'}`) * unit);
  if (ms > LONGEST_MS) return err({ message: 'a duration is at most one year', hint: '8760h' });
  return ok(ms);
}

/** Writes milliseconds the way the file would: the largest unit that divides them, `90s`, `5m`, `1500ms`. */
export function formatDuration(ms: number): string {
  if (ms >= HOUR && ms % HOUR === 0) return `${ms / HOUR}h`;
  if (ms >= MINUTE && ms % MINUTE === 0) return `${ms / MINUTE}m`;
  if (ms >= SECOND && ms % SECOND === 0) return `${ms / SECOND}s`;
  return `${Math.round(ms)}ms`;
}

/** Writes an elapsed time for a person, to two significant units: `340ms`, `4.2s`, `3m12s`, `2h05m`. */
export function describeElapsed(ms: number): string {
  if (ms < 1_000) return `${Math.max(0, Math.round(ms))}ms`;
  if (ms < 59_950) return `${(ms / 1_000).toFixed(1)}s`;
  const seconds = Math.round(ms / 1_000);
  if (seconds < 3_600) return `${Math.floor(seconds / 60)}m${String(seconds % 60).padStart(2, '0')}s`;
  return `${Math.floor(seconds / 3_600)}h${String(Math.floor((seconds % 3_600) / 60)).padStart(2, '0')}m`;
}
