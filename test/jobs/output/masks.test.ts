import { describe, expect, it } from 'vitest';
import { createMasks, maskText, unfinishedMask } from '../../../src/jobs/output/masks.js';

describe('createMasks', () => {
  it('takes values of six characters and more, the longest first', () => {
    const env = { SHORT: '12345', TOKEN: 'abcdef', LONG: 'abcdefgh', OTHER: 'not a secret' };
    const masks = createMasks(['SHORT', 'TOKEN', 'LONG', 'MISSING'], env);
    expect(masks.map((mask) => mask.shown)).toEqual(['[LONG]', '[TOKEN]']);
    expect(maskText('abcdefgh abcdef 12345', masks)).toBe('[LONG] [TOKEN] 12345');
  });
});

describe('unfinishedMask', () => {
  it('counts the bytes that a secret may begin with', () => {
    const masks = createMasks(['A'], { A: 'secret' });
    expect(
      ['', 'x', 's', 'xsecre', 'secret', 'secrets'].map((text) => unfinishedMask(Buffer.from(text), masks)),
    ).toEqual([0, 0, 1, 5, 0, 1]);
  });
});
