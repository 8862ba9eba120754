import type { SourceRange } from './diagnostic.js';
import type { Source } from './source.js';
import { parentPointer } from './pointer.js';
import type { Place, TextPlace } from './yaml/place.js';

/** Where things stand, asked by JSON pointer. */
export interface Places {
  /** What people would point at: the value, or the key of a value that spans lines or is empty. */
  of(pointer: string): SourceRange;
  /** The key; the value of what has none. */
  keyOf(pointer: string): SourceRange;
  textOf(pointer: string): TextPlace | undefined;
  /** A part of a text, by offsets in its content; the whole value where the two do not correspond. */
  within(pointer: string, start: number, end: number): SourceRange;
  /** The first character of the file. */
  start(): SourceRange;
}

/** Answers from what was noted while the tree was built. What is not there is looked for one level up. */
export function createPlaces(noted: ReadonlyMap<string, Place>, source: Source): Places {
  const first = source.range(0, Math.min(1, source.text.length));

  function nearest(pointer: string): Place | undefined {
    for (let at = pointer; ; at = parentPointer(at)) {
      const place = noted.get(at);
      if (place !== undefined || at === '') return place;
    }
  }

  function keyOf(pointer: string): SourceRange {
    const place = nearest(pointer);
    return place === undefined ? first : (place.key ?? firstLine(place.value));
  }

  function of(pointer: string): SourceRange {
    const place = nearest(pointer);
    if (place === undefined) return first;
    const empty = place.value.start.offset === place.value.end.offset;
    return place.block || empty ? keyOf(pointer) : place.value;
  }

  /** A block without a key (an item of a list, the file) is shown by its first line. */
  function firstLine(range: SourceRange): SourceRange {
    const newline = source.text.indexOf('\n', range.start.offset);
    return source.range(range.start.offset, newline === -1 ? range.end.offset : Math.min(newline, range.end.offset));
  }

  return {
    of,
    keyOf,
    textOf: (pointer) => noted.get(pointer)?.text,
    within(pointer, start, end) {
      const text = noted.get(pointer)?.text;
      if (text?.start !== undefined) return source.range(text.start + start, text.start + end);
      const at = text && writtenOffset(text, start, end);
      return at === undefined ? of(pointer) : source.range(at, at + end - start);
    },
    start: () => first,
  };
}

/** Where a part of a block text or of one with escapes is written: the same part, as many times after the beginning. */
function writtenOffset(
  { content = '', written, writtenAt }: TextPlace,
  start: number,
  end: number,
): number | undefined {
  const part = content.slice(start, end);
  if (part.trim() === '' || part.includes('\n')) return undefined;
  const before = content.slice(0, start).split(part).length - 1;
  let at = written.indexOf(part);
  for (let count = 0; count < before && at !== -1; count++) at = written.indexOf(part, at + part.length);
  return at === -1 ? undefined : writtenAt + at;
}
