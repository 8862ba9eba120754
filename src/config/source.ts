import type { Position, SourceRange } from './diagnostic.js';

/** The text of one file, and positions in it. */
export interface Source {
  /** Absolute path. */
  readonly file: string;
  readonly text: string;
  /** The range of two offsets (UTF-16 units, from 0, `end` exclusive). Offsets outside the text are moved to its ends. */
  range(start: number, end: number): SourceRange;
}

/** Indexes the lines of a text. A line ends with a line feed; a carriage return before it belongs to the line. */
export function createSource(file: string, text: string): Source {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);

  /** The line of the last position; the next one is mostly on the same. */
  let last = 0;

  function lineAt(offset: number): number {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  function position(wanted: number): Position {
    const offset = Math.min(Math.max(wanted, 0), text.length);
    const isSame = (starts[last] ?? 0) <= offset && offset < (starts[last + 1] ?? Infinity);
    if (!isSame) last = lineAt(offset);
    return { line: last + 1, column: offset - (starts[last] ?? 0) + 1, offset };
  }

  return {
    file,
    text,
    range: (start, end) => ({ file, start: position(start), end: position(Math.max(start, end)) }),
  };
}
