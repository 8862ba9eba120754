import {
  appendFileSync,
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { basename, dirname } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLineIndex } from '../../../src/jobs/output/lineIndex.js';
import { NEW_FILE, openLogFile } from '../../../src/jobs/output/logFile.js';
import { readPage } from '../../../src/jobs/output/readPage.js';
import { makeFifo } from '../../../src/jobs/spawn.js';
import { pageSourceOf, testLogs, type TestLog } from './logs.js';

const logs = testLogs();
const WAYS = ['in place', 'by copy'] as const;

function logOf(way: (typeof WAYS)[number], content: string | Buffer = ''): TestLog {
  return way === 'in place' ? logs.log(content) : logs.log(content, 'none');
}

type Step =
  | { readonly kind: 'write'; readonly text: string }
  | { readonly kind: 'drop'; readonly part: number }
  | { readonly kind: 'empty' }
  | { readonly kind: 'read'; readonly size: number }
  | { readonly kind: 'line'; readonly part: number };

const text = fc.string({ unit: fc.constantFrom('a', 'b', '\n'), minLength: 1, maxLength: 60 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('write'), text }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('drop'), part: fc.double({ min: 0, max: 1, noNaN: true }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('empty') }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('read'), size: fc.integer({ min: 1, max: 80 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('line'), part: fc.double({ min: 0, max: 1, noNaN: true }) }) },
);

describe.each(WAYS)('a log that is dropped %s', (way) => {
  it('loses no byte and repeats none without saying so, over writes, drops, truncations and reads', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const log = logOf(way);
        const lines = createLineIndex(log);
        /** All that was ever written, and how much of it is gone. */
        let [all, gone] = ['', 0];
        let isCounted = true;
        let [cursor, seen, lost] = [0, '', 0];
        for (const next of [...steps, { kind: 'read', size: 1_000_000 } as const]) {
          if (next.kind === 'write') {
            appendFileSync(log.path, next.text);
            all += next.text;
            log.observe();
          } else if (next.kind === 'drop') {
            const wanted = gone + Math.floor(next.part * (all.length - gone));
            expect(await log.drop(wanted, 1_000_000)).toBe(true);
            // Of what is there the last byte stays.
            const position = Math.max(gone, Math.min(wanted, all.length - 1));
            gone = position;
          } else if (next.kind === 'empty') {
            // What is kept may be in the file beside it, and to empty what is empty changes nothing.
            if (all.length === gone || statSync(log.path).size === 0) continue;
            truncateSync(log.path, 0);
            // Filled again with the very same bytes before the next look, it could not be told from before.
            log.observe();
            gone = all.length;
            isCounted = false;
          } else if (next.kind === 'read') {
            const page = await readPage(pageSourceOf(log), cursor, next.size);
            expect(page.from).toBe(cursor + page.lost);
            expect(page.text).toBe(all.slice(page.from, page.to));
            // Nothing is called lost that is there, but for the rest of a line whose beginning is gone.
            if (page.lost > 0) expect(all.slice(gone, page.from)).toMatch(/^[^\n]*\n?$/);
            lost += page.lost;
            seen += page.text;
            cursor = page.to;
          } else if (isCounted) {
            const wanted = 1 + Math.floor(next.part * (all.split('\n').length - 1));
            const place = await lines.find(wanted);
            expect(place.isFromStart).toBe(true);
            const starts = [0, ...[...all.matchAll(/\n/g)].map(({ index }) => index + 1)];
            if (place.line === undefined) expect(place.position).toBe(all.length);
            else if (place.line === wanted) expect(place.position).toBe(starts[wanted - 1]);
            else
              expect(
                starts.filter((start) => start < gone || (start === gone && gone > 0)).length,
              ).toBeGreaterThanOrEqual(wanted);
          }
        }
        expect(seen.length + lost).toBe(all.length);
        expect(log.observe()).toMatchObject({ from: gone, to: all.length });
        // What another process makes of the facts is the same.
        const again = openLogFile(log.path, log.facts(), { punch: undefined, changed: () => Promise.resolve() });
        expect(again.observe()).toMatchObject({ from: gone, to: all.length });
        expect((await again.read(gone, 1_000_000)).toString()).toBe(all.slice(gone));
        again.close();
        log.close();
      }),
      { numRuns: way === 'in place' ? 60 : 100 },
    );
  }, 120_000);

  it('gives the space back', async () => {
    const log = logOf(way, Buffer.alloc(1_000_000, 'x'));
    log.observe();
    expect(await log.drop(900_000, 0)).toBe(true);
    expect(log.sizeOnDisk()).toBeLessThan(110_000);
    expect(statSync(log.path).blocks * 512).toBeLessThan(110_000);
    expect((await log.read(900_000, 1_000_000)).length).toBe(100_000);
  });

  it('keeps what comes while it is dropped', async () => {
    const log = logOf(way, 'old\n'.repeat(100_000));
    log.observe();
    const dropping = log.drop(399_996, 1_000_000);
    appendFileSync(log.path, 'last words without an end');
    expect(await dropping).toBe(true);
    expect((await readPage(pageSourceOf(log), 399_997, 1_000)).text).toBe('ld\nlast words without an end');
    expect(log.linesBefore()).toBe(99_999);
  });

  it('says when lines went that were not counted', async () => {
    const log = logOf(way, 'one\ntwo\nthree\nfour\n');
    log.observe();
    await log.drop(8, 4);
    expect(log.linesBefore()).toBeUndefined();
    expect(await createLineIndex(log).find(1)).toMatchObject({ isFromStart: false });
  });
});

