import { decodeUtf8 } from './decodeUtf8.js';

/** One value that must not be shown, and what is shown instead. */
export interface Mask {
  readonly value: Buffer;
  readonly shown: string;
}

/** A stretch of bytes that is covered by a mask. */
export interface MaskedStretch {
  readonly start: number;
  readonly end: number;
  readonly shown: string;
}

/** Values shorter than this are in too many harmless places to be masked. */
const SHORTEST = 6;

/** The masks for the variables of these names, longest value first. */
export function createMasks(names: readonly string[], env: Readonly<Record<string, string>>): readonly Mask[] {
  return names
    .flatMap((name) => {
      const value = env[name];
      return value === undefined || value.length < SHORTEST ? [] : [{ value: Buffer.from(value), shown: `[${name}]` }];
    })
    .sort((a, b) => b.value.length - a.value.length);
}

/** How far a masked value can reach over a border, bytes. */
export function maskReach(masks: readonly Mask[]): number {
  return Math.max(0, (masks[0]?.value.length ?? 0) - 1);
}

/** Where masked values are, in order and without overlaps; the longer of two that overlap wins. */
export function findMasked(bytes: Buffer, masks: readonly Mask[]): readonly MaskedStretch[] {
  const found: MaskedStretch[] = [];
  for (const { value, shown } of masks) {
    for (let at = bytes.indexOf(value); at !== -1; at = bytes.indexOf(value, at + 1)) {
      found.push({ start: at, end: at + value.length, shown });
    }
  }
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  const merged: MaskedStretch[] = [];
  for (const stretch of found) {
    const last = merged.at(-1);
    if (last === undefined || stretch.start >= last.end) merged.push(stretch);
    else if (stretch.end > last.end) merged[merged.length - 1] = { ...last, end: stretch.end };
  }
  return merged;
}

/** How many bytes at the end are the beginning of a masked value (less than all of it). */
export function unfinishedMask(bytes: Buffer, masks: readonly Mask[]): number {
  let longest = 0;
  for (const { value } of masks) {
    for (let length = Math.min(value.length - 1, bytes.length); length > longest; length--) {
      if (bytes.subarray(bytes.length - length).equals(value.subarray(0, length))) longest = length;
    }
  }
  return longest;
}

/** Decodes the bytes from `start` to `end`, each masked stretch that begins or reaches in there shown as its name. */
export function decodeMasked(bytes: Buffer, stretches: readonly MaskedStretch[], start: number, end: number): string {
  let text = '';
  let at = start;
  for (const stretch of stretches) {
    if (stretch.end <= start || stretch.start >= end) continue;
    text += decodeUtf8(bytes.subarray(at, Math.max(at, stretch.start))) + stretch.shown;
    at = Math.min(end, stretch.end);
  }
  return text + decodeUtf8(bytes.subarray(at, end));
}

/** Masks a text that is shown outside of the output: a command line, a reason. */
export function maskText(text: string, masks: readonly Mask[]): string {
  return masks.reduce((masked, { value, shown }) => masked.replaceAll(value.toString(), shown), text);
}
