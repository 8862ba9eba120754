import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLineSplitter } from '../../src/mcp/lineSplitter.js';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** Everything that a splitter makes of these chunks, the unfinished end last. */
function split(maxBytes: number, chunks: readonly Uint8Array[]): string[] {
  const splitter = createLineSplitter(maxBytes);
  const events = chunks.flatMap((chunk) => splitter.push(chunk));
  return [
    ...events.map((event) => (event.kind === 'line' ? `line ${decode(event.bytes)}` : 'too long')),
    `rest ${decode(splitter.rest())}`,
  ];
}

describe('line splitter', () => {
  it('cuts lines at newlines and keeps what is not finished', () => {
    expect(split(100, [encode('a\nbb\n\nc')])).toEqual(['line a', 'line bb', 'line ', 'rest c']);
  });

  it('puts a line together that comes in pieces', () => {
    expect(split(100, ['ab', 'c', '', 'd\ne', '\n'].map(encode))).toEqual(['line abcd', 'line e', 'rest ']);
  });

  it('reports a long line once, at once, and reads on after it', () => {
    const splitter = createLineSplitter(3);
    expect(splitter.push(encode('abcd'))).toEqual([{ kind: 'too-long' }]);
    expect(splitter.push(encode('efgh'))).toEqual([]);
    expect(splitter.push(encode('ij\nok\n')).map((event) => event.kind)).toEqual(['line']);
  });

  it('takes a line of exactly the limit', () => {
    expect(split(3, [encode('abc\nabcd\n')])).toEqual(['line abc', 'too long', 'rest ']);
  });

  it('has no rest of a line that was too long', () => {
    expect(split(3, [encode('abcdef')])).toEqual(['too long', 'rest ']);
  });

  it('does not hand out bytes that a later chunk overwrites', () => {
    const splitter = createLineSplitter(100);
    splitter.push(encode('a'));
    const [first] = splitter.push(encode('b\nc'));
    splitter.push(encode('d\n'));
    expect(first?.kind === 'line' && decode(first.bytes)).toBe('ab');
  });

  it('makes the same of a text however it is cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('\n', 'a', 'ß', '\r', '€uro', '😀'), { maxLength: 40 }),
        fc.array(fc.nat(100), { maxLength: 10 }),
        fc.integer({ min: 1, max: 12 }),
        (texts, cuts, maxBytes) => {
          const whole = encode(texts.join(''));
          const places = [...new Set(cuts.map((cut) => cut % (whole.length + 1)))].sort((a, b) => a - b);
          const chunks = [0, ...places].map((from, index) => whole.subarray(from, places[index] ?? whole.length));
          expect(split(maxBytes, chunks)).toEqual(split(maxBytes, [whole]));
        },
      ),
    );
  });
});
