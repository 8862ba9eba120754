import { err, ok, type Result } from './result.js';

const GIB = 1_073_741_824;
const UNITS = new Map([
  ['b', 1],
  ['kb', 1_000],
  ['mb', 1_000_000],
  ['gb', 1_000_000_000],
  ['kib', 1_024],
  ['mib', 1_048_576],
  ['gib', GIB],
]);

/** Why a text is not a size; `hint` is the nearest correct spelling, where there is one. */
export interface SizeError {
  readonly message: string;
  readonly hint?: string;
}

/**
 * Reads a size such as `64KiB`, `10MB` or `1GiB`. `kB` is 1,000 bytes and `KiB` 1,024; case does not matter.
 * @returns bytes (a whole number, at most 1 TiB), or what is wrong and how to write it.
 */
export function parseSize(text: string): Result<number, SizeError> {
  const match = /^(\d{1,15})(?:\.(\d{1,3}))?(b|kb|mb|gb|kib|mib|gib)$/i.exec(text);
  const unit = UNITS.get(match?.[3]?.toLowerCase() ?? '');
  if (match === null || unit === undefined) {
    if (/^\d+$/.test(text)) return err({ message: 'a size needs a unit', hint: `${text}B` });
    return err({ message: 'a size is a number and a unit (`B`, `kB`, `KiB`, `MB`, `MiB`, `GB`, `GiB`)', hint: '10MB' });
  }
  const bytes = Math.round(Number(`${match[1] ?? '0'}.${match[2] ?? '0'}`) * unit);
  if (bytes > 1_024 * GIB) return err({ message: 'a size is at most 1024GiB', hint: '1024GiB' });
  return ok(bytes);
}

/** Writes bytes for a person: `512 B`, `9.8 kB`, `10 MB`. */
export function formatSize(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  for (const [unit, size] of [
    ['kB', 1_000],
    ['MB', 1_000_000],
  ] as const) {
    if (bytes < size * 999.5) return `${trimZero((bytes / size).toFixed(1))} ${unit}`;
  }
  return `${trimZero((bytes / 1_000_000_000).toFixed(1))} GB`;
}

function trimZero(text: string): string {
  return text.endsWith('.0') ? text.slice(0, -2) : text;
}
