import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editDistance, nearest } from '../../src/lib/nearest.js';

describe('nearest', () => {
  it.each([
    ['wbe', ['web', 'test', 'build'], ['web']],
    ['tets', ['web', 'test', 'build'], ['test']],
    ['comand', ['command', 'comment', 'cwd'], ['command']],
    ['type-check', ['typecheck', 'type'], ['typecheck', 'type']],
    ['dev', ['dev-server', 'deploy'], ['dev-server']],
    ['zzz', ['web', 'test'], []],
  ])('for %s among %j gives %j', (word, candidates, expected) => {
    expect(nearest(word, candidates)).toEqual(expected);
  });

  it('gives no more than it was asked for', () => {
    expect(nearest('job', ['job1', 'job2', 'job3', 'job4'], 2)).toEqual(['job1', 'job2']);
  });
});

describe('editDistance', () => {
  it('is a distance', () => {
    const word = fc.string({ maxLength: 8 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(editDistance(a, b)).toBe(editDistance(b, a));
        expect(editDistance(a, a)).toBe(0);
        expect(editDistance(a, b)).toBeGreaterThanOrEqual(Math.abs(a.length - b.length));
        expect(editDistance(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length));
      }),
    );
  });

  it('counts a swap of neighbours once', () => {
    expect(editDistance('ab', 'ba')).toBe(1);
  });
});
