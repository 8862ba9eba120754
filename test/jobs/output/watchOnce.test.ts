import { appendFileSync, mkdtempSync, realpathSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchOnce } from '../../../src/jobs/output/watchOnce.js';

describe('watchOnce', () => {
  let folder: string;
  let files: string[];
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'bgjobs-watch-')));
    files = ['one', 'two'].map((name) => join(folder, name));
    for (const file of files) writeFileSync(file, 'text');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it.each([
    ['grows', (file: string) => appendFileSync(file, 'more')],
    ['is emptied', (file: string) => truncateSync(file)],
    ['is removed', (file: string) => rmSync(file)],
  ])('tells once when one of the files %s', async (_, change) => {
    for (const at of [0, 1]) {
      for (const file of files) writeFileSync(file, 'text');
      const changed = vi.fn();
      const next = vi.fn();
      expect(watchOnce(files, changed)).toBeTypeOf('function');
      change(files[at] ?? '');
      await vi.waitFor(() => expect(changed).toHaveBeenCalled(), 10_000);
      // What comes later is told to a later one, and has come by then.
      if (at === 0) {
        watchOnce([files[1] ?? ''], next);
        appendFileSync(files[1] ?? '', 'more');
        await vi.waitFor(() => expect(next).toHaveBeenCalled(), 10_000);
      }
      expect(changed).toHaveBeenCalledOnce();
    }
  });

  it('tells nothing after it was ended', async () => {
    const changed = vi.fn();
    const next = vi.fn();
    watchOnce(files, changed)?.();
    watchOnce(files, next);
    appendFileSync(files[0] ?? '', 'more');
    await vi.waitFor(() => expect(next).toHaveBeenCalled(), 10_000);
    expect(changed).not.toHaveBeenCalled();
  });

  it('says so when a file cannot be watched', () => {
    expect(watchOnce([...files, join(folder, 'none')], () => undefined)).toBeUndefined();
  });
});
