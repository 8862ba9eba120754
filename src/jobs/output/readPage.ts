import { cleanText, unfinishedEscape, type Cleaning } from './cleanText.js';
import { unfinishedUtf8 } from './decodeUtf8.js';
import {
  decodeMasked,
  findMasked,
  maskReach,
  maskText,
  unfinishedMask,
  type Mask,
  type MaskedStretch,
} from './masks.js';
import type { LogExtent, OutputLog } from './outputLog.js';

/** A stretch of output as a reader sees it. */
export interface Page {
  readonly text: string;
  /** Where the page really begins. */
  readonly from: number;
  /** Where the next one has to. */
  readonly to: number;
  /** Bytes between where it was asked to begin and where it does, that are gone. */
  readonly lost: number;
  /** The log went on when the page was full. */
  readonly isFull: boolean;
}

/** What a page is made with. */
export interface PageSource {
  readonly log: OutputLog;
  readonly masks: readonly Mask[];
  readonly cleaning: Cleaning;
  /** The job may still write. While it does, an unfinished character, escape sequence or secret at the end is held back. */
  readonly isLive: () => boolean;
}

const CHUNK = 16 * 1024;
const LONGEST_LINE = 16 * 1024;
/** A page is read again when its beginning was dropped meanwhile; where that goes on, the reader is told how much is lost. */
const MOST_RETRIES = 5;

/** Reads forward from a position, whole lines where there are any. */
export async function readPage(source: PageSource, position: number, maxBytes: number): Promise<Page> {
  for (let attempt = 0; ; attempt++) {
    const isLive = source.isLive();
    const extent = source.log.observe();
    const { from, lost } = await begin(source.log, position, extent);
    const page = await readFrom(source, { from, lost, maxBytes, extent, isLive });
    // A hole that was punched while we read shows as zeros.
    const kept = source.log.observe().from;
    if (kept <= page.from) return page;
    if (attempt === MOST_RETRIES) return { text: '', from: kept, to: kept, lost: kept - position, isFull: true };
  }
}

interface PageRequest {
  readonly from: number;
  readonly lost: number;
  readonly maxBytes: number;
  readonly extent: LogExtent;
  readonly isLive: boolean;
}

async function readFrom(source: PageSource, request: PageRequest): Promise<Page> {
  const { from, extent } = request;
  const limit = Math.min(extent.to, from + request.maxBytes);
  const reach = maskReach(source.masks);
  const windowStart = Math.max(extent.from, from - reach);
  const bytes = await source.log.read(windowStart, Math.min(extent.to, limit + reach) - windowStart);
  const start = Math.min(from - windowStart, bytes.length);
  const wanted = Math.min(limit - windowStart, bytes.length);
  const isFull = limit < extent.to;
  const stretches = findMasked(bytes, source.masks);

  let end = wanted;
  if (isFull) end = wholeLines(bytes, start, end);
  // Beyond a full page the window goes on, so that secrets over its end were found whole.
  if (isFull || request.isLive) end -= heldBack(bytes.subarray(start, end), isFull ? [] : source.masks);
  end = clearOfMasks(stretches, start, end, wanted);
  // A full page that is nothing but something unfinished is given as it is, or the reader would never get on.
  if (end <= start && isFull) end = wanted;
  end = Math.max(start, end);

  return {
    // Once more: a value may have been put together on the screen.
    text: maskText(cleanText(decodeMasked(bytes, stretches, start, end), source.cleaning), source.masks),
    from,
    to: windowStart + end,
    lost: request.lost,
    isFull,
  };
}

/** Up to the last newline of a full page, if it has one. */
function wholeLines(bytes: Buffer, start: number, end: number): number {
  const newline = bytes.lastIndexOf(0x0a, end - 1);
  return newline >= start ? newline + 1 : end;
}

function heldBack(bytes: Buffer, unseen: readonly Mask[]): number {
  const unfinished = Math.max(unfinishedUtf8(bytes), unfinishedEscape(bytes));
  return unfinished + unfinishedMask(bytes.subarray(0, bytes.length - unfinished), unseen);
}

/** A page ends before a secret that it would cut in two, or after it when it holds nothing else. */
function clearOfMasks(stretches: readonly MaskedStretch[], start: number, end: number, most: number): number {
  const cut = stretches.find((stretch) => stretch.start < end && stretch.end > end);
  if (cut === undefined) return end;
  return cut.start > start ? cut.start : Math.max(most, cut.end);
}

/** Where reading can begin: after what is lost, and then at the next line, since its first one has lost its beginning. */
async function begin(
  log: OutputLog,
  position: number,
  extent: LogExtent,
): Promise<{ readonly from: number; readonly lost: number }> {
  if (position >= extent.from && !(extent.isCut && position === extent.from)) return { from: position, lost: 0 };
  let from = extent.from;
  if (extent.isCut) {
    const head = await log.read(from, Math.min(LONGEST_LINE, extent.to - from));
    const newline = head.indexOf(0x0a);
    from += newline === -1 ? leadingContinuation(head) : newline + 1;
  }
  return { from, lost: from - position };
}

function leadingContinuation(bytes: Buffer): number {
  let count = 0;
  while (count < 3 && ((bytes[count] ?? 0) & 0xc0) === 0x80) count++;
  return count;
}

/** Where the last `lines` lines begin, at most `maxBytes` before the end. Reads backwards. */
export async function tailStart(
  log: OutputLog,
  lines: number,
  maxBytes: number,
): Promise<{ readonly position: number; readonly isCut: boolean }> {
  const extent = log.observe();
  if (lines <= 0) return { position: extent.to, isCut: false };
  const floor = Math.max(extent.from, extent.to - maxBytes);
  let missing = lines;
  let firstLine: number | undefined;
  for (let end = extent.to; end > floor;) {
    const start = Math.max(floor, end - CHUNK);
    const chunk = await log.read(start, end - start);
    // The newline at the very end closes the last line and begins none.
    let at = end === extent.to ? chunk.length - 2 : chunk.length - 1;
    for (; at >= 0; at--) {
      at = chunk.lastIndexOf(0x0a, at);
      if (at === -1) break;
      firstLine = start + at + 1;
      missing--;
      if (missing === 0) return { position: firstLine, isCut: false };
    }
    end = start;
  }
  if (floor === extent.from) return { position: floor, isCut: false };
  return { position: firstLine ?? floor, isCut: true };
}
