import { describe, expect, it } from 'vitest';
import { formatSize, parseSize } from '../../src/lib/size.js';

describe('parseSize', () => {
  it.each([
    ['512B', 512],
    ['64KiB', 65_536],
    ['10MB', 10_000_000],
    ['1.5MiB', 1_572_864],
    ['20mb', 20_000_000],
    ['1GiB', 1_073_741_824],
  ])('reads %s', (text, bytes) => {
    expect(parseSize(text)).toEqual({ ok: true, value: bytes });
  });

  it('names the fix for a bare number', () => {
    expect(parseSize('1000')).toEqual({ ok: false, error: { message: 'a size needs a unit', hint: '1000B' } });
  });

  it.each(['', 'MB', '-1MB', '1 MB', '1TB', '9999GiB'])('refuses %j', (text) => {
    expect(parseSize(text).ok).toBe(false);
  });
});

describe('formatSize', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [9_800, '9.8 kB'],
    [999_900, '1 MB'],
    [10_000_000, '10 MB'],
    [2_500_000_000, '2.5 GB'],
  ])('writes %d as %s', (bytes, text) => {
    expect(formatSize(bytes)).toBe(text);
  });
});
