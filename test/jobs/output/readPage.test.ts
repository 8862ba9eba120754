import { appendFileSync, rmSync, truncateSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPage, tailStart } from '../../../src/jobs/output/readPage.js';
import type { PageSource } from '../../../src/jobs/output/pageSource.js';
import { pageSourceOf, testLogs } from './logs.js';

const logs = testLogs();

function source(content: string | Buffer, options: { isLive?: boolean; secrets?: readonly string[] } = {}): PageSource {
  return pageSourceOf(logs.log(content), options);
}

/** Everything, page by page. */
async function readAll(from: PageSource, maxBytes: number): Promise<string[]> {
  const pages: string[] = [];
  for (let position = 0; ;) {
    const page = await readPage(from, position, maxBytes);
    expect(page.from).toBe(position);
    pages.push(page.text);
    if (!page.isFull) return pages;
    expect(page.to).toBeGreaterThan(position);
    position = page.to;
  }
}

describe('readPage', () => {
  it('gives whole text for any page size: no byte lost, none twice, no character split', async () => {
    const line = fc.string({ unit: fc.constantFrom('a', 'é', '€', '😀', '\n', ' ') });
    await fc.assert(
      fc.asyncProperty(line, fc.integer({ min: 1, max: 40 }), async (text, size) => {
        const pages = await readAll(source(text), size);
        // A page smaller than a character cannot but split it.
        if (size >= 4) expect(pages.join('')).toBe(text);
      }),
      { numRuns: 100 },
    );
  });

  it('never shows what was dropped while it was read, however often that happens', async () => {
    const line = 'a line of 16 b.\n';
    for (const drops of [1, 3, 1_000]) {
      const size = 1_024 * 1_024;
      let [from, left] = [0, drops];
      const log = {
        observe: () => ({ from, to: size, isCut: from > 0 }),
        read(position: number, length: number) {
          // Just before the bytes are read, as much is dropped: holes show as zeros.
          if (left-- > 0) from = Math.max(from, position + 100);
          const bytes = Buffer.alloc(length);
          for (let at = 0; at < length; at++)
            bytes[at] = position + at < from ? 0 : line.charCodeAt((position + at) % 16);
          return Promise.resolve(bytes);
        },
        linesBefore: () => undefined,
      };
      const page = await readPage(pageSourceOf(log), 0, 4_096);
      expect(page.text).not.toContain('\0');
      expect(page).toMatchObject({ lost: page.from, isFull: true });
      expect(page.from).toBeGreaterThan(0);
      left = 0;
      expect(await readPage(pageSourceOf(log), page.to, 4_096)).toMatchObject({
        text: expect.stringMatching(/^(a line of 16 b\.\n)+$/) as string,
      });
    }
  });

  it('masks secrets for any page size', async () => {
    const secrets = ['hunter2', 'hunter2-and-more', 'tereshkova'];
    const piece = fc.constantFrom(...secrets, 'x', 'hunt', 'er2', '\n', ' ');
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 30 }), fc.integer({ min: 1, max: 60 }), async (pieces, size) => {
        const shown = (await readAll(source(pieces.join(''), { secrets }), size)).join('');
        for (const secret of secrets) expect(shown).not.toContain(secret);
      }),
      { numRuns: 200 },
    );
  });

  it('shows each secret once when pages border on it', async () => {
    const text = 'abc hunter2 def\n';
    for (let size = 1; size <= text.length; size++) {
      const shown = (await readAll(source(text, { secrets: ['hunter2'] }), size)).join('');
      expect(shown).toBe('abc [S0] def\n');
    }
  });

  it('holds back what may become a secret, a character or an escape sequence while the job lives', async () => {
    const live = { isLive: true, secrets: ['hunter2'] };
    expect((await readPage(source('abc hunt', live), 0, 100)).text).toBe('abc ');
    expect((await readPage(source(Buffer.from('abc €').subarray(0, 6), live), 0, 100)).text).toBe('abc ');
    expect((await readPage(source('abc \x1b[3', live), 0, 100)).text).toBe('abc ');
    const ended = await readPage(source(Buffer.from('abc €').subarray(0, 6)), 0, 100);
    expect(ended).toMatchObject({ text: 'abc \\xe2\\x82', to: 6, isFull: false });
  });

  it('ends a full page after a line where it can', async () => {
    const page = await readPage(source('one\ntwo\nthree\n'), 0, 10);
    expect(page).toMatchObject({ text: 'one\ntwo\n', to: 8, isFull: true });
  });

  it('says how much was dropped, and begins with a whole line after it', async () => {
    const log = logs.log('0123456\n89abcde\nrest\n');
    await log.drop(4, 100);
    expect(await readPage(pageSourceOf(log), 0, 100)).toMatchObject({ text: '89abcde\nrest\n', from: 8, lost: 8 });
    expect(await readPage(pageSourceOf(log), 10, 100)).toMatchObject({ text: 'abcde\nrest\n', from: 10, lost: 0 });
  });

  it('notices that the job truncated its log: positions go on, and what went is counted', async () => {
    const log = logs.log('first life\n');
    const from = pageSourceOf(log);
    expect(await readPage(from, 0, 100)).toMatchObject({ to: 11 });
    truncateSync(log.path, 0);
    expect(log.observe()).toEqual({ from: 11, to: 11, isCut: false });
    appendFileSync(log.path, 'second\n');
    expect(await readPage(from, 11, 100)).toMatchObject({ text: 'second\n', from: 11, to: 18, lost: 0 });
    expect(await readPage(from, 4, 100)).toMatchObject({ text: 'second\n', from: 11, lost: 7 });
  });

  it('lives through the log being removed', async () => {
    const log = logs.log('gone\n');
    log.observe();
    log.settle();
    rmSync(log.path);
    expect(await readPage(pageSourceOf(log), 0, 100)).toMatchObject({ text: '', lost: 5, to: 5 });
  });

  it('masks secrets that escape sequences are in, over borders of pages too', async () => {
    const text = 'ab \x1b[1mhun\x1b[0m\x1b[32mter2\x1b[0m c\x07d hunt\x07er2\n';
    for (let size = 1; size <= text.length; size++) {
      const shown = (await readAll(source(text, { secrets: ['hunter2'] }), size)).join('');
      expect(shown, `pages of ${size}`).not.toMatch(/hunter2|hun.{0,8}ter2/);
    }
    expect((await readPage(source(text, { secrets: ['hunter2'] }), 0, 100)).text).toBe('ab [S0] cd [S0]\n');
    const live = source('ab hun\x1b[1mt\x1b[', { isLive: true, secrets: ['hunter2'] });
    expect((await readPage(live, 0, 100)).text).toBe('ab ');
  });

  it('gives no more text than asked for, whatever bytes become', async () => {
    for (const content of [
      Buffer.alloc(10_000, 0xff),
      Buffer.from('\x01'.repeat(10_000)),
      Buffer.from('s3cret'.repeat(900)),
    ]) {
      const from = source(content, { secrets: ['s3cret'] });
      const long = pageSourceOf(from.log, { secrets: ['s3cret'] });
      let position = 0;
      let count = 0;
      for (let isFull = true; isFull; count++) {
        const page = await readPage(long, position, 1_000);
        expect(Buffer.byteLength(page.text)).toBeLessThanOrEqual(1_000);
        expect(page.text.length).toBeGreaterThan(0);
        ({ to: position, isFull } = page);
      }
      expect(position).toBe(content.length);
      expect(count).toBeLessThan(100);
    }
  });

  it('goes on over what shows nothing', async () => {
    const from = source(`${'\x1b[0m'.repeat(10_000)}${'\r'.repeat(30_000)}end\n`);
    expect(await readPage(from, 0, 1_000)).toMatchObject({ text: 'end\n', from: 0, isFull: false });
  });

  it('shows of a progress bar over several pages how it last stood', async () => {
    const bar = Array.from({ length: 5_000 }, (_, index) => `\r${index} of 5000`).join('');
    expect((await readAll(source(`begin\n${bar}\nend\n`), 1_000)).join('')).toBe('begin\n4999 of 5000\nend\n');
  });

  it('is not held up by a sequence that is never ended', async () => {
    const live = source('hello\n\x1bPdata lines\nmore\nREADY\n', { isLive: true });
    expect((await readPage(live, 0, 1_000)).text).toBe('hello\n\\x1bPdata lines\nmore\nREADY\n');
  });

  it('splits no character or escape sequence even where a page is smaller', async () => {
    expect(await readAll(source('é€😀\x1b[31mx'), 2)).toEqual(['é', '€', '😀', 'x']);
  });

  it('masks a secret that is put together on the screen', async () => {
    expect((await readPage(source('hunXXX2\r\x1b[3Cter\n', { secrets: ['hunter2'] }), 0, 100)).text).toBe('[S0]\n');
  });
});

