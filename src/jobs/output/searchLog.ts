import type { LinearPattern } from '../../lib/linearPattern.js';
import { beginTurn } from '../../lib/turns.js';
import { createForwardGrep, createTailGrep, type GrepLine } from './grep.js';
import { LONGEST_LINE, lineStart } from './lineStart.js';
import { logLines, type LogLine } from './logLines.js';
import { readWindow, shownText } from './logWindow.js';
import type { Page } from './readPage.js';
import type { PageSource } from './pageSource.js';

export interface SearchRequest {
  readonly pattern: LinearPattern;
  /** Lines shown before and after each that matches. */
  readonly context: number;
  /** Bytes of text in the answer. */
  readonly maxBytes: number;
  /** Bytes of the log to look through. */
  readonly maxSearched: number;
  /** The last so many matches; undefined is the first ones that fit. */
  readonly last: number | undefined;
}

export interface SearchPage extends Page {
  /** The line that did not fit, of which only the beginning is shown. */
  readonly cut: { readonly start: number; readonly bytes: number } | undefined;
  /** More of them was found than fits. */
  readonly isCut: boolean;
  /** As many matches as were asked for were found, counted from the end. */
  readonly isEnough: boolean;
}

/** Lines before the position are looked at for context so far back at most, bytes. */
const LONGEST_CONTEXT = 256 * 1024;

/**
 * Looks through the log line by line; lines that do not touch are separated by `--`, as grep does it. Pages from one
 * `to` to the next are, put together, what one search gives: context goes on over their borders, and a line that was
 * not complete is looked at again, as a whole. What of it was shown already is not shown again.
 */
export async function searchLog(source: PageSource, position: number, request: SearchRequest): Promise<SearchPage> {
  const { pattern, context, maxBytes, maxSearched, last } = request;
  const isForward = last === undefined;
  const grep = isForward ? createForwardGrep(context, maxBytes) : createTailGrep(context, maxBytes, last);
  const before = await lineStart(
    source.log,
    position,
    isForward && context > 0
      ? { count: 2 * context, mostBytes: LONGEST_CONTEXT }
      : { count: 0, mostBytes: LONGEST_LINE },
  );
  const from = before ?? position;
  const turn = beginTurn();
  let [to, lost, isFull] = [position, 0, false];
  let first: number | undefined;

  const slices = logLines(source, { from, isInLine: before === undefined, mostBytes: maxBytes });
  search: for await (const slice of slices) {
    lost += slice.lost;
    if (slice.lost > 0) grep.gap();
    for (const line of slice.lines) {
      // A pattern that takes long on every line holds up nothing else.
      if (turn.isOver()) await turn.next();
      if (line.end <= position) {
        grep.pass(whole(line, pattern));
        continue;
      }
      first ??= Math.max(position, line.start);
      if (line.start >= position + maxSearched) {
        [to, isFull] = [line.start, isForward];
        break search;
      }
      const found =
        isForward && line.start < position ? await rest(source, line, position, request) : whole(line, pattern);
      if (!line.isWhole && !found.isMatch) {
        // It may still become one; what is farther in it than patterns look is settled.
        to = line.end - line.start > LONGEST_LINE ? line.end : Math.max(position, line.start);
        break search;
      }
      const took = grep.take(found);
      to = took === 'no-room' ? Math.max(position, line.start) : line.end;
      if (took !== 'taken') {
        isFull = true;
        break search;
      }
    }
    to = Math.max(position, slice.to);
  }
  const { text, cut, isCut, isEnough } = grep.result();
  return { text, from: first ?? position, to, lost, isFull, cut, isCut, isEnough };
}

function matches(pattern: LinearPattern, text: string): boolean {
  return pattern.test(text.slice(0, LONGEST_LINE));
}

function whole(line: LogLine, pattern: LinearPattern): GrepLine {
  // Written out: for a million lines, a spread takes seconds.
  const { start, end, text, isClosed, leftOut } = line;
  return { start, bytes: end - start, text, isClosed, leftOut, isMatch: matches(pattern, text) };
}

/** A line of which the reader had the beginning: what came since, or, where only that makes it match, all of it. */
async function rest(
  source: PageSource,
  line: LogLine,
  position: number,
  { pattern, maxBytes }: SearchRequest,
): Promise<GrepLine> {
  const seen = await shownBetween(source, line.start, Math.min(position, line.start + LONGEST_LINE));
  const end = line.end - (line.isClosed ? 1 : 0);
  const limit = Math.max(position, Math.min(end, position + maxBytes));
  const text = await shownBetween(source, position, limit);
  const isThere = source.log.observe().from <= line.start;
  if (!isThere || !matches(pattern, seen)) return whole(line, pattern);
  const leftOut = Math.max(0, end - limit);
  return { ...line, start: position, bytes: line.end - position, text, leftOut, isMatch: true, isRest: true };
}

async function shownBetween(source: PageSource, from: number, to: number): Promise<string> {
  const window = await readWindow(source, source.log.observe(), from, to);
  const at = (place: number): number => Math.min(window.bytes.length, Math.max(0, place - window.start));
  return shownText(window, at(from), at(to), source);
}
