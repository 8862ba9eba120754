import { cleanText } from './cleanText.js';
import { decodeMasked, findMasked, maskReach, maskText, type MaskedStretch } from './masks.js';
import type { LogExtent } from './outputLog.js';
import type { PageSource } from './pageSource.js';

/** Bytes of a log, with so many around them that secrets over their borders are found. */
export interface LogWindow {
  readonly bytes: Buffer;
  /** Position of the first byte. */
  readonly start: number;
  readonly masked: readonly MaskedStretch[];
}

/** Reads what is between two positions, and what is around it. */
export async function readWindow(
  { log, masks }: PageSource,
  extent: LogExtent,
  from: number,
  to: number,
): Promise<LogWindow> {
  const reach = maskReach(masks);
  const start = Math.max(extent.from, from - reach);
  const bytes = await log.read(start, Math.min(extent.to, to + reach) - start);
  return { bytes, start, masked: findMasked(bytes, masks) };
}

/** What a reader sees of the bytes between two places in a window. */
export function shownText(window: LogWindow, from: number, to: number, { cleaning, masks }: PageSource): string {
  // Masked once more: a value may have been put together on the screen.
  return maskText(cleanText(decodeMasked(window.bytes, window.masked, from, to), cleaning), masks);
}
