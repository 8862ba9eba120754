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
    .filter((path) => old.get(path)?.text !== now.get(path)?.text)
    .map((path) => {
      const [was, is] = [old.get(path)?.shown, now.get(path)?.shown];
      // A secret that becomes another one is a change all the same.
      return { path, before: was, after: is !== undefined && is === was ? `another ${is}` : is };
    });
}

interface Leaf {
  readonly text: string;
  /** The same, or the name of a secret. */
  readonly shown: string;
}

function* leaves(value: ViewValue, keys: readonly string[]): Generator<[path: string, leaf: Leaf]> {
  if (isMap(value)) {
    for (const [key, inner] of Object.entries(value)) yield* leaves(inner, [...keys, key]);
    return;
  }
  const [parent, name = ''] = keys.slice(-2);
  const isSecret = parent === 'env' && value !== null && looksSecret(name);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  yield [keys.join('.'), { text, shown: isSecret ? `[${name}]` : text }];
}

function isMap(value: ViewValue): value is ViewMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
