const NEWLINE = 0x0a;
const FIRST_CAPACITY = 4_096;

/** What came out of a chunk: a whole line without its newline, or the news that a line passed the limit. */
export type LineEvent = { readonly kind: 'line'; readonly bytes: Uint8Array } | { readonly kind: 'too-long' };

/** Cuts a stream of bytes into lines. It holds at most one line that is not finished. */
export interface LineSplitter {
  push(chunk: Uint8Array): LineEvent[];
  /** What stands after the last newline; empty when nothing does, or when that line was too long. */
  rest(): Uint8Array;
}

/**
 * Makes a splitter whose lines have at most `maxBytes` bytes. A longer line is reported once, as soon as it passes the
 * limit, and its bytes are dropped up to its newline; the line after it is read as if nothing had been.
 */
export function createLineSplitter(maxBytes: number): LineSplitter {
  let held = new Uint8Array();
  let length = 0;
  let skipping = false;

  return {
    push(chunk) {
      const events: LineEvent[] = [];
      let from = 0;
      while (from < chunk.length) {
        const newline = chunk.indexOf(NEWLINE, from);
        const piece = chunk.subarray(from, newline < 0 ? chunk.length : newline);
        if (!skipping && length + piece.length > maxBytes) {
          events.push({ kind: 'too-long' });
          skipping = true;
          drop();
        }
        if (newline < 0) {
          if (!skipping) hold(piece);
          break;
        }
        if (!skipping) events.push({ kind: 'line', bytes: finish(piece) });
        skipping = false;
        from = newline + 1;
      }
      return events;
    },
    rest: () => finish(new Uint8Array()),
  };

  /** Copies into a buffer that doubles, so that a line which comes byte by byte costs no more than one that comes whole. */
  function hold(piece: Uint8Array): void {
    if (length + piece.length > held.length) {
      const larger = new Uint8Array(Math.max(FIRST_CAPACITY, 2 * held.length, length + piece.length));
      larger.set(held.subarray(0, length));
      held = larger;
    }
    held.set(piece, length);
    length += piece.length;
  }

  function finish(piece: Uint8Array): Uint8Array {
    if (length === 0) return piece;
    hold(piece);
    const line = held.subarray(0, length);
    drop();
    return line;
  }

  function drop(): void {
    held = new Uint8Array();
    length = 0;
  }
}
