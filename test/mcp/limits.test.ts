import { PassThrough, Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { serveStdio } from '../../src/mcp/serveStdio.js';
import { createStdioTransport, MOST_UNREAD } from '../../src/mcp/stdioTransport.js';
import { createFakeHost, profile } from './fakeHost.js';

interface Answer {
  readonly id: number;
  readonly result?: { readonly structuredContent?: { readonly error?: { readonly code: string } } };
}

const HELLO = {
  jsonrpc: '2.0',
  id: 'hello',
  method: 'initialize',
  params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'raw', version: '1' } },
};

function call(id: number, name: string, args: object): string {
  return `${JSON.stringify({ jsonrpc: '2.0', id, method: 'tools/call', params: { name, arguments: args } })}\n`;
}

/** A served host, and every answer in the order in which it came. */
async function flooded(host = createFakeHost({ profiles: [profile('web')] })) {
  const stdin = new PassThrough({ highWaterMark: 64 * 1024 * 1024 });
  const stdout = new PassThrough();
  const connection = serveStdio(host, { stdin, stdout });
  const answers: Answer[] = [];
  let wanted = 0;
  let enough: () => void = () => undefined;
  let pending = '';
  stdout.setEncoding('utf8').on('data', (text: string) => {
    const lines = (pending + text).split('\n');
    pending = lines.pop() ?? '';
    answers.push(...lines.map((line) => JSON.parse(line) as Answer));
    if (answers.length >= wanted) enough();
  });
  const times = async (count: number): Promise<readonly Answer[]> => {
    wanted = count;
    if (answers.length < count) await new Promise<void>((resolve) => (enough = resolve));
    return answers;
  };
  stdin.write(`${JSON.stringify(HELLO)}\n${JSON.stringify({ jsonrpc: '2.0', method: 'notifications/initialized' })}\n`);
  await times(1);
  answers.length = 0;
  return { host, stdin, stdout, connection, times };
}

describe('a flood of calls', () => {
  it('of 10,000 that are quick is answered, each once and in order', async () => {
    const { stdin, times, connection } = await flooded();
    for (let id = 0; id < 10_000; id += 100) {
      stdin.write(Array.from({ length: 100 }, (_, offset) => call(id + offset, 'list_jobs', {})).join(''));
    }
    const answers = await times(10_000);
    expect(answers.map(({ id }) => id)).toEqual(Array.from({ length: 10_000 }, (_, id) => id));
    await connection.close();
  });

  it('of 3,000 that wait is refused beyond 1,000, politely, and those that wait go on', async () => {
    const { host, stdin, times, connection } = await flooded();
    stdin.write(call(-1, 'start_profile', { profile: 'web', wait_ms: 0 }));
    await times(1);
    const line = (id: number): string => call(id, 'wait_for_job', { jobs: ['web'], wait_ms: 45_000 });
    stdin.write(Array.from({ length: 3_000 }, (_, id) => line(id)).join(''));
    const refused = (await times(1 + 2_000)).slice(1);
    const error = (answer: Answer): string | undefined => answer.result?.structuredContent?.error?.code;
    expect(new Set(refused.map(error))).toEqual(new Set(['too-many-calls']));
    expect(refused.map(({ id }) => id)).toEqual(Array.from({ length: 2_000 }, (_, id) => id + 1_000));
    host.jobs.all[0]!.exit(0);
    const all = await times(1 + 3_000);
    expect(all.slice(2_001).map(error)).toEqual(Array<undefined>(1_000).fill(undefined));
    // The places are free again.
    stdin.write(call(9, 'list_jobs', {}));
    expect(error((await times(1 + 3_001)).at(-1)!)).toBeUndefined();
    await connection.close();
  });
});

describe('a client that does not read', () => {
  /** Takes nothing until it is opened. */
  function dam() {
    const held: (() => void)[] = [];
    let open = false;
    let taken = 0;
    const stdout = new Writable({
      write(chunk: Buffer, _encoding, done) {
        taken += chunk.length;
        if (open) done();
        else held.push(done);
      },
    });
    return {
      stdout,
      taken: () => taken,
      release: (): void => {
        open = true;
        for (const done of held.splice(0)) done();
      },
    };
  }
  const answer = { jsonrpc: '2.0', id: 1, result: { text: 'x'.repeat(1024 * 1024) } } as const;
  const notice = {
    jsonrpc: '2.0',
    method: 'notifications/progress',
    params: { progressToken: 1, progress: 1 },
  } as const;
  const ping = `${JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'ping' })}\n`;

  it('is not read either, gets no notifications, and is served on when it reads again', async () => {
    const { stdout, release, taken } = dam();
    const stdin = new PassThrough();
    const transport = createStdioTransport({ stdin, stdout });
    let received = 0;
    let heard: () => void = () => undefined;
    transport.onmessage = () => {
      received += 1;
      heard();
    };
    await transport.start();
    for (let count = 0; count < 5; count++) await transport.send(answer);
    expect(stdout.writableLength).toBeGreaterThan(MOST_UNREAD);
    expect(stdin.isPaused()).toBe(true);
    const before = stdout.writableLength;
    await transport.send(notice);
    expect(stdout.writableLength).toBe(before);
    stdin.write(ping);
    const next = new Promise<void>((resolve) => (heard = resolve));
    release();
    await next;
    expect(received).toBe(1);
    expect(taken()).toBe(before);
    await transport.send(notice);
    expect(taken()).toBeGreaterThan(before);
    await transport.close();
  });

  it('costs no memory however much it writes: calls without end', async () => {
    const { stdout } = dam();
    const stdin = new PassThrough();
    const connection = serveStdio(createFakeHost(), { stdin, stdout });
    stdin.write(`${JSON.stringify(HELLO)}\n`);
    const batch = Array.from({ length: 100 }, (_, id) => call(id, 'list_profiles', {})).join('');
    let written = 0;
    const paused = new Promise<void>((resolve) => stdin.once('pause', resolve));
    while (written < 1_000 && !stdin.isPaused()) {
      stdin.write(batch);
      // As a pipe does: one piece a turn of the event loop.
      await new Promise<void>((resolve) => void setImmediate(resolve));
      written += 1;
    }
    await paused;
    expect(written).toBeLessThan(1_000);
    expect(stdout.writableLength).toBeLessThan(4 * MOST_UNREAD);
    await connection.close();
  });
});
