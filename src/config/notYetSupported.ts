import { inTicks } from './inTicks.js';
import type { Places } from './places.js';
import { childPointer } from './pointer.js';
import type { ConfigFile } from './schemaTypes.js';
import type { Tell } from './tell.js';

interface UnsupportedKey {
  /** Keys from the top of the file; `*` is any key or item. */
  readonly path: readonly string[];
  /** Only this value is meant; without it, every value. */
  readonly only?: string | boolean;
}

/**
 * Keys that the schema has and that jobs do not honour yet. They are errors, since a key that is ignored in silence would be
 * believed. A key that is honoured from now on only has to leave this table.
 */
const UNSUPPORTED: readonly UnsupportedKey[] = [
  { path: ['profiles', '*', 'lifetime'], only: 'persistent' },
  { path: ['profiles', '*', 'tty'], only: true },
];

/** Tells every use of a key that is not honoured yet. */
export function tellUnsupported(file: ConfigFile, places: Places, tell: Tell): void {
  for (const key of UNSUPPORTED) {
    for (const { pointer, value } of reach(file, key.path, '')) {
      if (key.only !== undefined && value !== key.only) continue;
      const name = inTicks(key.path.at(-1) ?? '');
      const what = key.only === undefined ? name : inTicks(`${key.path.at(-1) ?? ''}: ${String(key.only)}`);
      tell(pointer, 'not-yet-supported', places.keyOf(pointer), `${what} is not supported yet`, {
        suggestion: `remove ${name}; this version of bgjobs would not act on it`,
      });
    }
  }
}

function reach(value: unknown, path: readonly string[], pointer: string): { pointer: string; value: unknown }[] {
  const [key, ...rest] = path;
  if (key === undefined) return [{ pointer, value }];
  if (typeof value !== 'object' || value === null) return [];
  const names = key === '*' ? Object.keys(value) : Object.hasOwn(value, key) ? [key] : [];
  return names.flatMap((name) => reach((value as Record<string, unknown>)[name], rest, childPointer(pointer, name)));
}