describe('a log that somebody else changes', () => {
  it('is known to be another when it was emptied and filled with more between two looks', async () => {
    const log = logs.log('before\n');
    log.observe();
    truncateSync(log.path, 0);
    appendFileSync(log.path, 'after, and longer\n');
    expect(log.observe()).toEqual({ from: 7, to: 25, isCut: false });
    expect(await readPage(pageSourceOf(log), 0, 100)).toMatchObject({ text: 'after, and longer\n', lost: 7 });
    expect(log.facts().emptied).toBe(1);
  });

  it('can be read on after it was removed, until the job ends; dropping goes on too', async () => {
    const log = logs.log('kept open\n');
    log.observe();
    rmSync(log.path);
    expect(log.observe()).toMatchObject({ from: 0, to: 10 });
    expect(log.isRemoved()).toBe(true);
    log.settle();
    expect((await readPage(pageSourceOf(log), 0, 100)).text).toBe('kept open\n');
  });

  it.each([
    ['a link', (path: string) => symlinkSync('/etc/passwd', path)],
    ['a FIFO', (path: string) => void makeFifo(path)],
    ['a folder', (path: string) => mkdirSync(path)],
  ])('is not followed to what was put in its place after the job ended: %s', async (_, put) => {
    const log = logs.log('what it said\n');
    log.settle();
    rmSync(log.path);
    put(log.path);
    const page = await readPage(pageSourceOf(log), 0, 1_000);
    expect(page.text).toBe('');
    expect(log.isRemoved()).toBe(true);
    const again = openLogFile(log.path, NEW_FILE, { punch: undefined, changed: () => Promise.resolve() });
    expect(again.observe()).toMatchObject({ from: 0, to: 0 });
    expect(await again.read(0, 100)).toHaveLength(0);
    expect(() => again.openForAppending()).toThrow();
  });

  it('is not opened for another start where the job has put something else in its place', () => {
    const log = logs.log('what it said\n');
    log.observe();
    renameSync(log.path, `${log.path}.aside`);
    expect(makeFifo(log.path)).toBeUndefined();
    expect(() => log.openForAppending()).toThrow();
    rmSync(log.path);
    symlinkSync(`${log.path}.aside`, log.path);
    expect(() => log.openForAppending()).toThrow();
    rmSync(log.path);
    writeFileSync(log.path, 'another\n');
    closeSync(log.openForAppending());
    expect(log.observe()).toMatchObject({ from: 13, to: 21 });
  });

  it('is made anew for another start when it was removed', async () => {
    const log = logs.log('first\n');
    log.observe();
    rmSync(log.path);
    const fd = log.openForAppending();
    writeSync(fd, 'second\n');
    closeSync(fd);
    expect(await readPage(pageSourceOf(log), 0, 100)).toMatchObject({ text: 'second\n', lost: 6, to: 13 });
  });

  it('falls back to copying where no hole can be made', async () => {
    const log = logs.log('0123456789\n'.repeat(1_000), () => Promise.resolve(false));
    log.observe();
    expect(await log.drop(10_989, 100_000)).toBe(true);
    expect(log.wasEmptiedByUs()).toBe(true);
    expect((await log.read(10_989, 100)).toString()).toBe('0123456789\n');
    expect(log.linesBefore()).toBe(999);
  });

  it('is not read wrongly by who knows of the copy before the last one', async () => {
    const line = (number: number): string => `${String(number).padStart(9, '0')}\n`;
    const log = logs.log(Array.from({ length: 1_000 }, (_, number) => line(number)).join(''), 'none');
    log.observe();
    await log.drop(4_000, 0);
    let facts = log.facts();
    const other = openLogFile(log.path, facts, { punch: undefined, changed: () => Promise.resolve(), ask });
    function ask(): void {
      other.learn(facts);
    }
    expect((await other.read(7_000, 10)).toString()).toBe(line(700));
    await log.drop(6_000, 0);
    expect((await other.read(7_000, 10)).toString()).toBe('');
    facts = log.facts();
    expect((await other.read(7_000, 10)).toString()).toBe(line(700));
    expect(other.observe()).toMatchObject({ from: 6_000, to: 10_000 });
    other.close();
    expect(readdirSync(dirname(log.path)).filter((name) => name.startsWith(`${basename(log.path)}.old`))).toEqual([
      `${basename(log.path)}.old.6000`,
    ]);
  });

  it('loses nothing when the copy cannot be written', async () => {
    const log = logs.log('0123456789\n'.repeat(10), 'none');
    log.observe();
    // A folder is in the way.
    mkdirSync(`${log.path}.old.new`);
    expect(await log.drop(99, 100)).toBe(false);
    expect(log.observe()).toMatchObject({ from: 0, to: 110 });
    rmSync(`${log.path}.old.new`, { recursive: true });
  });

  it('keeps a descriptor open no longer than it is needed', () => {
    const before = openSync('/dev/null', 'r');
    closeSync(before);
    for (let count = 0; count < 50; count++) {
      const log = logs.log('x');
      log.observe();
      log.settle();
    }
    const after = openSync('/dev/null', 'r');
    closeSync(after);
    expect(after).toBe(before);
  });
});

it('facts of a new log are those of an empty file', () => {
  expect(logs.log('').facts()).toEqual(NEW_FILE);
});
