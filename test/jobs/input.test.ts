import { describe, expect } from 'vitest';
import { placeTest as it } from './place.js';

describe('sendInput', () => {
  it('is read by the job, and what the job answers comes back', async ({ place }) => {
    const id = await place.sh('while read -r line; do echo "you said $line"; done; echo bye');
    const first = await place.jobs.sendInput(id, { text: 'hello\n', end: false, waitMs: 20_000 });
    expect(first).toMatchObject({ ok: true, value: { written: 6, output: { text: 'you said hello\n', end: false } } });
    const last = await place.jobs.sendInput(id, { text: 'grüße\n', end: true, waitMs: 20_000 });
    expect(last).toMatchObject({ value: { written: 8, output: { text: 'you said grüße\nbye\n' } } });
    await place.ended(id);
    expect(await place.jobs.sendInput(id, { text: 'x', end: false, waitMs: 0 })).toMatchObject({
      error: { code: 'job-ended' },
    });
  });

  it('is refused when standard input is closed', async ({ place }) => {
    const closed = await place.sh('cat; echo end; exec sleep 1000', { stdin: 'closed' });
    await place.shown(closed, '^end$');
    expect(await place.tail(closed)).toMatchObject({ text: 'end\n' });
    expect(place.details(closed).stdin).toBe('closed');
    expect(await place.jobs.sendInput(closed, { text: 'x', end: false, waitMs: 0 })).toMatchObject({
      error: { code: 'stdin-closed' },
    });
    const id = await place.start(place.program.command);
    const run = await place.program.next();
    await run.read();
    await place.jobs.sendInput(id, { text: 'last', end: true, waitMs: 0 });
    expect(await run.heard('last')).toBe('last');
    await run.inputEnded();
    // To end it again is what is so already; more text would be lost.
    const again = await place.jobs.sendInput(id, { text: '', end: true, waitMs: 0 });
    expect(again).toMatchObject({ ok: true, value: { written: 0 } });
    expect(await place.jobs.sendInput(id, { text: 'x', end: true, waitMs: 0 })).toMatchObject({
      error: { code: 'stdin-closed' },
    });
    expect(await place.jobs.sendInput(id, { text: 'x', end: false, waitMs: 0 })).toMatchObject({
      error: { code: 'stdin-closed' },
    });
  });

  it('says how far it came when the job does not read, and goes on when it does', async ({ place }) => {
    const id = await place.start(place.program.command);
    const run = await place.program.next();
    const text = 'x'.repeat(8_000_000);
    const full = await place.jobs.sendInput(id, { text, end: false, waitMs: 0 });
    if (full.ok || full.error.code !== 'stdin-full') throw new Error('it was taken');
    const { written } = full.error;
    expect(written).toBeGreaterThan(0);
    expect(written).toBeLessThan(text.length);
    expect(await place.jobs.sendInput(id, { text: 'y', end: false, waitMs: 0 })).toMatchObject({
      error: { code: 'stdin-full', written: 0 },
    });
    await run.read();
    await place.jobs.sendInput(id, { text: 'end', end: false, waitMs: 0 });
    expect((await run.heard('end')).length).toBe(written + 3);
  });

  it('survives a job that closes its end or goes', async ({ place }) => {
    const id = await place.sh('exec 0<&-; echo closed; exec sleep 1000');
    await place.shown(id, 'closed');
    const answers = [];
    for (let times = 0; times < 2; times++) {
      const answer = await place.jobs.sendInput(id, { text: 'x'.repeat(100_000), end: false, waitMs: 0 });
      answers.push(answer.ok ? 'ok' : answer.error.code);
    }
    expect(answers).toEqual(['stdin-closed', 'stdin-closed']);
    const dying = await place.start(place.program.command);
    const run = await place.program.next();
    const sending = place.jobs.sendInput(dying, { text: 'x'.repeat(8_000_000), end: false, waitMs: 20_000 });
    await run.exit(0);
    const sent = await sending;
    expect(sent.ok ? 'ok' : sent.error.code).toMatch(/^(job-ended|stdin-closed)$/);
    expect(await place.ended(dying)).toMatchObject({ status: 'completed' });
  });
});
