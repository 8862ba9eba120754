import { unfinishedUtf8 } from './decodeUtf8.js';

/** A line, and whether it matches. */
export interface GrepLine {
  readonly start: number;
  /** Bytes of the log that it takes up. */
  readonly bytes: number;
  /** What is shown of it, without its newline. */
  readonly text: string;
  readonly isClosed: boolean;
  /** Bytes at its end that `text` does not stand for. */
  readonly leftOut: number;
  readonly isMatch: boolean;
  /** Its beginning, and what stands before it, was shown before. */
  readonly isRest?: true;
}

/** What was found. */
export interface Found {
  readonly text: string;
  /** The line that did not fit, of which only the beginning is shown. */
  readonly cut: { readonly start: number; readonly bytes: number } | undefined;
  /** More was found than fits. */
  readonly isCut: boolean;
  /** As many matches as were wanted were found. */
  readonly isEnough: boolean;
}

/**
 * Chooses of lines, which come in their order, those that match and those around them.
 * `taken`: the line is dealt with; `full`: that too, and no more has room; `no-room`: this one has to be asked for again.
 */
export interface Grep {
  take(line: GrepLine): 'taken' | 'full' | 'no-room';
  /** A line that an earlier page has dealt with. */
  pass(line: GrepLine): void;
  /** Lines are missing here. */
  gap(): void;
  result(): Found;
}

interface Placed {
  readonly line: GrepLine;
  /** Lines that follow each other have numbers that do. */
  readonly number: number;
}

const SEPARATOR = '--\n';

/** Gives the first lines that fit. What does not fit has to be asked for again, so that nothing is left out. */
export function createForwardGrep(context: number, maxBytes: number): Grep {
  const shown: Placed[] = [];
  /** Lines that may turn out to stand before one that matches. */
  let before: Placed[] = [];
  /** Lines that still belong to the last that matched. */
  let after = 0;
  let [number, size] = [0, 0];
  let cut: Found['cut'];

  function sizeWith(lines: readonly Placed[]): number {
    return size + sizeOf([...shown.slice(-1), ...lines], context) - sizeOf(shown.slice(-1), context);
  }

  function show(lines: readonly Placed[]): void {
    size = sizeWith(lines);
    shown.push(...lines);
  }

  /** @returns the lines that this one brings along, itself last; none while it is not known whether any does. */
  function next(line: GrepLine): readonly Placed[] {
    const placed = { line, number };
    if (line.isMatch) return line.isRest === true ? [placed] : [...before, placed];
    return after > 0 ? [placed] : [];
  }

  function settle(line: GrepLine): void {
    if (line.isMatch) [before, after] = [[], context];
    else if (after > 0) after--;
    else if (context > 0) before = [...before, { line, number }].slice(-context);
    number++;
  }

  return {
    take(line) {
      let lines = next(line);
      if (size > 0 && sizeWith(lines) > maxBytes) return 'no-room';
      settle(line);
      // In an answer of its own it has as much context as fits.
      while (lines.length > 1 && sizeWith(lines) > maxBytes) lines = lines.slice(1);
      if (lines.length === 0 || (sizeWith(lines) <= maxBytes && line.leftOut === 0)) {
        show(lines);
        return 'taken';
      }
      cut = { start: line.start, bytes: line.bytes };
      show(lines.map((placed) => ({ ...placed, line: shortened(placed.line, maxBytes) })));
      return 'full';
    },
    pass: settle,
    gap() {
      [before, after] = [[], 0];
      number++;
    },
    result: () => ({ text: written(shown, context), cut, isCut: cut !== undefined, isEnough: true }),
  };
}

/** Gives the last matches, `last` of them or as many as fit, each with its context. */
export function createTailGrep(context: number, maxBytes: number, last: number): Grep {
  let kept: Placed[] = [];
  let matches = 0;
  let [number, after] = [0, 0];
  /** Lines at the end of `kept` that do not belong to a match so far. */
  let before = 0;

  /** Lets go of what is no longer among the last. */
  function prune(): void {
    if (matches <= 2 * last + 1) return;
    let start = kept.length;
    for (matches = 0; start > 0 && matches < last; start--) if (kept[start - 1]?.line.isMatch === true) matches++;
    kept = kept.slice(contextStart(kept, start, context));
  }

  return {
    take(line) {
      if (!line.isMatch && after === 0 && context === 0) {
        number++;
        return 'taken';
      }
      kept.push({ line, number: number++ });
      if (line.isMatch) {
        matches++;
        [before, after] = [0, context];
        prune();
      } else if (after > 0) after--;
      else if (++before > context) {
        kept.splice(kept.length - before, 1);
        before--;
      }
      return 'taken';
    },
    pass() {
      number++;
    },
    gap() {
      kept.splice(kept.length - before);
      [before, after] = [0, 0];
      number++;
    },
    result() {
      const lines = kept.slice(0, kept.length - before);
      const { start, shown } = lastThatFit(lines, { last, context, maxBytes });
      const chosen = lines.slice(start);
      if (shown > 0 || matches === 0 || last === 0) {
        const isCut = shown < Math.min(matches, last);
        return { text: written(chosen, context), cut: undefined, isCut, isEnough: matches >= last };
      }
      return { ...closestThatFit(lines, maxBytes, context), isCut: true, isEnough: matches >= last };
    },
  };
}

