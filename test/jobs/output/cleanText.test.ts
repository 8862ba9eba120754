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
    ['a\tb\x07c', 'a\tbc'],
    ['a\x00b', 'a\\x00b'],
    ['\x1b]0;never ends', '\\x1b]0;never ends'],
    // What is drawn over stays where nothing was drawn over it.
    ['abcdef\rXY', 'XYcdef'],
    ['c\bd', 'd'],
    ['50%\r\x1b[K', ''],
    ['a\x1b[5Gb\x1b[1Gc', 'c   b'],
    ['\x1b[2Ab\x1b[9Bc', 'bc'],
    ['ab\x1b[Dc\x1b[2Dd', 'dc'],
    // What grep and gcc write.
    ['\x1b[01;31m\x1b[Kerror\x1b[m\x1b[K: no', 'error: no'],
  ])('%j', (text, expected) => {
    expect(cleanText(text, plain)).toBe(expected);
  });

  // As the programs write it to a terminal.
  it.each([
    [
      'pip',
      '\x1b[?25l   \x1b[90m━━━━\x1b[0m \x1b[32m0.0/1.8 MB\x1b[0m eta \x1b[36m-:--:--\x1b[0m\r\x1b[2K   \x1b[90m━━━━\x1b[0m \x1b[32m1.8/1.8 MB\x1b[0m\n\x1b[?25hInstalled\n',
      '   ━━━━ 1.8/1.8 MB\nInstalled\n',
    ],
    [
      'cargo',
      '\x1b[1m\x1b[36m    Building\x1b[0m [=>      ] 1/9: libc\r\x1b[K\x1b[1m\x1b[32m   Compiling\x1b[0m libc v0.2\n\x1b[1m\x1b[36m    Building\x1b[0m [====>   ] 5/9\r\x1b[K\x1b[1m\x1b[32m    Finished\x1b[0m dev\n',
      '   Compiling libc v0.2\n    Finished dev\n',
    ],
    ['npm', '⠙\x1b[1G\x1b[0K⠹\x1b[1G\x1b[0K\nadded 5 packages in 2s\n', '\nadded 5 packages in 2s\n'],
    [
      'docker pull',
      'a: Waiting\nb: Waiting\n\x1b[2A\x1b[2K\ra: Downloading 10%\r\x1b[2B\x1b[1A\x1b[2K\rb: Pull complete\r\x1b[1B\x1b[2A\x1b[2K\ra: Pull complete\r\x1b[2BDigest: x\n',
      'a: Pull complete\nb: Pull complete\nDigest: x\n',
    ],
    [
      'docker build',
      '[+] Building 0.1s (0/2)\n => load\n\x1b[1A\x1b[1A\x1b[0G\x1b[?25l[+] Building 0.3s (2/2) FINISHED\n => load 0.2s\n\x1b[?25h',
      '[+] Building 0.3s (2/2) FINISHED\n => load 0.2s\n',
    ],
  ])('shows what %s leaves on a terminal', (_, text, shown) => {
    expect(cleanText(text, plain)).toBe(shown);
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
    expect(cleanText('\x1b[256Gx\r\x1b[K'.repeat(20_000), plain)).toBe('');
    expect(cleanText(`${'x'.repeat(count)}${'\x1b[2Ky'.repeat(20_000)}`, plain)).toContain('y');
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
