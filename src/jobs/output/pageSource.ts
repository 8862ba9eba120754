import type { Cleaning } from './cleanText.js';
import type { Mask } from './masks.js';
import type { OutputLog } from './outputLog.js';

/** What a page is made with. */
export interface PageSource {
  readonly log: OutputLog;
  readonly masks: readonly Mask[];
  readonly cleaning: Cleaning;
  /** The job may still write. While it does, an unfinished character, escape sequence or secret at the end is held back. */
  readonly isLive: () => boolean;
}
