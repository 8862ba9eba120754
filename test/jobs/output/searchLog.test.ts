import { appendFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePattern } from '../../../src/lib/linearPattern.js';
import type { PageSource } from '../../../src/jobs/output/pageSource.js';
import { searchLog, type SearchRequest } from '../../../src/jobs/output/searchLog.js';
import { pageSourceOf, testLogs } from './logs.js';

const logs = testLogs();

function source(content: string): PageSource {
  return pageSourceOf(logs.log(content));
}

function request(pattern: string, options: Partial<SearchRequest> = {}): SearchRequest {
  const compiled = compilePattern(pattern);
  if (!compiled.ok) throw new Error(compiled.error);
  return {
    pattern: compiled.value,
    context: 0,
    maxBytes: 10_000,
    maxSearched: 10_000_000,
    last: undefined,
    ...options,
  };
}

const numbered = (count: number): string => Array.from({ length: count }, (_, index) => `line ${index}\n`).join('');

describe('searchLog', () => {
  it('gives the lines that match', async () => {
    const page = await searchLog(source('a1\nb\n\x1b[31ma2\x1b[0m\nb\n'), 0, request('^a\\d$'));
    expect(page).toMatchObject({ text: 'a1\na2\n', isFull: false, to: 19 });
  });

  it('shows context as grep does: groups that touch are one, others stand apart', async () => {
    const page = await searchLog(source(numbered(20)), 0, request('line (3|5|12)$', { context: 1 }));
    expect(page.text.split('\n')).toEqual([
      ...['line 2', 'line 3', 'line 4', 'line 5', 'line 6'],
      ...['--', 'line 11', 'line 12', 'line 13', ''],
    ]);
  });

  it('gives the last matches of a tail', async () => {
    const page = await searchLog(source(numbered(50_000)), 0, request('7$', { last: 2 }));
    expect(page.text).toBe('line 49987\nline 49997\n');
  });

  it('loses no match and repeats none when an answer is full', async () => {
    const from = source(numbered(30_000));
    const found: string[] = [];
    for (let position = 0; ;) {
      const page = await searchLog(from, position, request('[05]$', { maxBytes: 3_000 }));
      expect(Buffer.byteLength(page.text)).toBeLessThanOrEqual(3_000);
      found.push(...page.text.split('\n').slice(0, -1));
      if (!page.isFull) break;
      expect(page.to).toBeGreaterThan(position);
      position = page.to;
    }
    expect(found).toEqual(Array.from({ length: 6_000 }, (_, index) => `line ${index * 5}`));
  });

  it('stops after so much, and says that there is more', async () => {
    const page = await searchLog(source(numbered(50_000)), 0, request('nothing', { maxSearched: 100_000 }));
    expect(page).toMatchObject({ text: '', isFull: true });
    expect(page.to).toBeGreaterThanOrEqual(100_000);
  });

  it('finds in pieces, however they come and however small pages are, what one search of everything finds', async () => {
    const piece = fc.constantFrom('ERR', 'OR', ' a', 'b\n', '\n', 'ERROR\n', 'x\ny\nz\n', 'long '.repeat(8));
    const pieces = fc.array(piece, { maxLength: 40 });
    const sizes = fc.integer({ min: 60, max: 400 });
    await fc.assert(
      fc.asyncProperty(pieces, sizes, fc.integer({ min: 0, max: 3 }), async (texts, maxBytes, context) => {
        const log = logs.log('');
        const asked = (options: Partial<SearchRequest>): SearchRequest => request('ERROR', { context, ...options });
        let position = 0;
        let found = '';
        for (const [index, text] of texts.entries()) {
          appendFileSync(log.path, text);
          const isLive = index < texts.length - 1;
          for (let isFull = true; isFull;) {
            const page = await searchLog(pageSourceOf(log, { isLive }), position, asked({ maxBytes }));
            expect(page.to).toBeGreaterThanOrEqual(position);
            if (page.isFull) expect(page.to).toBeGreaterThan(position);
            expect(Buffer.byteLength(page.text)).toBeLessThanOrEqual(maxBytes);
            // A line that does not fit is told, and left out here.
            fc.pre(page.cut === undefined);
            found += page.text;
            ({ to: position, isFull } = page);
          }
        }
        const whole = await searchLog(pageSourceOf(log), 0, asked({ maxBytes: 100_000 }));
        const lines = (text: string): string => text.replaceAll('--\n', '');
        // As much context as fits is shown of a match that has a page of its own.
        if (context === 0) expect(found).toBe(whole.text);
        else if (maxBytes >= 350) expect(lines(found)).toBe(lines(whole.text));
        else expect(found.split('ERROR').length).toBe(whole.text.split('ERROR').length);
      }),
      { numRuns: 150 },
    );
  });

  it('sees a line whole though the position is in the middle of it', async () => {
    const from = source('user said: ERROR no\nERROR yes\n');
    expect((await searchLog(from, 11, request('^ERROR'))).text).toBe('ERROR yes\n');
    expect((await searchLog(from, 13, request('said: ERROR'))).text).toBe('user said: ERROR no\n');
    // What was shown of it is not shown again.
    expect((await searchLog(from, 16, request('ERROR'))).text).toBe(' no\nERROR yes\n');
  });

  it('shows a line that is not complete when it matches, and else looks at it again', async () => {
    const log = logs.log('one\nPassword');
    const live = pageSourceOf(log, { isLive: true });
    const early = await searchLog(live, 0, request('Password:'));
    expect(early).toMatchObject({ text: '', to: 4, isFull: false });
    appendFileSync(log.path, ': ');
    const prompt = await searchLog(live, early.to, request('Password:'));
    expect(prompt).toMatchObject({ text: 'Password: ', to: 14 });
    expect(await searchLog(live, prompt.to, request('Password:'))).toMatchObject({ text: '', to: 14 });
    appendFileSync(log.path, 'wrong\nnext\n');
    expect(await searchLog(live, prompt.to, request('Password:'))).toMatchObject({ text: 'wrong\n', to: 25 });
  });

  it.each([
    ['first\n', `ERROR ${'x'.repeat(5_000)}\n`, 'ERROR short\n'],
    ['', `ERROR ${'x'.repeat(200_000)}\n`, 'ERROR short\n'],
    ['', `${'é'.repeat(5_000)} ERROR\n`, 'ERROR short\n'],
  ])('cuts a line that does not fit, says so, and goes on after it', async (before, long, after) => {
    const from = source(before + long + after);
    const start = before.length;
    const page = await searchLog(from, 0, request('ERROR', { maxBytes: 1_000 }));
    const bytes = Buffer.byteLength(long);
    expect(page).toMatchObject({ isFull: true, to: start + bytes, cut: { start, bytes } });
    expect(Buffer.byteLength(page.text)).toBeGreaterThan(990);
    expect(Buffer.byteLength(page.text)).toBeLessThanOrEqual(1_000);
    expect(long.startsWith(page.text.trimEnd())).toBe(true);
    expect(await searchLog(from, page.to, request('ERROR', { maxBytes: 1_000 }))).toMatchObject({
      text: after,
      isFull: false,
      cut: undefined,
    });
    // The same from the end: the newest match that fits, and one that does not is cut.
    expect((await searchLog(from, 0, request('ERROR', { maxBytes: 1_000, last: 5 }))).text).toBe(after);
    const last = await searchLog(source(before + long), 0, request('ERROR', { maxBytes: 1_000, last: 5 }));
    expect(last).toMatchObject({ isFull: false, isCut: true, cut: { start, bytes } });
    expect(Buffer.byteLength(last.text)).toBeLessThanOrEqual(1_000);
  });

  it('never leaves out the match for its context', async () => {
    const row = (index: number): string => `${index === 500 ? 'NEEDLE' : 'hay'} ${index} ${'.'.repeat(190)}\n`;
    const from = source(Array.from({ length: 1_000 }, (_, index) => row(index)).join(''));
    for (const last of [undefined, 10]) {
      const page = await searchLog(from, 0, request('NEEDLE', { context: 50, maxBytes: 8_192, last }));
      expect(page.text).toContain(row(500));
      expect(page.text).toContain(row(499));
      expect(page.isFull || page.isCut).toBe(true);
      expect(page.text.length).toBeGreaterThan(7_900);
      expect(page.text.length).toBeLessThanOrEqual(8_192);
    }
  });

  it('matches nothing but whole lines where borders of what is read at once are', async () => {
    const text = `${'x'.repeat(70_000)}FATAL\n${'y'.repeat(20)}\nFATAL\n`;
    for (const offset of [0, 4_463, 4_464, 4_465, 60_000]) {
      expect((await searchLog(source(text), offset, request('^FATAL'))).text).toBe('FATAL\n');
      expect((await searchLog(source(text), offset, request('^FATAL', { last: 3 }))).text).toBe('FATAL\n');
    }
  });

  it('says what was dropped, and begins with a whole line after it', async () => {
    const log = logs.log(numbered(10));
    await log.drop(10, 100);
    expect(await searchLog(pageSourceOf(log), 0, request('line'))).toMatchObject({ lost: 14, from: 14 });
  });

  it('masks secrets, those of several lines too', async () => {
    const from = pageSourceOf(logs.log('a hunter2 b\nkey first-line\nab\nend\n'), {
      secrets: ['hunter2', 'first-line\nab\nend'],
    });
    expect((await searchLog(from, 0, request('.'))).text).not.toMatch(/hunter2|first-line|ab|end/);
    expect((await searchLog(from, 0, request('hunter'))).text).toBe('');
  });
});
