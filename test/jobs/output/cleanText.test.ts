import { describe, expect, it } from 'vitest';
import { cleanText, unfinishedEscape } from '../../../src/jobs/output/cleanText.js';

const plain = { ansi: 'strip', progress: 'collapse' } as const;

describe('cleanText', () => {
  it.each([
    ['\x1b[31mred\x1b[0m\n', 'red\n'],
    ['\x1b[1;38;5;12mx\x1b[m', 'x'],
    ['\x1b]0;title\x07after', 'after'],
    ['\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\', 'link'],
    ['\x1b(Bx\x1b=y\x1bMz', 'xyz'],
    ['\x9b31mx', 'x'],
    ['10%\r20%\r30%\ndone\n', '30%\ndone\n'],
    ['10%\r20%\r', '20%'],
    ['a\r\nb\r\n', 'a\nb\n'],
    ['\r\r\nx', '\nx'],
    ['50%\r\x1b[K', '50%'],
    ['a\tb\x07c\bd', 'a\tbcd'],
    ['a\x00b', 'a\\x00b'],
    ['\x1b]0;never ends', '\\x1b]0;never ends'],
  ])('%j', (text, expected) => {
    expect(cleanText(text, plain)).toBe(expected);
  });

  it('keeps what it was told to keep', () => {
    expect(cleanText('\x1b[31ma\rb', { ansi: 'keep', progress: 'keep' })).toBe('\x1b[31ma\rb');
    expect(cleanText('\x1b[31ma\rb', { ansi: 'keep', progress: 'collapse' })).toBe('b');
    expect(cleanText('\x1b[31ma\rb', { ansi: 'strip', progress: 'keep' })).toBe('a\rb');
  });

  it('takes time in proportion to hostile input', () => {
    // Anything quadratic in this would not end within the test's time, by far.
    const count = 1_000_000;
    const hostile = '\x1b]'.repeat(count) + '\x1b[0;'.repeat(count) + '\r'.repeat(count);
    expect(cleanText(hostile, plain)).toContain('\\x1b');
  });
});

describe('unfinishedEscape', () => {
  it.each([
    ['a\x1b', 1],
    ['a\x1b[', 2],
    ['a\x1b[3', 3],
    ['a\x1b[31m', 0],
    ['a\x1b]0;title', 9],
    ['a\x1b]0;title\x1b', 10],
    ['a\x1b]0;title\x07', 0],
    ['a\x1b]0;title\x1b\\', 0],
    ['a\x1b(', 2],
    ['a\x1b(B', 0],
    ['a', 0],
    ['\x1b[31m\x1b', 1],
  ])('%j holds back %i bytes', (text, count) => {
    expect(unfinishedEscape(Buffer.from(text, 'latin1'))).toBe(count);
  });

  it('gives up on a sequence that never ends', () => {
    expect(unfinishedEscape(Buffer.from(`\x1b]${'x'.repeat(5_000)}`))).toBe(0);
  });
});
