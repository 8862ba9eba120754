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
});
