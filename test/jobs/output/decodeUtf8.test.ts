import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeUtf8, unfinishedUtf8 } from '../../../src/jobs/output/decodeUtf8.js';

describe('decodeUtf8', () => {
  it('gives text back as it is', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => decodeUtf8(Buffer.from(text)) === text));
  });

  it.each([
    [[0xff], '\\xff'],
    [[0x61, 0xc3, 0x62], 'a\\xc3b'],
    [[0xe2, 0x82], '\\xe2\\x82'],
    [[0xe2, 0x82, 0xac, 0x80], '€\\x80'],
    [[0xc0, 0xaf], '\\xc0\\xaf'],
    [[0xed, 0xa0, 0x80], '\\xed\\xa0\\x80'],
  ])('%j', (bytes, text) => {
    expect(decodeUtf8(Buffer.from(bytes))).toBe(text);
  });

  it('loses no byte, whatever they are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        // A backslash in the input would look like an escape.
        const input = Buffer.from(bytes.map((byte) => (byte === 0x5c ? 0x2f : byte)));
        const pieces = decodeUtf8(input)
          .split(/(\\x[0-9a-f]{2})/)
          .map((piece) => (piece.startsWith('\\x') ? Buffer.from(piece.slice(2), 'hex') : Buffer.from(piece)));
        expect(Buffer.concat(pieces)).toEqual(input);
      }),
    );
  });
});

describe('unfinishedUtf8', () => {
  it('counts the bytes of a character that was cut, and nothing else', () => {
    const bytes = Buffer.from('a€😀');
    expect([...bytes.keys(), bytes.length].map((length) => unfinishedUtf8(bytes.subarray(0, length)))).toEqual([
      0, 0, 1, 2, 0, 1, 2, 3, 0,
    ]);
    expect(unfinishedUtf8(Buffer.from([0x80, 0x80, 0x80]))).toBe(0);
    expect(unfinishedUtf8(Buffer.from([0xff]))).toBe(0);
  });
});
