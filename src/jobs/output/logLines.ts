import { heldBack } from './heldBack.js';
import { readWindow, shownText, type LogWindow } from './logWindow.js';
import type { LogExtent } from './outputLog.js';
import type { PageSource } from './pageSource.js';

/** A line of a log. */
export interface LogLine {
  /** Position of its first byte. */
  readonly start: number;
  /** Where the next line begins; of one that may still grow, where what is shown of it ends. */
  readonly end: number;
  /** What is shown of it, without its newline. */
  readonly text: string;
  /** Its newline is there. */
  readonly isClosed: boolean;
  /** No more of it will come. */
  readonly isWhole: boolean;
  /** Bytes at its end that `text` does not stand for: there are too many. */
  readonly leftOut: number;
}

/** Lines that follow each other. */
export interface LogSlice {
  readonly lines: readonly LogLine[];
  /** Where reading has come. */
  readonly to: number;
  /** Bytes right before them that were dropped, and cannot be read any more. */
  readonly lost: number;
}

/** No less than patterns look at. */
const SLICE = 64 * 1024;

/**
 * Reads a log line by line, in slices, to where it ends by now.
 * @param from where a line begins, or what is in its middle and is to be skipped up to the next line.
 * @param mostBytes of a line are read at least, and not many more.
 */
export async function* logLines(
  source: PageSource,
  { from, isInLine, mostBytes }: { readonly from: number; readonly isInLine: boolean; readonly mostBytes: number },
): AsyncGenerator<LogSlice, void, undefined> {
  const { log } = source;
  const size = Math.max(SLICE, mostBytes);
  let at = from;
  let [isSkipping, isLossy, lost] = [isInLine, false, 0];
  for (;;) {
    const isLive = source.isLive();
    const extent = log.observe();
    if (at < extent.from || (at === extent.from && extent.isCut)) {
      lost += extent.from - at;
      at = extent.from;
      isLossy = isSkipping = extent.isCut;
    }
    if (isSkipping) {
      const next = await lineEnd(source, at, extent);
      if (log.observe().from > at) continue;
      if (next === undefined) {
        yield { lines: [], to: extent.to, lost };
        return;
      }
      // Of a line that has lost its beginning the rest counts as lost.
      if (isLossy) lost += next - at;
      at = next;
      isLossy = isSkipping = false;
    }
    const limit = Math.min(extent.to, at + size);
    const window = await readWindow(source, extent, at, limit);
    if (log.observe().from > at) continue;
    const lines = closedLines(source, window, at, limit);
    const rest = lines.at(-1)?.end ?? at;
    const available = Math.min(limit, window.start + window.bytes.length);
    const isAtEnd = limit >= extent.to || available < limit;
    if (isAtEnd) {
      if (available > rest) lines.push(lastLine(source, window, { start: rest, end: available, isLive }));
    } else if (lines.length === 0) {
      lines.push(await longLine(source, window, { start: at, limit, extent, isLive }));
    }
    at = lines.at(-1)?.end ?? at;
    yield { lines, to: at, lost };
    lost = 0;
    if (isAtEnd || lines.at(-1)?.isClosed === false) return;
  }
}

/** What all readers see as it was written. */
const NOT_PLAIN = /[^\t\n\x20-\x7e]/;

function closedLines(source: PageSource, window: LogWindow, from: number, to: number): LogLine[] {
  const lines: LogLine[] = [];
  const end = to - window.start;
  const plain = window.masked.length > 0 ? '' : window.bytes.toString('latin1', from - window.start, end);
  if (plain !== '' && !NOT_PLAIN.test(plain)) return plainLines(plain, from);
  for (let start = from - window.start; ;) {
    const newline = window.bytes.indexOf(0x0a, start);
    if (newline === -1 || newline >= end) return lines;
    lines.push({
      start: window.start + start,
      end: window.start + newline + 1,
      text: shownText(window, start, newline, source),
      isClosed: true,
      isWhole: true,
      leftOut: 0,
    });
    start = newline + 1;
  }
}

function plainLines(text: string, from: number): LogLine[] {
  const lines: LogLine[] = [];
  for (let start = 0; ;) {
    const newline = text.indexOf('\n', start);
    if (newline === -1) return lines;
    lines.push({
      start: from + start,
      end: from + newline + 1,
      text: text.slice(start, newline),
      isClosed: true,
      isWhole: true,
      leftOut: 0,
    });
    start = newline + 1;
  }
}

interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly isLive: boolean;
}

/** The last line of the log, whose newline is missing. */
function lastLine(source: PageSource, window: LogWindow, { start, end, isLive }: Stretch): LogLine {
  const [first, last] = [start - window.start, end - window.start];
  const held = isLive ? heldBack(window.bytes.subarray(first, last), source.masks) : 0;
  return {
    start,
    end: end - held,
    text: shownText(window, first, last - held, source),
    isClosed: false,
    isWhole: !isLive,
    leftOut: 0,
  };
}

/** A line that is longer than a slice: its beginning is kept, and its end looked for. */
async function longLine(
  source: PageSource,
  window: LogWindow,
  {
    start,
    limit,
    extent,
    isLive,
  }: { readonly start: number; readonly limit: number; readonly extent: LogExtent; readonly isLive: boolean },
): Promise<LogLine> {
  const end = await lineEnd(source, limit, extent);
  const [first, last] = [start - window.start, limit - window.start];
  const shown = last - heldBack(window.bytes.subarray(first, last), []);
  return {
    start,
    end: end ?? extent.to,
    text: shownText(window, first, shown, source),
    isClosed: end !== undefined,
    isWhole: end !== undefined || !isLive,
    leftOut: (end === undefined ? extent.to : end - 1) - (window.start + shown),
  };
}

/** @returns where the next line begins; undefined where none does. */
async function lineEnd({ log }: PageSource, from: number, extent: LogExtent): Promise<number | undefined> {
  for (let at = from; at < extent.to;) {
    const bytes = await log.read(at, Math.min(SLICE, extent.to - at));
    const newline = bytes.indexOf(0x0a);
    if (newline !== -1) return at + newline + 1;
    if (bytes.length === 0) return undefined;
    at += bytes.length;
  }
  return undefined;
}
