import { expect } from 'vitest';
import { describeEachClient } from '../rig/describeEachClient.js';
import { fixture } from '../rig/fixtureProgram.js';
import { isAlive } from '../rig/processes.js';
import type { Rig } from '../rig/rig.js';

/** A server with one running job that the test drives. */
async function oneJob(rig: Rig) {
  const program = await rig.program();
  rig.config({ profiles: { work: { command: program.command } } });
  const session = await rig.serve();
  const { job } = await session.ok('start_profile', { profile: 'work' });
  return { ...session, job, run: await program.next() };
}

describeEachClient('output', (it) => {
  it('is there as soon as the program has written it, both streams in order', async ({ rig }) => {
    const { ok, run, job } = await oneJob(rig);
    await run.say('one\n');
    await run.complain('two\n');
    await run.say('three, not yet ended');
    const page = await ok('read_output', { job: job.id });
    expect(page).toMatchObject({ text: 'one\ntwo\nthree, not yet ended', lost_bytes: 0, truncated: false, end: false });
    await run.exit(0);
    await ok('wait_for_job', { jobs: [job.id], until: 'exited', wait_ms: 45_000 });
    expect(await ok('read_output', { job: job.id })).toMatchObject({ end: true, job: { status: 'completed' } });
  });

  it('is read on from a cursor, without a gap and without a repetition', async ({ rig }) => {
    const { ok, run, job } = await oneJob(rig);
    let cursor: string | undefined;
    const texts: string[] = [];
    for (const text of ['a\n', 'b\nc\n', 'ü\n']) {
      await run.say(text);
      const page = await ok('read_output', { job: job.id, ...(cursor === undefined ? {} : { cursor }) });
      texts.push(page.text);
      cursor = page.next_cursor;
    }
    expect(texts).toEqual(['a\n', 'b\nc\n', 'ü\n']);
    expect((await ok('read_output', { job: job.id, cursor })).text).toBe('');
    await run.exit(0);
  });

  it('of any length comes in pages that put together are the whole', async ({ rig }) => {
    rig.config({ profiles: { flood: { command: ['node', fixture('flood.mjs'), '5000'] } } });
    const { ok } = await rig.serve();
    const { job } = await ok('start_profile', { profile: 'flood', wait_until: 'exited', wait_ms: 45_000 });
    const tail = await ok('read_output', { job: job.id, tail_lines: 3 });
    expect(tail.text.split('\n').map((line) => line.replace(/\.+$/, ''))).toEqual(['4998', '4999', '5000', '']);

    let page = await ok('read_output', { job: job.id, from_line: 1, max_bytes: 32_768 });
    let whole = page.text;
    while (!page.end) {
      page = await ok('read_output', { job: job.id, cursor: page.next_cursor, max_bytes: 32_768 });
      whole += page.text;
      expect(page.lost_bytes).toBe(0);
    }
    const numbers = whole
      .trimEnd()
      .split('\n')
      .map((line) => Number(line.replace(/\.+$/, '')));
    expect(numbers).toEqual(Array.from({ length: 5000 }, (_, index) => index + 1));
  });

  it('is filtered by a pattern', async ({ rig }) => {
    const { ok, refused, run, job } = await oneJob(rig);
    await run.say('ok 1\nerror: no\nok 2\nok 3\nERROR\n');
    const page = await ok('read_output', { job: job.id, pattern: '(?i)error' });
    expect(page.text).toContain('error: no');
    expect(page.text).toContain('ERROR');
    expect(page.text).not.toContain('ok');
    expect((await refused('read_output', { job: job.id, pattern: '(' })).code).toBe('bad-pattern');
    expect((await refused('read_output', { job: job.id, cursor: 'nonsense' })).code).toBe('bad-cursor');
    await run.exit(0);
  });

  it('shows no escape sequences', async ({ rig }) => {
    const { ok, run, job } = await oneJob(rig);
    await run.say('\u001b[32mgreen\u001b[39m\n');
    expect((await ok('read_output', { job: job.id })).text).toBe('green\n');
    await run.exit(0);
  });
});

describeEachClient('streams that are kept apart', (it) => {
  it('are read and waited for one by one', async ({ rig }) => {
    const program = await rig.program();
    rig.config({ profiles: { work: { command: program.command, log: { streams: 'separate' } } } });
    const { ok, refused } = await rig.serve();
    const { job } = await ok('start_profile', { profile: 'work' });
    const run = await program.next();
    await run.say('out\n');
    await run.complain('bad\n');
    const errors = await ok('read_output', { job: job.id, stream: 'stderr' });
    expect(errors.text).toBe('bad\n');
    expect((await ok('read_output', { job: job.id, stream: 'stdout' })).text).toBe('out\n');
    const merged = await ok('read_output', { job: job.id });
    expect(merged.text.split('\n').sort()).toEqual(['', 'bad', 'out']);
    expect(merged.notice).toContain('kept apart');
    const { next_cursor: cursor } = errors;
    expect((await refused('read_output', { job: job.id, cursor })).message).toContain('stream `stderr`');
    const waiting = ok('wait_for_job', {
      jobs: [job.id],
      until: 'output',
      stream: 'stderr',
      pattern: 'worse',
      cursor,
      wait_ms: 45_000,
    });
    await run.say('worse\n');
    await run.complain('much worse\n');
    expect(await waiting).toMatchObject({
      returned: 'output',
      matched: 'much worse',
      output: { text: 'much worse\n' },
    });
    await run.exit(0);
  });
});

