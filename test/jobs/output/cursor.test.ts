import { describe, expect, it } from 'vitest';
import { cursorJob, formatCursor, parseCursor } from '../../../src/jobs/output/cursor.js';

describe('cursors', () => {
  it('come back as they went', () => {
    for (const position of [0, 1, 35, 36, 123_456_789_012]) {
      expect(parseCursor(formatCursor('web-3f9a', position), 'web-3f9a')).toEqual({ ok: true, value: position });
    }
    expect(cursorJob(formatCursor('web-3f9a', 7))).toBe('web-3f9a');
  });

  it('are refused by another job, which is named', () => {
    const refused = parseCursor(formatCursor('web-3f9a', 7), 'db-0001');
    expect(refused).toEqual({ ok: false, error: 'it belongs to job `web-3f9a`' });
  });

  it.each(['', 'x', '.', 'web-3f9a.', 'web-3f9a.-1', 'web-3f9a.1e9!', 'web-3f9a.zzzzzzzzzzzz', '12'])(
    '%j is none',
    (text) => {
      expect(parseCursor(text, 'web-3f9a').ok).toBe(false);
    },
  );
});
