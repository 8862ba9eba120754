import fc from 'fast-check';
import { appendFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { folderAt } from '../../../src/jobs/jobFolder.js';
import { createJobLog, openJobLog, type JobLog } from '../../../src/jobs/output/jobLog.js';
import { punchHole, type PunchHole } from '../../../src/jobs/output/punchHole.js';
import { readPage } from '../../../src/jobs/output/readPage.js';
import { pageSourceOf, testLogs } from './logs.js';

const logs = testLogs();

/** What happens to a job's log, and who looks at it. Sizes are bytes; `part` is of what is there. */
type Step =
  | { readonly kind: 'write'; readonly stream: 'stdout' | 'stderr'; readonly size: number }
  | { readonly kind: 'look' }
  | { readonly kind: 'follow' }
  | { readonly kind: 'read'; readonly size: number }
  | { readonly kind: 'drop'; readonly part: number }
  | { readonly kind: 'inherit' };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('write'),
      stream: fc.constantFrom('stdout', 'stderr'),
      size: fc.integer({ min: 1, max: 9_000 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('look') }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('follow') }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('read'), size: fc.integer({ min: 1, max: 5_000 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('drop'), part: fc.double({ min: 0, max: 1, noNaN: true }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('inherit') }) },
);

const FIRST = { stdout: 'A'.charCodeAt(0), stderr: 'a'.charCodeAt(0) } as const;
const LETTERS = 26;

/** Both streams say which they are, and where in them one is: capitals and small letters in their order, again and again. */
function content(stream: 'stdout' | 'stderr', from: number, size: number): string {
  const codes = Array.from({ length: size }, (_, at) => FIRST[stream] + ((from + at) % LETTERS));
  return String.fromCharCode(...codes);
}

/** One job's log, its owner, and another process that only reads. */
class Story {
  readonly paths = folderAt(logs.folder());
  readonly written = { stdout: '', stderr: '' };
  /** What each position was seen to mean, by whoever looked. */
  readonly meaning: string[] = [];
  owner: JobLog;
  follower: JobLog;
  private at = 0;

  private readonly punch: PunchHole | undefined;

  constructor(punch: PunchHole | undefined) {
    this.punch = punch;
    this.owner = createJobLog(this.paths, 'separate', punch);
    this.follower = this.follow();
  }

  async run(steps: readonly Step[]): Promise<void> {
    for (const each of steps) await this.take(each);
  }

  private async take(each: Step): Promise<void> {
    switch (each.kind) {
      case 'write': {
        const text = content(each.stream, this.written[each.stream].length, each.size);
        appendFileSync(each.stream === 'stdout' ? this.paths.logFile : this.paths.errorLogFile, text);
        this.written[each.stream] += text;
        return;
      }
      case 'look':
        this.owner.observe();
        return;
      case 'follow': {
        const [owner, follower] = [this.owner.observe(), this.follower.observe()];
        expect(follower).toMatchObject({ from: owner.from, to: owner.to });
        await this.see(this.follower, owner.to - Math.min(owner.to - owner.from, 1_000), 1_000);
        return;
      }
      case 'read':
        this.at = await this.see(this.owner, this.at, each.size);
        return;
      case 'drop': {
        const { from, to } = this.owner.observe();
        await this.owner.drop(from + Math.floor((to - from) * each.part), Infinity);
        return;
      }
      case 'inherit':
        this.owner.close();
        this.owner = openJobLog(this.paths, this.owner.facts(), { punch: this.punch });
        return;
    }
  }

  /** Reads once, and holds it against what these positions meant before. @returns where to go on. */
  async see(log: JobLog, position: number, size: number): Promise<number> {
    const { from } = log.observe();
    const start = Math.max(from, position);
    const bytes = await log.read(start, size);
    for (const [offset, letter] of bytes.toString('latin1').split('').entries()) {
      const before = (this.meaning[start + offset] ??= letter);
      if (before !== letter) throw new Error(`position ${start + offset} meant ${before} and means ${letter} now`);
    }
    return start + bytes.length;
  }

  /** Everything that is left, as one text. */
  async rest(log: JobLog): Promise<string> {
    const { from, to } = log.observe();
    await this.see(log, from, to - from);
    return (await log.read(from, to - from)).toString('latin1');
  }

  private follow(): JobLog {
    return openJobLog(this.paths, this.owner.facts(), { punch: undefined, latest: () => this.owner.facts() });
  }

  close(): void {
    this.owner.close();
    this.follower.close();
  }
}

/** The letters of one stream. */
function only(stream: 'stdout' | 'stderr', text: string): string {
  return text.replaceAll(stream === 'stdout' ? /[^A-Z]/g : /[^a-z]/g, '');
}

const PUNCHES: readonly (readonly [string, PunchHole | undefined])[] = [
  ['with holes', punchHole],
  ['without', undefined],
];

describe.each(PUNCHES)('two streams put together, %s', (_, punch) => {
  it('keep the order of each, lose nothing but what is said to be lost, and no position ever means another byte', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60, size: 'max' }), async (steps) => {
        const story = new Story(punch);
        await story.run(steps);
        const { from, to } = story.owner.observe();
        const text = await story.rest(story.owner);
        expect(to).toBe(story.written.stdout.length + story.written.stderr.length);
        expect(text).toHaveLength(to - from);
        for (const stream of ['stdout', 'stderr'] as const) {
          expect(story.written[stream].endsWith(only(stream, text))).toBe(true);
        }
        story.close();
      }),
      { numRuns: 60 },
    );
  });

  it('are the same for a process that only follows: as far as they were put together, and in the end to the last byte', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 40, size: 'max' }),
        fc.array(step, { maxLength: 10 }),
        async (steps, last) => {
          const story = new Story(punch);
          await story.run(steps);
          const seen = story.owner.observe();
          expect(story.follower.observe()).toMatchObject({ from: seen.from, to: seen.to });
          expect(await story.rest(story.follower)).toBe(await story.rest(story.owner));
          // Its owner is killed: nobody looks at what comes now.
          await story.run(last.filter(({ kind }) => kind === 'write'));
          expect(story.follower.observe().to).toBe(seen.to);
          story.follower.settle();
          expect(story.follower.observe().to).toBe(story.written.stdout.length + story.written.stderr.length);
          const whole = await story.rest(story.follower);
          // And so it is for whoever goes on with it.
          await story.run([{ kind: 'inherit' }, { kind: 'look' }]);
          expect(await story.rest(story.owner)).toBe(whole);
          story.close();
        },
      ),
      { numRuns: 40 },
    );
  });

  it('are read on from any cursor in pages of any size, and come to the same total', async () => {
    const size = fc.integer({ min: 500, max: 9_000 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 40, size: 'max' }),
        fc.array(size, { minLength: 1 }),
        fc.nat(),
        async (steps, sizes, cut) => {
          const story = new Story(punch);
          await story.run(steps.filter(({ kind }) => kind !== 'drop'));
          const whole = await story.rest(story.owner);
          const begin = whole.length === 0 ? 0 : cut % whole.length;
          let [text, at] = ['', begin];
          for (let page = 0; at < whole.length; page++) {
            const read = await readPage(pageSourceOf(story.owner), at, sizes[page % sizes.length] ?? 1);
            expect(read).toMatchObject({ from: at, lost: 0 });
            text += read.text;
            at = read.to;
          }
          expect(text).toBe(whole.slice(begin));
          story.close();
        },
      ),
      { numRuns: 40 },
    );
  });
});