describeEachClient('a wait', (it) => {
  it('returns at the line that was waited for, with the output since the cursor', async ({ rig }) => {
    const { ok, run, job } = await oneJob(rig);
    await run.say('old: built in 1 ms\n');
    const { next_cursor: cursor } = await ok('read_output', { job: job.id });
    const waiting = ok('wait_for_job', {
      jobs: [job.id],
      until: 'output',
      pattern: 'built in \\d+ ms',
      cursor,
      wait_ms: 45_000,
    });
    await run.say('compiling\n');
    await run.say('built in 250 ms\n');
    const result = await waiting;
    expect(result).toMatchObject({ returned: 'output', matched: 'built in 250 ms', job: { status: 'running' } });
    expect(result.output.text).toContain('compiling\nbuilt in 250 ms\n');
    expect(result.output.text).not.toContain('old');
    await run.exit(0);
  });

  it('reports progress to those who ask for it, and looks at what comes after it began', async ({ rig }) => {
    const { ok, run, job } = await oneJob(rig);
    let onProgress: () => void = () => undefined;
    const progressed = new Promise<void>((resolve) => (onProgress = resolve));
    const args = { jobs: [job.id], until: 'output', pattern: '^now$', wait_ms: 45_000 };
    const waiting = ok('wait_for_job', args, { onProgress });
    await progressed;
    await run.say('now\n');
    expect(await waiting).toMatchObject({ returned: 'output', matched: 'now' });
    await run.exit(0);
  });

  it('returns at the end of the job, whatever it was for', async ({ rig }) => {
    const { ok, run, job } = await oneJob(rig);
    const { next_cursor: cursor } = await ok('read_output', { job: job.id });
    const waits = [
      ok('wait_for_job', { jobs: [job.id], until: 'exited', cursor, wait_ms: 45_000 }),
      ok('wait_for_job', { jobs: [job.name], until: 'output', pattern: 'never', cursor, wait_ms: 45_000 }),
    ];
    await run.say('last words');
    await run.exit(7);
    for (const result of await Promise.all(waits)) {
      expect(result).toMatchObject({ returned: 'exited', job: { status: 'failed', exit_code: 7 } });
      expect(result.output).toMatchObject({ text: 'last words', end: true });
    }
    const late = await ok('wait_for_job', { jobs: [job.id], until: 'exited' });
    expect(late).toMatchObject({ returned: 'exited', job: { exit_code: 7 } });
  });

  it('returns when the service is ready', async ({ rig }) => {
    const program = await rig.program();
    rig.config({
      profiles: {
        web: { command: program.command, type: 'service', ready: { log: { pattern: 'up' }, timeout: '5m' } },
      },
    });
    const { ok } = await rig.serve();
    const { returned, job } = await ok('start_profile', { profile: 'web', wait_until: 'started' });
    expect(returned).toBe('started');
    const waiting = ok('wait_for_job', { jobs: [job.id], until: 'ready', wait_ms: 45_000 });
    await (await program.next()).say('up\n');
    expect(await waiting).toMatchObject({ returned: 'ready', job: { readiness: 'ready' } });
    await ok('stop_job', { job: job.id });
  });

  it('that is over leaves the job alone', async ({ rig }) => {
    const { ok, run, job } = await oneJob(rig);
    const result = await ok('wait_for_job', { jobs: [job.id], until: 'exited', wait_ms: 100 });
    expect(result).toMatchObject({ returned: 'timeout', job: { status: 'running' } });
    expect(isAlive(run.process)).toBe(true);
    await run.exit(0);
  });

  it('that the client gives up leaves the job alone too', async ({ rig }) => {
    const { ok, client, run, job } = await oneJob(rig);
    const giveUp = new AbortController();
    const args = { jobs: [job.id], until: 'exited', wait_ms: 40_000 };
    const waiting = client.call('wait_for_job', args, { signal: giveUp.signal });
    const outcome = expect(waiting).rejects.toThrow();
    giveUp.abort('no longer wanted');
    await outcome;
    expect((await ok('get_job', { job: job.id })).job.status).toBe('running');
    await run.exit(0);
  });

  it('is for the first of several jobs', async ({ rig }) => {
    const program = await rig.program();
    rig.config({ profiles: { work: { command: program.command, if_running: 'parallel' } } });
    const { ok } = await rig.serve();
    await ok('start_profile', { profile: 'work', name: 'one' });
    const one = await program.next();
    await ok('start_profile', { profile: 'work', name: 'two' });
    const two = await program.next();
    const waiting = ok('wait_for_job', { jobs: ['one', 'two'], until: 'exited', wait_ms: 45_000 });
    await two.exit(0);
    const result = await waiting;
    expect(result).toMatchObject({ returned: 'exited', job: { name: 'two', status: 'completed' } });
    expect(result.jobs.map(({ name, status }) => [name, status])).toEqual([
      ['one', 'running'],
      ['two', 'completed'],
    ]);
    await one.exit(0);
  });
});
