import type { ViewMap, ViewValue } from '../config/configView.js';
import { looksSecret } from '../config/secretMask.js';

/** One value of a map that two files give differently. */
export interface SettingChange {
  /** Such as `env.CI`. */
  readonly path: string;
  /** Undefined where it is not set. */
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** The values in which two maps differ, lists as a whole. */
export function settingChanges(before: ViewMap, after: ViewMap): readonly SettingChange[] {
  const [old, now] = [new Map(leaves(before, [])), new Map(leaves(after, []))];
  return [...new Set([...now.keys(), ...old.keys()])]
    .filter((path) => old.get(path) !== now.get(path))
    .map((path) => ({ path, before: old.get(path), after: now.get(path) }));
}

function* leaves(value: ViewValue, keys: readonly string[]): Generator<[path: string, text: string]> {
  if (isMap(value)) {
    for (const [key, inner] of Object.entries(value)) yield* leaves(inner, [...keys, key]);
    return;
  }
  const [parent, name = ''] = keys.slice(-2);
  const isSecret = parent === 'env' && value !== null && looksSecret(name);
  yield [keys.join('.'), isSecret ? `[${name}]` : typeof value === 'string' ? value : JSON.stringify(value)];
}

function isMap(value: ViewValue): value is ViewMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
