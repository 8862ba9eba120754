import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Operator } from '../../src/policy/evaluation.js';
import { parseCommandLine } from '../../src/policy/lexer.js';
import { displayList, displayWord, displayWords, emitForShell } from '../../src/policy/quoting.js';

/** Words of every kind of character that a word of ours may hold. */
const word = fc.oneof(
  fc.string({ unit: fc.constantFrom(...Array.from(`ab '"\\$\`*?[]{}()<>|&;!#~=:%^@,+-é名\n\t`)), maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 8 }).map((text) => text.replaceAll('\0', '')),
);

describe('display', () => {
  it.each([
    [['npm', 'run', 'test:unit'], 'npm run test:unit'],
    [['echo', '', 'a b', "it's"], `echo '' 'a b' 'it'\\''s'`],
    [['~x', 'a=~', '#x', '=y', 'a#b'], `'~x' 'a=~' '#x' '=y' a#b`],
    [['npm', 'run', '*'], 'npm run *'],
  ])('%j', (words, text) => {
    expect(displayWords(words)).toBe(text);
  });

  it('reads back as the same word', () => {
    const accepted = word.filter((text) => parseCommandLine(`x '${text.replaceAll("'", '')}'`).ok);
    fc.assert(
      fc.property(accepted, (text) => {
        const parsed = parseCommandLine(`x ${displayWord(text)}`, { wildcards: true });
        expect(parsed.ok && parsed.value[0]?.words.map((each) => each.value)).toEqual(['x', text]);
      }),
    );
  });

  it('joins lists as they were written', () => {
    const list = parseCommandLine(`a "b c"&&d||e;f|g`);
    const commands = list.ok ? list.value : [];
    expect(
      displayList(commands.map(({ operator, words }) => ({ operator, words: words.map((each) => each.value) }))),
    ).toBe(`a 'b c' && d || e; f | g`);
  });
});

describe('what is handed to /bin/sh', () => {
  it('reaches a program as the same words, whatever they hold', () => {
    // One shell for all of them: `printf` prints each list of words behind a mark, and runs nothing else.
    const lists = fc.sample(fc.array(word, { minLength: 1, maxLength: 6 }), { numRuns: 500, seed: 4 });
    const script = lists.map((words) =>
      emitForShell([{ operator: undefined, words: ['/usr/bin/printf', '%s\\0', ...words, '\u0001'] }]),
    );
    const shell = spawnSync('/bin/sh', ['-c', script.join('\n')], { encoding: 'buffer', env: {} });
    const printed = shell.stdout.toString('utf8').split('\0');
    // Half a surrogate pair has no bytes of its own; Node writes U+FFFD.
    const expected = lists.flatMap((words) => [...words.map((each) => Buffer.from(each).toString('utf8')), '\u0001']);
    expect(printed.slice(0, -1)).toEqual(expected);
    expect(shell.stderr.toString()).toBe('');
  });

  it.each<[Operator, string]>([
    ['&&', 'a\0'],
    ['||', 'a\0b\0'],
    [';', 'a\0b\0'],
    ['|', 'b\0'],
  ])('joins with %s as a shell does', (operator, printed) => {
    const first =
      operator === '&&' || operator === '||'
        ? ['/bin/sh', '-c', "printf 'a\\0'; exit 1"]
        : ['/usr/bin/printf', '%s\\0', 'a'];
    const text = emitForShell([
      { operator: undefined, words: first },
      { operator, words: ['/usr/bin/printf', '%s\\0', 'b'] },
    ]);
    expect(spawnSync('/bin/sh', ['-c', text], { encoding: 'utf8', env: {} }).stdout).toBe(printed);
  });

  it('refuses a program that a builtin or function could answer to', () => {
    expect(() => emitForShell([{ operator: undefined, words: ['cd', 'x'] }])).toThrow('absolute path');
    expect(() => emitForShell([{ operator: undefined, words: ['/bin/a', 'b\0'] }])).toThrow('NUL');
  });
});
