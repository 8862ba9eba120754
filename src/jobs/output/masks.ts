import { unshownStretches } from './cleanText.js';
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

/** Room for escape sequences between the bytes of a value, bytes. */
const DECORATION = 4_096;

/**
 * The masks for the variables of these names, longest value first. Of a value of several lines every line is one too:
 * a terminal ends lines in its own way, and some results show a single line.
 */
export function createMasks(names: readonly string[], env: Readonly<Record<string, string>>): readonly Mask[] {
  return names
    .flatMap((name) => {
      const value = env[name] ?? '';
      const lines = value.split(/\r?\n/);
      return [...new Set([value, ...lines])]
        .filter((part) => part.length >= SHORTEST)
        .map((part) => ({ value: Buffer.from(part), shown: `[${name}]` }));
    })
    .sort((a, b) => b.value.length - a.value.length);
}

/** How far a masked value can reach over a border, bytes, escape sequences within it counted. */
export function maskReach(masks: readonly Mask[]): number {
  const [longest] = masks;
  return longest === undefined ? 0 : longest.value.length - 1 + DECORATION;
}

/**
 * Where masked values are, in order and without overlaps; the longer of two that overlap wins. Escape sequences between
 * the bytes of a value do not hide it.
 */
export function findMasked(bytes: Buffer, masks: readonly Mask[]): readonly MaskedStretch[] {
  if (masks.length === 0) return [];
  const plain = withoutUnshown(bytes);
  const found: MaskedStretch[] = [];
  for (const { value, shown } of masks) {
    for (let at = plain.bytes.indexOf(value); at !== -1; at = plain.bytes.indexOf(value, at + 1)) {
      found.push({ start: plain.origin(at), end: plain.origin(at + value.length - 1) + 1, shown });
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
  if (masks.length === 0) return 0;
  const plain = withoutUnshown(bytes);
  const length = unfinishedPlain(plain.bytes, masks);
  return length === 0 ? 0 : bytes.length - plain.origin(plain.bytes.length - length);
}

interface PlainBytes {
  readonly bytes: Buffer;
  /** Where a byte of these was. */
  origin(index: number): number;
}

/** The bytes that are shown. */
function withoutUnshown(bytes: Buffer): PlainBytes {
  const unshown = unshownStretches(bytes);
  if (unshown.length === 0) return { bytes, origin: (index) => index };
  const starts = [0, ...unshown.map(({ end }) => end)];
  const pieces = starts.map((start, index) => bytes.subarray(start, unshown[index]?.start ?? bytes.length));
  /** Where each piece begins among the plain bytes. */
  const places: number[] = [];
  let length = 0;
  for (const piece of pieces) {
    places.push(length);
    length += piece.length;
  }
  return {
    bytes: Buffer.concat(pieces),
    origin(index) {
      let [low, high] = [0, places.length - 1];
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((places[middle] ?? 0) <= index) low = middle;
        else high = middle - 1;
      }
      return (starts[low] ?? 0) + index - (places[low] ?? 0);
    },
  };
}

function unfinishedPlain(bytes: Buffer, masks: readonly Mask[]): number {
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

/** A value as JSON, with every text in it masked. */
export function maskedJson(value: object, masks: readonly Mask[]): string {
  const replacer = (_key: string, part: unknown): unknown => (typeof part === 'string' ? maskText(part, masks) : part);
  return JSON.stringify(value, masks.length === 0 ? undefined : replacer);
}
