import { unfinishedEscape } from './cleanText.js';
import { unfinishedUtf8 } from './decodeUtf8.js';
import { unfinishedMask, type Mask } from './masks.js';

/** How many bytes at the end are not shown yet: they begin a character, an escape sequence or a secret that may still be completed. */
export function heldBack(bytes: Buffer, masks: readonly Mask[]): number {
  const unfinished = Math.max(unfinishedUtf8(bytes), unfinishedEscape(bytes));
  return unfinished + unfinishedMask(bytes.subarray(0, bytes.length - unfinished), masks);
}
