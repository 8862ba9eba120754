import { describe, expect } from 'vitest';
import { placeTest as it } from './place.js';

describe('wait', () => {
  it('returns at the end of a job, with its output since the wait began', async ({ place }) => {
    const id = await place.start(place.program.command);
    const run = await place.program.next();
    await run.say('before\n');
    const waited = place.wait(id, { kind: 'exited' });
    await run.say('after');
    await run.exit(0);
    const result = await waited;
    expect(result).toMatchObject({ returned: 'exited', job: id, jobs: [{ status: 'completed' }] });
    expect(result.output).toMatchObject({ text: 'after', end: true });
  });

  it('returns the line that matches, from a cursor on', async ({ place }) => {
    const id = await place.start(place.program.command);
    const run = await place.program.next();
    const first = place.wait(id, { kind: 'output', pattern: 'one' });
    await run.say('one\n');
    const { output } = await first;
    await run.say('two\nthree\n');
    const request = { jobs: [id], mode: 'any', timeoutMs: 20_000, signal: undefined } as const;
    const next = await place.jobs.wait({
      ...request,
      until: { kind: 'output', pattern: '^t.*e$' },
      cursor: output.next_cursor,
    });
    expect(next).toMatchObject({
      ok: true,
      value: { returned: 'output', matched: 'three', output: { text: 'two\nthree\n' } },
    });
    // What was there before the wait does not count without a cursor.
    const again = await place.wait(id, { kind: 'output', pattern: 'two' }, 100);
    expect(again).toMatchObject({ returned: 'timeout', output: { text: '' } });
    expect(again).not.toHaveProperty('matched', expect.anything());
  });

  it('finds what was written with the last breath, and says `exited` when it never came', async ({ place }) => {
    const found = await place.start(place.program.command);
    const run = await place.program.next();
    const waited = place.wait(found, { kind: 'output', pattern: 'goodbye' });
    await run.say('goodbye');
    await run.exit(0);
    expect(await waited).toMatchObject({ returned: 'output', matched: 'goodbye' });
    const never = await place.sh('echo something else');
    expect(await place.wait(never, { kind: 'output', pattern: 'goodbye' })).toMatchObject({ returned: 'exited' });
  });

  it('finds a line of which the beginning was there before', async ({ place }) => {
    const id = await place.start(place.program.command);
    const run = await place.program.next();
    await run.say('listen');
    await place.shown(id, 'listen');
    const waited = place.wait(id, { kind: 'output', pattern: '^listening on' });
    const never = place.wait(id, { kind: 'output', pattern: '^ing' });
    await run.say('ing on 3000\n');
    expect(await waited).toMatchObject({ returned: 'output', matched: 'listening on 3000' });
    await run.exit(0);
    expect(await never).toMatchObject({ returned: 'exited' });
  });

  it('looks at what is there, however short it may take', async ({ place }) => {
    const id = await place.sh('echo ready to go');
    await place.ended(id);
    const request = { jobs: [id], mode: 'any', cursor: `${id}.0`, signal: undefined } as const;
    for (const timeoutMs of [0, 1]) {
      expect(
        await place.jobs.wait({ ...request, until: { kind: 'output', pattern: 'to go' }, timeoutMs }),
      ).toMatchObject({ value: { returned: 'output', matched: 'ready to go' } });
      expect(
        await place.jobs.wait({ ...request, until: { kind: 'output', pattern: 'none' }, timeoutMs }),
      ).toMatchObject({ value: { returned: 'exited' } });
    }
  });

  it('does not return for what is not shown yet', async ({ place }) => {
    const id = await place.start(place.program.command);
    const run = await place.program.next();
    await run.say('one\n\x1b]0;a title');
    await place.shown(id, 'one');
    const cursor = (await place.tail(id)).next_cursor;
    const request = { jobs: [id], mode: 'any', cursor, signal: undefined } as const;
    const until = { kind: 'output', pattern: '' } as const;
    expect(await place.jobs.wait({ ...request, until, timeoutMs: 200 })).toMatchObject({
      value: { returned: 'timeout', output: { text: '', next_cursor: cursor } },
    });
    const waited = place.jobs.wait({ ...request, until, timeoutMs: 20_000 });
    await run.say('\x07two');
    expect(await waited).toMatchObject({ value: { returned: 'output', matched: 'two', output: { text: 'two' } } });
  });

  it('reads on the job whose cursor was given, when nothing ends the wait', async ({ place }) => {
    const [one, two] = [await place.start(place.program.command), await place.start(place.program.command)];
    const runs = [await place.program.next(), await place.program.next()];
    const second = runs.find(({ pid }) => pid === place.details(two).pid);
    await second?.say('MARK\n');
    await place.shown(two, 'MARK');
    const request = { jobs: [one, two], mode: 'any', timeoutMs: 50, signal: undefined } as const;
    expect(await place.jobs.wait({ ...request, until: { kind: 'exited' }, cursor: `${two}.0` })).toMatchObject({
      value: { returned: 'timeout', job: two, output: { text: 'MARK\n' } },
    });
  });

  it('returns when a job has been silent', async ({ place }) => {
    const id = await place.start(place.program.command);
    await place.program.next();
    expect(await place.wait(id, { kind: 'idle', quietMs: 100 })).toMatchObject({ returned: 'idle' });
  });

  it('waits for the first of several, or for all', async ({ place }) => {
    const ids = [await place.start(place.program.command), await place.start(place.program.command)];
    const runs = [await place.program.next(), await place.program.next()];
    const pidOf = (id: string): number | undefined => place.details(id).pid;
    const [first, second] = ids.map((id) => runs.find((run) => run.pid === pidOf(id)));
    const request = {
      jobs: ids,
      until: { kind: 'exited' },
      timeoutMs: 20_000,
      cursor: undefined,
      signal: undefined,
    } as const;
    const any = place.jobs.wait({ ...request, mode: 'any' });
    const all = place.jobs.wait({ ...request, mode: 'all' });
    await second?.exit(0);
    expect(await any).toMatchObject({ value: { returned: 'exited', job: ids[1], jobs: [{ status: 'running' }, {}] } });
    await first?.exit(1);
    expect(await all).toMatchObject({
      value: { returned: 'exited', job: ids[0], jobs: [{ exit_code: 1 }, { exit_code: 0 }] },
    });
  });

  it('is over when its time is, or when it is cancelled; the job goes on', async ({ place }) => {
    const id = await place.start(place.program.command);
    expect(await place.wait(id, { kind: 'exited' }, 1)).toMatchObject({ returned: 'timeout', job: id });
    const abort = new AbortController();
    const request = {
      jobs: [id],
      mode: 'any',
      until: { kind: 'exited' },
      timeoutMs: 20_000,
      cursor: undefined,
    } as const;
    const waited = place.jobs.wait({ ...request, signal: abort.signal });
    abort.abort();
    expect(await waited).toMatchObject({ value: { returned: 'cancelled' } });
    expect(await place.jobs.wait({ ...request, signal: AbortSignal.abort() })).toMatchObject({
      value: { returned: 'cancelled' },
    });
    expect(place.details(id).status).toBe('running');
  });

  it('says that a job can never become ready, and which of several it was', async ({ place }) => {
    const never = await place.start(place.program.command, { name: 'never' });
    await place.program.next();
    expect(await place.wait(never, { kind: 'ready' })).toMatchObject({ returned: 'not-ready', job: never });
    const probe = { target: { kind: 'log', pattern: 'up', stream: 'merged' } } as const;
    const times = { timeoutMs: 100, intervalMs: 10, attemptTimeoutMs: 1_000, successes: 1 };
    const late = await place.start(place.program.command, { name: 'late', ready: [{ ...probe, ...times }] });
    const run = await place.program.next();
    expect(await place.wait(late, { kind: 'ready' })).toMatchObject({
      returned: 'not-ready',
      jobs: [{ status: 'running', readiness: 'failed' }],
    });
    await run.exit(0);
    await place.ended(late);
    expect(await place.wait(late, { kind: 'ready' })).toMatchObject({ returned: 'exited' });
    // Of all of several, the one that did not get there is named.
    const soon = await place.start(place.helper.command, {
      name: 'soon',
      ready: [{ ...probe, ...times, timeoutMs: 60_000 }],
    });
    await (await place.helper.next()).say('up\n');
    const request = { mode: 'all', until: { kind: 'ready' }, timeoutMs: 20_000, cursor: undefined } as const;
    expect(await place.jobs.wait({ ...request, jobs: [never, soon], signal: undefined })).toMatchObject({
      value: { returned: 'not-ready', job: never },
    });
  });

  it('for all of several may be for a line of each; one that ended without is named', async ({ place }) => {
    const ids = [
      await place.sh('echo found; exec sleep 1000', { name: 'one' }),
      await place.sh('echo other; read -r line; exit 3', { name: 'two' }),
    ];
    const request = { jobs: ids, timeoutMs: 20_000, cursor: `${ids[0] ?? ''}.0`, signal: undefined } as const;
    const until = { kind: 'output', pattern: 'found' } as const;
    expect(await place.jobs.wait({ ...request, mode: 'any', until })).toMatchObject({
      value: { returned: 'output', job: ids[0], matched: 'found' },
    });
    const all = place.jobs.wait({ ...request, mode: 'all', until });
    await place.jobs.sendInput(ids[1] ?? '', { text: 'go\n', end: false, waitMs: 0 });
    expect(await all).toMatchObject({ value: { returned: 'exited', job: ids[1], matched: undefined } });
    // The same job named twice, by its id and by its name, is one.
    const twice = await place.jobs.wait({ ...request, jobs: ['one', ids[0] ?? ''], mode: 'all', until });
    expect(twice).toMatchObject({ value: { returned: 'output', jobs: [{ name: 'one' }] } });
  });

  it('refuses what it cannot wait for', async ({ place }) => {
    const id = await place.start(place.program.command);
    const other = await place.start(place.program.command);
    const request = {
      jobs: [id],
      mode: 'any',
      until: { kind: 'exited' },
      timeoutMs: 1,
      cursor: undefined,
      signal: undefined,
    } as const;
    const code = async (change: object): Promise<string> => {
      const result = await place.jobs.wait({ ...request, ...change });
      return result.ok ? 'ok' : result.error.code;
    };
    expect(await code({ jobs: [id, 'nobody'] })).toBe('unknown-job');
    expect(await code({ jobs: [] })).toBe('unknown-job');
    expect(await code({ until: { kind: 'output', pattern: '(' } })).toBe('bad-pattern');
    expect(await code({ cursor: `${other}.0` })).toBe('bad-cursor');
    expect(await code({ cursor: `${id}.zzzz` })).toBe('bad-cursor');
    expect(await code({ jobs: [id, other], cursor: `${other}.0` })).toBe('ok');
  });
});
