import type { LinearPattern } from '../../lib/linearPattern.js';
import { beginTurn } from '../../lib/turns.js';
import { readPage, type Page, type PageSource } from './readPage.js';

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

/** Only so much of a line is looked at. */
const LONGEST_LINE = 16 * 1024;
const SLICE = 64 * 1024;
const SMALLEST_SLICE = 2 * 1024;

interface Line {
  readonly text: string;
  readonly isMatch: boolean;
}

/** Lines that match and what surrounds them, without a gap. */
type Group = readonly Line[];

interface Found {
  readonly groups: readonly Group[];
  /** Lines that did not match and may turn out to stand before one that does. */
  readonly before: Group;
  /** Lines that still belong to the last group. */
  readonly after: number;
  /** Lines were left out since the last group. */
  readonly isApart: boolean;
}

/** Looks through the log line by line; groups of lines that do not touch are separated by `--`, as grep does it. */
export async function searchLog(source: PageSource, position: number, request: SearchRequest): Promise<Page> {
  let found: Found = { groups: [], before: [], after: 0, isApart: false };
  let [at, lost, slice, isFull] = [position, 0, SLICE, true];
  let first: number | undefined;

  while (isFull && at - position < request.maxSearched) {
    const page = await readPage(source, at, slice);
    const scanned = await scan(found, page.text, request);
    const next = request.last === undefined ? scanned : lastOf(scanned, request.last, request.context);
    if (request.last === undefined && sizeOf(next.groups) > request.maxBytes) {
      // What does not fit has to stay behind the cursor, so that the next call finds it.
      if (slice === SMALLEST_SLICE) break;
      slice = Math.max(SMALLEST_SLICE, slice >> 2);
      continue;
    }
    first ??= page.from;
    lost += page.lost;
    found = next;
    ({ isFull, to: at } = page);
  }
  const lines = joined(found.groups, request.context > 0);
  const text = request.last === undefined ? lines : lastLines(lines, request.maxBytes);
  return { text: text.join(''), from: first ?? position, to: at, lost, isFull: isFull || text.length < lines.length };
}

async function scan(found: Found, text: string, { pattern, context }: SearchRequest): Promise<Found> {
  const groups = [...found.groups];
  let before = [...found.before];
  let { after, isApart } = found;
  let last = groups.pop();
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  const grown: Line[] = [...(last ?? [])];
  const turn = beginTurn();
  for (const text of lines) {
    // A pattern that takes long on every line holds up nothing else.
    if (turn.isOver()) await turn.next();
    const isMatch = pattern.test(text.slice(0, LONGEST_LINE));
    const line = { text, isMatch };
    if (isMatch) {
      if (last !== undefined && isApart) groups.push(grown.splice(0));
      grown.push(...before, line);
      last = grown;
      [before, after, isApart] = [[], context, false];
    } else if (after > 0) {
      grown.push(line);
      after--;
    } else {
      before.push(line);
      if (before.length > context) {
        before.shift();
        isApart = true;
      }
    }
  }
  return { groups: last === undefined ? groups : [...groups, grown], before, after, isApart };
}

/** Leaves the last matches, with their context. */
function lastOf(found: Found, keep: number, context: number): Found {
  const groups: Group[] = [];
  let missing = keep;
  for (const group of found.groups.toReversed()) {
    if (missing <= 0) break;
    let start = group.length;
    while (start > 0 && missing > 0) {
      start--;
      if (group[start]?.isMatch === true) missing--;
    }
    groups.unshift(missing > 0 ? group : group.slice(Math.max(0, start - context)));
  }
  return { ...found, groups };
}

function sizeOf(groups: readonly Group[]): number {
  return groups.flat().reduce((size, line) => size + Buffer.byteLength(line.text) + 1, groups.length * 3);
}

function joined(groups: readonly Group[], isSeparated: boolean): string[] {
  return groups.flatMap((group, index) => [
    ...(isSeparated && index > 0 ? ['--\n'] : []),
    ...group.map((line) => `${line.text}\n`),
  ]);
}

/** As many of the last lines as fit, one at least. */
function lastLines(lines: readonly string[], maxBytes: number): readonly string[] {
  let size = 0;
  let start = lines.length;
  while (start > 0) {
    size += Buffer.byteLength(lines[start - 1] ?? '');
    if (size > maxBytes && start < lines.length) break;
    start--;
  }
  return lines.slice(start);
}