/** Where the last matches that fit begin, context included, and how many they are. */
function lastThatFit(
  lines: readonly Placed[],
  { last, context, maxBytes }: { readonly last: number; readonly context: number; readonly maxBytes: number },
): { readonly start: number; readonly shown: number } {
  let [start, shown, size] = [lines.length, 0, 0];
  for (let index = lines.length - 1; index >= 0 && shown < last; index--) {
    if (lines[index]?.line.isMatch !== true) continue;
    const from = contextStart(lines, index, context);
    if (from < start) {
      const more = lines.slice(from, start + 1);
      size += sizeOf(more, context) - sizeOf(more.slice(start - from), context);
      if (size > maxBytes || lines.slice(from, start).some(({ line }) => line.leftOut > 0)) break;
      start = from;
    }
    shown++;
  }
  return { start, shown };
}

/** Where the context before the line at `index` begins. */
function contextStart(lines: readonly Placed[], index: number, context: number): number {
  let start = index;
  while (start > 0 && index - start < context && lines[start - 1]?.number === (lines[start]?.number ?? 0) - 1) start--;
  return start;
}

/** The last match alone, with as much of its context as fits. */
function closestThatFit(lines: readonly Placed[], maxBytes: number, context: number): Pick<Found, 'text' | 'cut'> {
  const index = lines.findLastIndex(({ line }) => line.isMatch);
  const match = lines[index];
  if (match === undefined) return { text: '', cut: undefined };
  if (match.line.leftOut > 0 || sizeOf([match], context) > maxBytes) {
    const cut = { start: match.line.start, bytes: match.line.bytes };
    return { text: written([{ ...match, line: shortened(match.line, maxBytes) }], context), cut };
  }
  let [first, end] = [index, index + 1];
  for (let isGrowing = true; isGrowing;) {
    isGrowing = false;
    const later = [first, end + 1] as const;
    const earlier = [contextStart(lines, first, 1), end] as const;
    // The nearer one first.
    for (const [from, to] of index - first < end - index ? [earlier, later] : [later, earlier]) {
      const wider = lines.slice(from, to);
      if (to > lines.length || wider.length <= end - first || index - from > context) continue;
      if (sizeOf(wider, context) > maxBytes || wider.some(({ line }) => line.leftOut > 0)) continue;
      [first, end, isGrowing] = [from, to, true];
      break;
    }
  }
  return { text: written(lines.slice(first, end), context), cut: undefined };
}

/** Bytes of the lines as they are written. */
function sizeOf(lines: readonly Placed[], context: number): number {
  return lines.reduce(
    (size, placed, index) =>
      size +
      Buffer.byteLength(placed.line.text) +
      (placed.line.isClosed ? 1 : 0) +
      (isApart(lines[index - 1], placed, context) ? SEPARATOR.length : 0),
    0,
  );
}

function isApart(previous: Placed | undefined, next: Placed, context: number): boolean {
  return context > 0 && previous !== undefined && next.number > previous.number + 1;
}

function written(lines: readonly Placed[], context: number): string {
  return lines
    .map((placed, index) => {
      const { text, isClosed } = placed.line;
      return `${isApart(lines[index - 1], placed, context) ? SEPARATOR : ''}${text}${isClosed ? '\n' : ''}`;
    })
    .join('');
}

/** The beginning of a line that does not fit. */
function shortened(line: GrepLine, maxBytes: number): GrepLine {
  const room = maxBytes - (line.isClosed && maxBytes > 1 ? 1 : 0);
  const bytes = Buffer.from(line.text);
  if (bytes.length <= room) return line;
  const head = bytes.subarray(0, room);
  return {
    ...line,
    text: head.toString('utf8', 0, head.length - unfinishedUtf8(head)),
    isClosed: maxBytes > 1 && line.isClosed,
  };
}
