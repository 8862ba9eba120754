import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect } from 'vitest';
import { createJobs } from '../../src/jobs/createJobs.js';
import type { JobDetails } from '../../src/jobs/jobView.js';
import type { OutputPage, ReadQuery } from '../../src/jobs/jobs.js';
import type { JobRecord } from '../../src/jobs/registry/jobRecord.js';
import { placeTest as it, type Place } from './place.js';

const BURST = fileURLToPath(new URL('./fixtures/burst.mjs', import.meta.url));

async function read(place: Place, ref: string, query: Partial<ReadQuery>): Promise<OutputPage> {
  const from = { kind: 'tail', lines: 10 } as const;
  const result = await place.jobs.read(ref, {
    stream: 'merged',
    from,
    maxBytes: 8_192,
    pattern: undefined,
    context: 0,
    ...query,
  });
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

describe('read', () => {
  it('pages forward without losing or repeating anything, while the job writes', async ({ place }) => {
    const id = await place.start(['node', BURST, '3000', '1000']);
    let text = '';
    let cursor = `${id}.0`;
    for (let end = false; !end;) {
      const page = await read(place, id, { from: { kind: 'cursor', cursor }, maxBytes: 7_001 });
      text += page.text;
      if (page.next_cursor === cursor) await place.jobs.sendInput(id, { text: '\n', end: false, waitMs: 50 });
      ({ next_cursor: cursor, end } = page);
    }
    const lines = text.split('\n');
    expect(lines).toHaveLength(3_001);
    expect(lines.slice(0, -1).every((line, index) => line.startsWith(`${index}.`))).toBe(true);
  });

  it('gives the tail, lines by number, and lines that match', async ({ place }) => {
    const id = await place.sh('seq 1 100; printf "no newline"');
    await place.ended(id);
    expect(await read(place, id, { from: { kind: 'tail', lines: 2 } })).toMatchObject({
      text: '100\nno newline',
      end: true,
    });
    expect(await read(place, id, { from: { kind: 'tail', lines: 50 }, maxBytes: 16 })).toMatchObject({
      text: '100\nno newline',
      truncated: true,
    });
    expect(await read(place, id, { from: { kind: 'line', line: 98 }, maxBytes: 6 })).toMatchObject({
      text: '98\n99\n',
      truncated: true,
      end: false,
    });
    expect(await read(place, id, { from: { kind: 'line', line: 1_000 } })).toMatchObject({ text: '', end: true });
    expect(await read(place, id, { from: { kind: 'line', line: 1 }, pattern: '^5.?$' })).toMatchObject({
      text: '5\n50\n51\n52\n53\n54\n55\n56\n57\n58\n59\n',
    });
    expect(await read(place, id, { from: { kind: 'tail', lines: 1 }, pattern: '^1.$', context: 1 })).toMatchObject({
      text: '18\n19\n20\n',
    });
  });

  it('finds lines that are written in pieces, read while they come', async ({ place }) => {
    const id = await place.start(place.program.command);
    const run = await place.program.next();
    let cursor = `${id}.0`;
    const next = async (): Promise<string> => {
      const page = await read(place, id, { from: { kind: 'cursor', cursor }, pattern: 'ERROR' });
      cursor = page.next_cursor;
      return page.text;
    };
    await run.say('fine\n10:00:01 ERR');
    await place.shown(id, 'ERR$');
    expect(await next()).toBe('');
    await run.say('OR cannot open db\n');
    await place.shown(id, 'open db');
    expect(await next()).toBe('10:00:01 ERROR cannot open db\n');
    expect(await next()).toBe('');
  });

  it('says what a tail of lines that match cannot know of, and cuts what does not fit', async ({ place }) => {
    const id = await place.sh(
      'i=0; while [ $i -lt 20000 ]; do i=$((i+1)); echo "line $i"; done; printf "%05000d END\\n" 0',
      {
        log: { maxBytes: 65_536, ansi: 'strip', progress: 'collapse', streams: 'merged' },
      },
    );
    await place.ended(id);
    const last = { kind: 'tail', lines: 3 } as const;
    const some = await read(place, id, { from: last, pattern: '^line' });
    expect(some).toMatchObject({ text: 'line 19998\nline 19999\nline 20000\n', lost_bytes: 0, truncated: false });
    const none = await read(place, id, { from: last, pattern: 'nothing' });
    const first = await read(place, id, { from: { kind: 'cursor', cursor: `${id}.0` } });
    expect(first.lost_bytes).toBeGreaterThan(100_000);
    expect(none).toMatchObject({ text: '', lost_bytes: first.lost_bytes, truncated: false });
    const long = await read(place, id, { from: last, pattern: 'END', maxBytes: 1_000 });
    expect(long).toMatchObject({ text: `${'0'.repeat(999)}\n`, truncated: true, end: true });
    const [, cursor = ''] = /cursor `(.*)`/.exec(long.notice ?? '') ?? [];
    expect((await read(place, id, { from: { kind: 'cursor', cursor } })).text).toBe(`${'0'.repeat(5_000)} END\n`);
  });

  it('gives a tail with a progress bar that was drawn over more often than fits', async ({ place }) => {
    const bars = "for (let at = 0; at <= 4000; at++) process.stdout.write('\\r' + at + ' [====>    ] of 4000');";
    const id = await place.start(['node', '-e', `console.log('start'); ${bars} console.log('\\ndone')`]);
    await place.ended(id);
    const tail = (lines: number) => read(place, id, { from: { kind: 'tail', lines }, maxBytes: 1_000 });
    expect(await tail(2)).toMatchObject({ text: '4000 [====>    ] of 4000\ndone\n', truncated: false });
    expect(await tail(50)).toMatchObject({ text: 'start\n4000 [====>    ] of 4000\ndone\n', truncated: false });
    const plain = await place.sh(`printf 'first\\n%5000d\\nlast\\n' 1`);
    await place.ended(plain);
    const cut = await read(place, plain, { from: { kind: 'tail', lines: 3 }, maxBytes: 1_000 });
    expect(cut).toMatchObject({ text: 'last\n', truncated: true, end: true });
  });

  it('gives a tail of bytes that are no text, no longer than asked for', async ({ place }) => {
    const id = await place.start(['node', '-e', 'process.stdout.write(Buffer.alloc(40_000, 0xff))']);
    await place.ended(id);
    const page = await read(place, id, { maxBytes: 32_768 });
    expect(page).toMatchObject({ truncated: true, end: true });
    expect(page.text.length).toBeLessThanOrEqual(32_768);
    expect(page.text.length).toBeGreaterThan(30_000);
    expect(page.text).toMatch(/^(?:\\xff)+$/);
  });

  it('takes numbers that make no sense for the nearest that do', async ({ place }) => {
    const id = await place.sh('echo one; echo two');
    await place.ended(id);
    for (const lines of [-1, Number.NaN])
      expect((await read(place, id, { from: { kind: 'tail', lines } })).text).toBe('');
    expect((await read(place, id, { from: { kind: 'tail', lines: 1e300 }, maxBytes: 1e300 })).text).toBe('one\ntwo\n');
    expect((await read(place, id, { from: { kind: 'line', line: -5 }, maxBytes: -1 })).text).toBe('o');
  });

  it('refuses what it cannot read', async ({ place }) => {
    const id = await place.sh('echo hi');
    const other = await place.sh('echo hi', { name: 'other' });
    await place.ended(id);
    const code = async (query: Partial<ReadQuery>, ref = id): Promise<string> => {
      const from = { kind: 'tail', lines: 10 } as const;
      const result = await place.jobs.read(ref, {
        stream: 'merged',
        from,
        maxBytes: 100,
        pattern: undefined,
        context: 0,
        ...query,
      });
      return result.ok ? 'ok' : result.error.code;
    };
    expect(await code({}, 'nobody')).toBe('unknown-job');
    expect(await code({ from: { kind: 'cursor', cursor: `${other}.0` } })).toBe('bad-cursor');
    expect(await code({ from: { kind: 'cursor', cursor: 'nonsense' } })).toBe('bad-cursor');
    expect(await code({ from: { kind: 'cursor', cursor: `${id}.4` } })).toBe('bad-cursor');
    expect(await code({ from: { kind: 'cursor', cursor: `${id}.3` } })).toBe('ok');
    expect(await code({ pattern: '(' })).toBe('bad-pattern');
    expect(await code({ stream: 'stderr' })).toBe('no-separate-streams');
  });

  it('masks secrets in output, command and parameters', async ({ place }) => {
    const id = await place.sh('echo "the token is $TOKEN"; echo hunter2hunter2', {
      profile: 'x',
      env: { TOKEN: 'hunter2hunter2' },
      params: { p: 'hunter2hunter2' },
      secrets: ['TOKEN'],
    });
    const details = await place.ended(id);
    expect((await place.tail(id)).text).toBe('the token is [TOKEN]\n[TOKEN]\n');
    expect(JSON.stringify(details)).not.toContain('hunter2');
    expect(details.params).toEqual({ p: '[TOKEN]' });
    expect(readFileSync(details.log_file.replace('output.log', 'job.json'), 'utf8')).not.toContain('hunter2');
  });

  it('keeps the order of both streams', async ({ place }) => {
    const id = await place.sh('i=0; while [ $i -lt 2000 ]; do echo $i; echo $i >&2; i=$((i+1)); done');
    await place.ended(id);
    const lines = (await place.tail(id, 10_000)).text.trim().split('\n');
    expect(lines).toEqual(Array.from({ length: 4_000 }, (_, index) => String(index >> 1)));
  });

  it('goes on when the job truncates its own log', async ({ place }) => {
    const id = await place.sh('echo before; read -r x; echo after > /dev/stdout; read -r x');
    await place.shown(id, 'before');
    const first = await read(place, id, {});
    await place.jobs.sendInput(id, { text: '\n', end: false, waitMs: 0 });
    await expect.poll(() => place.details(id).output_bytes, { timeout: 20_000 }).toBe(13);
    const next = await read(place, id, { from: { kind: 'cursor', cursor: first.next_cursor } });
    expect(next).toMatchObject({ text: 'after\n', lost_bytes: 0 });
    expect(place.details(id)).toMatchObject({ lost_bytes: 7, output_bytes: 13 });
  });
});

describe('the order of both streams', () => {
  it('is exact over 200,000 lines', async ({ place }) => {
    const script = 'for (let i = 0; i < 100000; i++) { fs.writeSync(1, i + "\\n"); fs.writeSync(2, i + "\\n"); }';
    const id = await place.start(['node', '-e', script]);
    const { log_file: file, output_bytes: bytes } = await place.ended(id);
    const wanted = Array.from({ length: 200_000 }, (_, index) => `${index >> 1}\n`).join('');
    expect(bytes).toBe(wanted.length);
    // Compared as a whole: a difference of a megabyte helps nobody.
    expect(readFileSync(file, 'utf8') === wanted).toBe(true);
    const page = await read(place, id, { from: { kind: 'line', line: 199_999 } });
    expect(page).toMatchObject({ text: '99999\n99999\n', end: true });
  });
});

describe('a log that somebody else changes', () => {
  it('says so in every result, and loses nothing that can be had', async ({ place }) => {
    const id = await place.sh('echo one; read -r x; echo two > /dev/stdout; echo three; read -r x');
    await place.shown(id, 'one');
    await place.jobs.sendInput(id, { text: '\n', end: false, waitMs: 0 });
    await place.shown(id, 'three');
    expect(await read(place, id, { from: { kind: 'cursor', cursor: `${id}.0` } })).toMatchObject({
      text: 'two\nthree\n',
      lost_bytes: 4,
      notice: expect.stringContaining('was emptied once') as string,
    });
    expect(place.details(id).output_notice).toContain('was emptied once');
  });

  it('says that it was removed when that was done after the end', async ({ place }) => {
    const id = await place.sh('echo one');
    const { log_file: file } = await place.ended(id);
    expect(await read(place, id, { from: { kind: 'cursor', cursor: `${id}.0` } })).toMatchObject({ text: 'one\n' });
    rmSync(file);
    expect(await read(place, id, { from: { kind: 'cursor', cursor: `${id}.0` } })).toMatchObject({
      text: '',
      lost_bytes: 4,
      notice: 'its log was removed from the disk',
      end: true,
    });
  });
});

describe('the limit of a log', () => {
  const log = { maxBytes: 400_000, ansi: 'strip', progress: 'collapse', streams: 'merged' } as const;

  it('drops the oldest, says how much, and keeps the disk bounded', async ({ place }) => {
    const id = await place.start(['node', BURST, '100000', '10000'], { log });
    await place.shown(id, '^9999\\.');
    const first = await read(place, id, { from: { kind: 'line', line: 1 } });
    // Each burst is a megabyte, and the next comes when the last has been dropped.
    for (let burst = 1; burst <= 10; burst++) {
      await expect
        .poll(() => place.details(id).lost_bytes, { timeout: 20_000 })
        // As much as the limit may be kept: a look in mid-burst can leave exactly that.
        .toBeGreaterThanOrEqual(burst * 1_000_000 - 400_000);
      if (burst < 10) await place.jobs.sendInput(id, { text: '\n', end: false, waitMs: 0 });
    }
    await place.jobs.sendInput(id, { text: '\n', end: true, waitMs: 0 });
    const details = await place.ended(id);
    expect(details).toMatchObject({ status: 'completed', output_bytes: 10_000_000 });
    await expect.poll(() => statSync(details.log_file).blocks * 512, { timeout: 20_000 }).toBeLessThan(500_000);
    const kept = await read(place, id, { from: { kind: 'cursor', cursor: first.next_cursor }, maxBytes: 1_000_000 });
    expect(kept.text).toMatch(/^\d+\.+\n/);
    expect(kept.text.endsWith(`${'99999'.padEnd(99, '.')}\n`)).toBe(true);
    // Every byte is shown or counted.
    const seen = Number.parseInt(first.next_cursor.split('.').at(-1) ?? '', 36);
    expect(seen + kept.lost_bytes + kept.text.length).toBe(10_000_000);
  });

  it('leaves a record that is the last one, however often it was written meanwhile', async ({ place }) => {
    const id = await place.start(['node', BURST, '20000', '4000'], { log: { ...log, maxBytes: 40_000 } });
    for (let burst = 1; burst <= 5; burst++) {
      await expect.poll(() => place.details(id).output_bytes, { timeout: 20_000 }).toBe(burst * 400_000);
      await place.jobs.sendInput(id, { text: '\n', end: burst === 5, waitMs: 0 });
    }
    const { exit_code: code } = await place.ended(id);
    await expect
      .poll(() => place.details(id).lost_bytes, { timeout: 20_000 })
      .toBeGreaterThanOrEqual(2_000_000 - 40_000);
    await place.jobs.close('the test');
    const file = join(dirname(place.details(id).log_file), 'job.json');
    const record = JSON.parse(readFileSync(file, 'utf8')) as JobRecord;
    expect(record.progress).toMatchObject({ state: 'exited', exitCode: code });
    expect(record.log.base + record.log.kept).toBe(place.details(id).lost_bytes);
  });

  it('is held where holes cannot be punched, too', async ({ place }) => {
    const jobs = createJobs({
      stateFolder: join(place.scratch.path, 'without-holes'),
      limits: { maxJobs: 1, keepFinished: 1, keepFinishedForMs: 3_600_000 },
      serverEnv: process.env,
      punchHoles: false,
    });
    try {
      const started = await jobs.start(
        place.request(['node', BURST, '5000', '1000'], { log: { ...log, maxBytes: 40_000 } }),
      );
      if (!started.ok) throw new Error(JSON.stringify(started.error));
      const { id } = started.value;
      const details = (): JobDetails => {
        const found = jobs.details(id);
        if (!found.ok) throw new Error(`no job ${id}`);
        return found.value;
      };
      // The next burst, of one write, comes when the last has been dropped: none comes in the moment of dropping.
      for (let burst = 1; burst <= 5; burst++) {
        await expect.poll(() => details().output_bytes, { timeout: 20_000 }).toBe(burst * 100_000);
        const kept = (): number => details().output_bytes - details().lost_bytes;
        await expect.poll(kept, { timeout: 20_000 }).toBeLessThanOrEqual(40_000);
        await jobs.sendInput(id, { text: '\n', end: burst === 5, waitMs: 0 });
      }
      await expect.poll(() => details().status, { timeout: 20_000 }).toBe('completed');
      const query = { stream: 'merged', from: { kind: 'line', line: 1 }, pattern: undefined, context: 0 } as const;
      const page = await jobs.read(id, { ...query, maxBytes: 1_000_000 });
      if (!page.ok) throw new Error(JSON.stringify(page.error));
      const { text, lost_bytes: lost, notice } = page.value;
      expect(notice).toContain('bytes written in the very moment of dropping may be missing');
      expect(lost + text.length).toBe(500_000);
      expect(text.startsWith(`${lost / 100}.`)).toBe(true);
      expect(text.endsWith(`${'4999'.padEnd(99, '.')}\n`)).toBe(true);
      const folder = dirname(details().log_file);
      const sizes = readdirSync(folder).map((file) => statSync(join(folder, file)).size);
      expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(100_000);
    } finally {
      await jobs.close('the test');
    }
  });

  it('stops a job that outruns it for long', async ({ place }) => {
    const id = await place.sh('exec cat /dev/zero', { log: { ...log, maxBytes: 4_096 }, stop: { graceMs: 100 } });
    expect(await place.ended(id)).toMatchObject({ status: 'failed', outcome: 'log-limit' });
    const { log_file: file } = place.details(id);
    await expect.poll(() => statSync(file).blocks * 512, { timeout: 20_000 }).toBeLessThan(100_000);
  });
});

describe('finished jobs', () => {
  it('are kept by count; their folders go with them', async ({ place }) => {
    const ids = [];
    for (let count = 0; count < 4; count++) {
      const id = await place.sh('exit 0');
      await place.ended(id);
      ids.push(id);
    }
    place.jobs.setLimits({ maxJobs: 1, keepFinished: 2, keepFinishedForMs: 3_600_000 });
    const list = () => place.jobs.list({ status: undefined, profile: undefined, tag: undefined }).map((job) => job.id);
    await expect.poll(list, { timeout: 20_000 }).toEqual([ids[3], ids[2]]);
    place.jobs.setLimits({ maxJobs: 1, keepFinished: 2, keepFinishedForMs: 1 });
    await expect.poll(list, { timeout: 20_000 }).toEqual([]);
  });

  it('are forgotten while others go on ending', async ({ place }) => {
    place.jobs.setLimits({ maxJobs: 1, keepFinished: 2, keepFinishedForMs: 3_600_000 });
    const known = () => place.jobs.list({ status: undefined, profile: undefined, tag: undefined }).length;
    let ended = 0;
    do {
      await place.ended(await place.sh('exit 0'));
      ended++;
    } while (known() === ended && ended < 300);
    expect(known()).toBeLessThan(ended);
  });

  it('are filtered in lists, newest first', async ({ place }) => {
    const failed = await place.sh('exit 1', { tags: ['a'] });
    const done = await place.sh('exit 0', { profile: 'p' });
    await Promise.all([place.ended(failed), place.ended(done)]);
    const ids = (filter: object) =>
      place.jobs.list({ status: undefined, profile: undefined, tag: undefined, ...filter }).map((job) => job.id);
    expect(ids({})).toEqual([done, failed]);
    expect(ids({ status: ['failed'] })).toEqual([failed]);
    expect(ids({ profile: 'p' })).toEqual([done]);
    expect(ids({ tag: 'a' })).toEqual([failed]);
  });
});
