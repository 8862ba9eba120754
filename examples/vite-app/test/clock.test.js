import { describe, expect, it } from 'vitest';
import { countdown, formatClock } from '../src/clock.js';

describe('formatClock', () => {
  it.each([
    [90, '1:30'],
    [60, '1:00'],
    [59.1, '1:00'],
    [0.4, '0:01'],
    [0, '0:00'],
    [-5, '0:00'],
  ])('writes %d seconds as %s', (seconds, text) => {
    expect(formatClock(seconds)).toBe(text);
  });
});

describe('countdown', () => {
  it('counts down to zero and no further', () => {
    let now = 1000;
    const timer = countdown(3, () => now);
    expect([timer.left(), timer.done()]).toEqual([3, false]);
    now = 3500;
    expect([timer.left(), timer.done()]).toEqual([0.5, false]);
    now = 9000;
    expect([timer.left(), timer.done()]).toEqual([0, true]);
  });
});
