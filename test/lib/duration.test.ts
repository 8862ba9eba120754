import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeElapsed, formatDuration, parseDuration } from '../../src/lib/duration.js';

describe('parseDuration', () => {
  it.each([
    ['250ms', 250],
    ['30s', 30_000],
    ['5m', 300_000],
    ['1h', 3_600_000],
    ['1.5s', 1_500],
    ['0s', 0],
  ])('reads %s', (text, ms) => {
    expect(parseDuration(text)).toEqual({ ok: true, value: ms });
  });

  it('names the fix for a bare number', () => {
    expect(parseDuration('30')).toEqual({ ok: false, error: { message: 'a duration needs a unit', hint: '30s' } });
  });

  it.each(['', 's', '-1s', '1 s', '1S', '1d', '1e3s', '٣s', '99999999h'])('refuses %j', (text) => {
    expect(parseDuration(text).ok).toBe(false);
  });

  it('reads back what formatDuration writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 30_000_000_000 }), (ms) => {
        expect(parseDuration(formatDuration(ms))).toEqual({ ok: true, value: ms });
      }),
    );
  });
});

describe('describeElapsed', () => {
  it.each([
    [0, '0ms'],
    [999, '999ms'],
    [4_200, '4.2s'],
    [59_960, '1m00s'],
    [192_000, '3m12s'],
    [7_500_000, '2h05m'],
  ])('writes %d as %s', (ms, text) => {
    expect(describeElapsed(ms)).toBe(text);
  });
});
