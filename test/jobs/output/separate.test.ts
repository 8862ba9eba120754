import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import type { OutputPage, ReadQuery } from '../../../src/jobs/jobs.js';
import { folderAt } from '../../../src/jobs/jobFolder.js';
import type { JobRecord } from '../../../src/jobs/registry/jobRecord.js';
import { openJobLog } from '../../../src/jobs/output/jobLog.js';
import { DEFAULTS, placeTest as it, type Place } from '../place.js';

const log = { ...DEFAULTS.log, streams: 'separate' } as const;

function query(wish: Partial<ReadQuery>): ReadQuery {
  const from = { kind: 'tail', lines: 1_000 } as const;
  return { stream: 'merged', from, maxBytes: 100_000, pattern: undefined, context: 0, ...wish };
}

async function read(place: Place, ref: string, wish: Partial<ReadQuery>): Promise<OutputPage> {
  const result = await place.jobs.read(ref, query(wish));
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

const STREAMS = ['stdout', 'stderr', 'merged'] as const;

describe('a job whose streams are kept apart', () => {
  it('has each read apart; together they say how they were ordered', async ({ place }) => {
    const id = await place.sh('echo one; echo two >&2; echo three; printf end >&2', { log });
    const { log_file, stderr_log_file = '' } = await place.ended(id);
    expect(await read(place, id, { stream: 'stdout' })).toMatchObject({ text: 'one\nthree\n', end: true });
    expect(await read(place, id, { stream: 'stderr' })).toMatchObject({ text: 'two\nend', end: true });
    expect((await read(place, id, { stream: 'stderr' })).notice).toBeUndefined();
    const merged = await read(place, id, {});
    expect(merged.text.split('\n').filter(Boolean).sort()).toEqual(['end', 'one', 'three', 'two']);
    expect(merged.notice).toContain('steps of 50 ms');
    expect(readFileSync(log_file, 'utf8')).toBe('one\nthree\n');
    expect(readFileSync(stderr_log_file, 'utf8')).toBe('two\nend');
  });

  it('is put together in the order of what was seen, and read on with cursors of each stream', async ({ place }) => {
    const script = 'read x; echo a; read x; echo b >&2; read x; echo c; read x; echo d >&2; read x';
    const id = await place.sh(script, { log });
    const texts = { stdout: '', stderr: '', merged: '' };
    const cursors: Record<string, string> = {};
    for (const step of ['', 'a\n', 'b\n', 'c\n', 'd\n']) {
      if (step !== '') await place.jobs.sendInput(id, { text: '\n', end: false, waitMs: 20_000 });
      for (const stream of STREAMS) {
        const cursor = cursors[stream];
        const page = await read(place, id, {
          stream,
          ...(cursor === undefined ? {} : { from: { kind: 'cursor', cursor } }),
        });
        texts[stream] += page.text;
        cursors[stream] = page.next_cursor;
      }
    }
    await place.jobs.sendInput(id, { text: '\n', end: true, waitMs: 0 });
    await place.ended(id);
    expect(texts).toEqual({ stdout: 'a\nc\n', stderr: 'b\nd\n', merged: 'a\nb\nc\nd\n' });
    expect((await read(place, id, { from: { kind: 'line', line: 3 } })).text).toBe('c\nd\n');
    expect((await read(place, id, { stream: 'stderr', from: { kind: 'line', line: 2 } })).text).toBe('d\n');
    expect((await read(place, id, { stream: 'stderr', pattern: 'b|c' })).text).toBe('b\n');
    for (const [of, stream] of [
      ['stdout', 'stderr'],
      ['stdout', 'merged'],
      ['merged', 'stdout'],
    ] as const) {
      const refused = await place.jobs.read(id, query({ stream, from: { kind: 'cursor', cursor: cursors[of] ?? '' } }));
      expect(refused).toMatchObject({ ok: false, error: { code: 'bad-cursor' } });
      if (!refused.ok) expect(JSON.stringify(refused.error)).toContain(`stream \`${of}\``);
    }

    // The folder alone is enough for another process.
    const record = JSON.parse(readFileSync(join(place.stateFolder, 'jobs', id, 'job.json'), 'utf8')) as JobRecord;
    const again = openJobLog(folderAt(join(place.stateFolder, 'jobs', id)), record.log, {
      punch: undefined,
      latest: () => undefined,
    });
    expect((await again.read(0, 100)).toString()).toBe('a\nb\nc\nd\n');
    again.close();
  });

  it('is waited for and probed by one stream', async ({ place }) => {
    const probe = { timeoutMs: 20_000, intervalMs: 50, attemptTimeoutMs: 1_000, successes: 1 };
    const target = { kind: 'log', pattern: 'go', stream: 'stderr' } as const;
    const id = await place.sh('echo go; read x; echo go on >&2; read x', { log, ready: [{ ...probe, target }] });
    await place.shown(id, '^go$');
    expect(place.details(id).readiness).toBe('pending');
    const waiting = place.jobs.wait({
      jobs: [id],
      mode: 'any',
      until: { kind: 'output', pattern: 'go' },
      stream: 'stderr',
      timeoutMs: 20_000,
      cursor: `${id}.stderr.0`,
      signal: undefined,
    });
    await place.jobs.sendInput(id, { text: '\n', end: false, waitMs: 0 });
    const waited = await waiting;
    expect(waited).toMatchObject({ ok: true, value: { returned: 'output', matched: 'go on' } });
    if (waited.ok) expect(waited.value.output).toMatchObject({ text: 'go on\n', next_cursor: `${id}.stderr.6` });
    expect((await place.wait(id, { kind: 'ready' })).returned).toBe('ready');
    await place.jobs.sendInput(id, { text: '\n', end: true, waitMs: 0 });
    await place.ended(id);
  });

  it('is refused to a wait by stream where streams are one', async ({ place }) => {
    const id = await place.sh('exit 0');
    const waited = await place.jobs.wait({
      jobs: [id],
      mode: 'any',
      until: { kind: 'exited' },
      stream: 'stdout',
      timeoutMs: 20_000,
      cursor: undefined,
      signal: undefined,
    });
    expect(waited).toMatchObject({ ok: false, error: { code: 'no-separate-streams' } });
    await place.ended(id);
  });

  it('masks secrets in each stream, and marks restarts in each', async ({ place }) => {
    const id = await place.sh('echo "out $TOKEN"; echo "err $TOKEN" >&2; exit 1', {
      log,
      env: { TOKEN: 'hunter2hunter2' },
      secrets: ['TOKEN'],
      restart: { on: 'failure', max: 1, backoffMs: 1, maxBackoffMs: 1, resetAfterMs: 60_000 },
    });
    await place.ended(id);
    const texts = [];
    for (const stream of STREAMS) texts.push((await read(place, id, { stream })).text);
    expect(texts[0]).toBe('out [TOKEN]\n[bgjobs] restart 1, stdout: it exited with code 1\nout [TOKEN]\n');
    expect(texts[1]).toBe('err [TOKEN]\n[bgjobs] restart 1, stderr: it exited with code 1\nerr [TOKEN]\n');
    expect(texts[2]).not.toContain('hunter2');
  });

  it('is kept within one limit over both, and numbers its lines from the first', async ({ place }) => {
    const limited = { ...log, maxBytes: 100_000 };
    const script =
      'i=0; while [ $i -lt 30 ]; do yes oooooooo | head -c 18000; echo "error $i" >&2; read x; i=$((i+1)); done';
    const id = await place.sh(script, { log: limited });
    for (let step = 1; step <= 30; step++) {
      await place.shown(id, `error ${step - 1}$`);
      await place.jobs.sendInput(id, { text: '\n', end: step === 30, waitMs: 0 });
    }
    await place.ended(id);
    const kept = (): number => place.details(id).output_bytes - place.details(id).lost_bytes;
    await expect.poll(kept, { timeout: 20_000 }).toBeLessThanOrEqual(100_000);
    const errors = await read(place, id, { stream: 'stderr', from: { kind: 'line', line: 1 } });
    expect(errors.notice).toMatch(/^lines 1 to \d+ are gone/);
    const first = Number(/lines 1 to (\d+)/.exec(errors.notice ?? '')?.[1]);
    expect(errors.text.split('\n')[0]).toBe(`error ${first}`);
    expect(errors.text.endsWith('error 29\n')).toBe(true);
    expect(errors.lost_bytes + errors.text.length).toBe(30 * 'error 1\n'.length + 20);
  });
});
