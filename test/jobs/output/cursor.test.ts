import { describe, expect, it } from 'vitest';
import { cursorJob, formatCursor, parseCursor } from '../../../src/jobs/output/cursor.js';

const STREAMS = ['merged', 'stdout', 'stderr'] as const;

describe('cursors', () => {
  it('come back as they went, in each stream', () => {
    for (const stream of STREAMS) {
      for (const position of [0, 1, 35, 36, 123_456_789_012]) {
        const cursor = formatCursor('web-3f9a', stream, position);
        expect(parseCursor(cursor, 'web-3f9a', stream)).toEqual({ ok: true, value: position });
        expect(cursorJob(cursor)).toBe('web-3f9a');
      }
    }
  });

  it('are refused by another job, which is named', () => {
    const refused = parseCursor(formatCursor('web-3f9a', 'merged', 7), 'db-0001', 'merged');
    expect(refused).toEqual({ ok: false, error: 'it belongs to job `web-3f9a`' });
  });

  it('are refused by another stream, and both are named', () => {
    const merged = formatCursor('web-3f9a', 'merged', 7);
    expect(parseCursor(merged, 'web-3f9a', 'stderr')).toEqual({
      ok: false,
      error: 'it belongs to the stream `merged`, and `stderr` was asked for',
    });
    const stdout = formatCursor('web-3f9a', 'stdout', 7);
    expect(parseCursor(stdout, 'web-3f9a', 'merged')).toEqual({
      ok: false,
      error: 'it belongs to the stream `stdout`, and `merged` was asked for',
    });
  });

  const none = ['', 'x', '.', 'web-3f9a.', 'web-3f9a.-1', 'web-3f9a.1e9!', 'web-3f9a.zzzzzzzzzzzz', '12', 'a.stdin.1'];
  it.each([...none, 'a.stdout.', 'a.stdout.stderr.1'])('%j is none', (text) => {
    for (const stream of STREAMS) expect(parseCursor(text, 'web-3f9a', stream).ok).toBe(false);
  });
});
