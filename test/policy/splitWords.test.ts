import { describe, expect, it } from 'vitest';
import { splitWords } from '../../src/policy/splitWords.js';

describe('splitWords', () => {
  it('splits one command into words', () => {
    expect(splitWords(`npm run "a b" c\\ d`)).toEqual({ ok: true, value: ['npm', 'run', 'a b', 'c d'] });
  });

  it.each([
    ['npm a && npm b', '&&', 6],
    ['npm a;npm b', ';', 5],
    ["npm '|' || x", '||', 8],
    ['a | b', '|', 2],
  ])('refuses the second command of %j where its operator stands', (text, operator, offset) => {
    const split = splitWords(text);
    expect(split).toMatchObject({ ok: false, error: { code: 'not-one-command', offset } });
    expect(!split.ok && split.error.message).toContain(`\`${operator}\``);
  });

  it.each(['npm run *', 'npm $X', 'npm > x', 'A=1 npm', ''])('refuses %j as a shell would act on it', (text) => {
    expect(splitWords(text)).toMatchObject({ ok: false });
  });
});
