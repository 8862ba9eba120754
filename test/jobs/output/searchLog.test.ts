import { describe, expect, it } from 'vitest';
import { compilePattern } from '../../../src/lib/linearPattern.js';
import type { PageSource } from '../../../src/jobs/output/readPage.js';
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
});
