import { createHash } from 'node:crypto';
import type { Profile } from '../config.js';

/** SHA-256 (hex) of everything that a profile says; where it stands in the file does not count. */
export function profileDigest(profile: Omit<Profile, 'digest'>): string {
  const { run, ready, health, ...rest } = withoutRange(profile);
  const content = {
    ...rest,
    run: withoutRange(run),
    ready: ready.map(withoutRange),
    health: health && { ...health, probes: health.probes.map(withoutRange) },
  };
  return createHash('sha256').update(canonicalJson(content)).digest('hex');
}

function withoutRange<T extends { readonly range: unknown }>(place: T): Omit<T, 'range'> {
  return Object.fromEntries(Object.entries(place).filter(([key]) => key !== 'range')) as Omit<T, 'range'>;
}

/** JSON with sorted keys; maps become sorted lists of pairs. The same content gives the same text. */
function canonicalJson(value: unknown): string {
  if (value instanceof Map) {
    const pairs = [...(value as Map<string, unknown>)].sort(([a], [b]) => (a < b ? -1 : 1));
    return `[${pairs.map(([key, entry]) => `[${JSON.stringify(key)},${canonicalJson(entry)}]`).join(',')}]`;
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const pairs = Object.entries(value)
    .filter(([, entry]) => entry !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${pairs.map(([key, entry]) => `${JSON.stringify(key)}:${canonicalJson(entry)}`).join(',')}}`;
}
