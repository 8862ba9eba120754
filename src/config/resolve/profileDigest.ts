import { createHash } from 'node:crypto';
import type { Profile } from '../config.js';

/**
 * SHA-256 (hex) of everything that a profile says; where it stands in the file does not count, nor does the order of names.
 * Objects are made by this program with their keys in one order, and what people name freely is in maps.
 */
export function profileDigest(profile: Omit<Profile, 'digest'>): string {
  return createHash('sha256').update(JSON.stringify(profile, content)).digest('hex');
}

function content(key: string, value: unknown): unknown {
  if (key === 'range') return undefined;
  return value instanceof Map ? [...(value as Map<string, unknown>)].sort(byName) : value;
}

function byName([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : 1;
}
