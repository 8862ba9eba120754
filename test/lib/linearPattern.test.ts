import { describe, expect, it } from 'vitest';
import { compilePattern, type LinearPattern } from '../../src/lib/linearPattern.js';

function pattern(source: string): LinearPattern {
  const compiled = compilePattern(source);
  if (!compiled.ok) throw new Error(compiled.error);
  return compiled.value;
}

describe('compilePattern', () => {
  it('searches anywhere, or matches the whole', () => {
    expect(pattern('read[yi]').test('server is ready now')).toBe(true);
    expect(pattern('read[yi]').testWhole('server is ready now')).toBe(false);
    expect(pattern('[a-z]+').testWhole('ready')).toBe(true);
  });

  it('treats a plain text as itself', () => {
    expect(pattern('listening on').test('now listening on 80')).toBe(true);
    expect(pattern('listening').testWhole('listening on')).toBe(false);
  });

  it('says what is wrong', () => {
    expect(compilePattern('(a')).toEqual({ ok: false, error: 'missing closing ): `(a`' });
    expect(compilePattern('a(?=b)')).toMatchObject({
      ok: false,
      error: expect.stringContaining('look-around') as string,
    });
    expect(compilePattern('x'.repeat(2_000)).ok).toBe(false);
  });

  it('takes time linear in a hostile text', () => {
    const hostile = pattern('(a+)+$');
    expect(hostile.test(`${'a'.repeat(100_000)}b`)).toBe(false);
  });

  it('looks at less of a text the larger it is, so that it never takes long', () => {
    expect(pattern('listening on').reach).toBe(Infinity);
    expect(pattern('ready in \\d+ ms').reach).toBeGreaterThan(16_384);
    const large = pattern('[\\pL\\pN]{1,1000}$');
    expect(large.reach).toBeLessThan(1_001);
    expect(large.test('x'.repeat(large.reach))).toBe(true);
    expect(large.test(`${'!'.repeat(large.reach)}x`)).toBe(false);
    expect(large.testWhole('x'.repeat(large.reach))).toBe(true);
    expect(large.testWhole('x'.repeat(large.reach + 1))).toBe(false);
  });

  it('refuses repetitions that multiply', () => {
    expect(compilePattern('a{0,1000}b{0,1000}')).toEqual({
      ok: false,
      error: 'its repetitions multiply to too much; write smaller numbers in `{}`',
    });
  });
});