describe('tailStart', () => {
  it('finds the last lines like a split of the whole text would', async () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '\n'), maxLength: 200 });
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 0, max: 12 }), async (content, count) => {
        const { position } = await tailStart(logs.log(content), count, 1_000);
        const lines = content.split(/(?<=\n)/).filter((line) => line !== '');
        expect(content.slice(position)).toBe(count === 0 ? '' : lines.slice(-count).join(''));
      }),
    );
  });

  it('begins in no character or escape sequence', async () => {
    const accents = logs.log('é'.repeat(6_000));
    for (const most of [98, 99, 100]) expect((await tailStart(accents, 5, most)).position % 2).toBe(0);
    const colours = '\x1b[38;5;196mZZZ'.repeat(500);
    const log = logs.log(colours);
    for (let most = 100; most < 120; most++) {
      const { position } = await tailStart(log, 5, most);
      expect(colours.slice(position)).toMatch(new RegExp(`^(?:${String.raw`\x1b\[38;5;196m`})?Z{1,3}`));
    }
  });

  it('reads over chunks, and stops at the most bytes with a whole line', async () => {
    const text = Array.from({ length: 20_000 }, (_, index) => `line ${index}\n`).join('');
    const log = logs.log(text);
    const far = await tailStart(log, 5_000, 10_000_000);
    expect(text.slice(far.position).split('\n')[0]).toBe('line 15000');
    const cut = await tailStart(log, 5_000, 100);
    expect(cut.isCut).toBe(true);
    expect(text.slice(cut.position)).toMatch(/^line \d+\n/);
    expect(text.length - cut.position).toBeLessThanOrEqual(100);
  });
});
