import { LONGEST_ESCAPE, unshownStretches } from './cleanText.js';
import { unfinishedUtf8 } from './decodeUtf8.js';
import { heldBack } from './heldBack.js';
import { LONGEST_LINE } from './lineStart.js';
import { readWindow, shownText } from './logWindow.js';
import type { MaskedStretch } from './masks.js';
import type { LogExtent, OutputLog } from './outputLog.js';
import type { PageSource } from './pageSource.js';

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

const CHUNK = 16 * 1024;
/** So much of what shows nothing is passed over at once, bytes. */
const MOST_SKIPPED = 8 * 1024 * 1024;
/** A page is read again when its beginning was dropped meanwhile; where that goes on, the reader is told how much is lost. */
const MOST_RETRIES = 5;

/** Reads forward from a position, whole lines where there are any. @param maxBytes of text. */
export async function readPage(source: PageSource, position: number, maxBytes: number): Promise<Page> {
  let most = maxBytes;
  let [at, lost] = [position, 0];
  let first: number | undefined;
  for (let skipped = 0; ;) {
    const page = await read(source, at, most, drawnOver);
    lost += page.lost;
    first ??= page.from;
    const size = Buffer.byteLength(page.text);
    if (size > maxBytes && most > 1) {
      most = fewer(most, size, maxBytes);
      lost -= page.lost;
      continue;
    }
    skipped += page.to - at;
    const isEmpty = page.text === '' && page.isFull && page.lost === 0;
    if (!isEmpty || skipped > MOST_SKIPPED) return { ...page, from: first, lost };
    // Nothing of it is shown: escape sequences, and what was drawn over.
    at = page.to;
  }
}

/**
 * How many bytes of the log to read where `size` bytes of text were made of `most`, and only `maxBytes` are wanted:
 * bytes that are no text, and names of secrets, take up more than they did. Always less than `most`, and 1 at least.
 */
export function fewer(most: number, size: number, maxBytes: number): number {
  return Math.max(1, Math.min(most - 1, Math.floor((most * maxBytes) / size)));
}

/** Reads a stretch of the log, shown as it is: not more bytes of it than asked for, though their text may be longer. */
export function readStretch(source: PageSource, position: number, length: number): Promise<Page> {
  return read(source, position, length, (_, start) => start);
}

/** Up to where nothing is seen any more of a full page. */
type Drawn = (bytes: Buffer, start: number, end: number) => number;

async function read(source: PageSource, position: number, maxBytes: number, drawn: Drawn): Promise<Page> {
  for (let attempt = 0; ; attempt++) {
    const isLive = source.isLive();
    const extent = source.log.observe();
    const { from, lost } = await begin(source.log, position, extent);
    const page = await readFrom(source, { from, lost, maxBytes, extent, isLive, drawn });
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
  readonly drawn: Drawn;
}

async function readFrom(source: PageSource, request: PageRequest): Promise<Page> {
  const { from, extent } = request;
  const limit = Math.min(extent.to, from + request.maxBytes);
  const window = await readWindow(source, extent, from, limit);
  const { bytes, masked } = window;
  const start = Math.min(from - window.start, bytes.length);
  const wanted = Math.min(limit - window.start, bytes.length);
  const isFull = limit < extent.to;

  let end = wanted;
  if (isFull) end = wholeLines(bytes, start, end);
  // Beyond a full page the window goes on, so that secrets over its end were found whole.
  if (isFull || request.isLive) end -= heldBack(bytes.subarray(start, end), isFull ? [] : source.masks);
  end = clearOfMasks(masked, start, end, wanted);
  // A full page that is nothing but something unfinished goes on to its end, or the reader would never get on.
  if (end <= start && isFull) {
    const whole = await endOfUnfinished(source.log, from, wanted - start);
    if (whole > request.maxBytes) return readFrom(source, { ...request, maxBytes: whole });
    end = wanted;
  }
  end = Math.max(start, end);
  const unseen = isFull && source.cleaning.progress === 'collapse' ? request.drawn(bytes, start, end) : start;
  return {
    text: unseen > start ? '' : shownText(window, start, end, source),
    from,
    to: window.start + (unseen > start ? unseen : end),
    lost: request.lost,
    isFull,
  };
}

/** Of a page within one line: up to where a progress bar was drawn anew for the last time. Nothing before is seen any more. */
function drawnOver(bytes: Buffer, start: number, end: number): number {
  if (bytes[end - 1] === 0x0a) return start;
  const last = bytes.subarray(start, end).lastIndexOf(0x0d);
  return last === -1 ? start : start + last;
}

/** Up to the last newline of a full page, if it has one. */
function wholeLines(bytes: Buffer, start: number, end: number): number {
  const newline = bytes.lastIndexOf(0x0a, end - 1);
  return newline >= start ? newline + 1 : end;
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

/** How long the character or escape sequence is that begins at a position; `least` where it is neither. */
async function endOfUnfinished(log: OutputLog, position: number, least: number): Promise<number> {
  const bytes = await log.read(position, LONGEST_ESCAPE);
  const [sequence] = unshownStretches(bytes);
  if (sequence?.start === 0) return Math.max(least, sequence.end);
  for (let length = least; length <= Math.min(least + 3, bytes.length); length++) {
    if (unfinishedUtf8(bytes.subarray(0, length)) === 0) return length;
  }
  return least;
}

/** The first place from `position` on that is not within a character or an escape sequence. */
async function clearPlace(log: OutputLog, position: number, from: number): Promise<number> {
  const start = Math.max(from, position - LONGEST_ESCAPE);
  const bytes = await log.read(start, position - start + LONGEST_ESCAPE);
  const at = position - start;
  const cut = unshownStretches(bytes).find((stretch) => stretch.start < at && stretch.end > at);
  return cut === undefined ? position + leadingContinuation(bytes.subarray(at)) : start + cut.end;
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
  return { position: firstLine ?? (await clearPlace(log, floor, extent.from)), isCut: true };
}
