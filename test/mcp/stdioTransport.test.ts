import { PassThrough, Writable } from 'node:stream';
import type { JSONRPCMessage } from '@modelcontextprotocol/server';
import { describe, expect, it } from 'vitest';
import { createStdioTransport, LONGEST_LINE } from '../../src/mcp/stdioTransport.js';

interface Wire {
  readonly stdin: PassThrough;
  readonly received: JSONRPCMessage[];
  readonly transport: ReturnType<typeof createStdioTransport>;
  /** The next whole line that was written to stdout, parsed. */
  readonly answer: () => Promise<unknown>;
  /** Resolves when so many messages came in. */
  readonly messages: (count: number) => Promise<JSONRPCMessage[]>;
}

async function connect(stdout?: Writable): Promise<Wire> {
  const stdin = new PassThrough({ highWaterMark: 64 * 1024 * 1024 });
  const out = new PassThrough();
  const written: string[] = [];
  const readers: ((line: string) => void)[] = [];
  let pending = '';
  out.setEncoding('utf8').on('data', (text: string) => {
    const lines = (pending + text).split('\n');
    pending = lines.pop() ?? '';
    for (const line of lines) {
      const reader = readers.shift();
      if (reader === undefined) written.push(line);
      else reader(line);
    }
  });
  const transport = createStdioTransport({ stdin, stdout: stdout ?? out });
  const received: JSONRPCMessage[] = [];
  const waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  transport.onmessage = (message) => {
    received.push(message);
    for (const { count, resolve } of waiting) if (received.length >= count) resolve();
  };
  await transport.start();
  return {
    stdin,
    received,
    transport,
    async answer() {
      const line = written.shift() ?? (await new Promise<string>((resolve) => void readers.push(resolve)));
      return JSON.parse(line) as unknown;
    },
    async messages(count) {
      if (received.length < count) await new Promise<void>((resolve) => void waiting.push({ count, resolve }));
      return received;
    },
  };
}

const PING = { jsonrpc: '2.0', id: 1, method: 'ping' } as const;
const line = (value: unknown): string => `${JSON.stringify(value)}\n`;

describe('stdio transport', () => {
  it('reads messages that are split and merged over chunks', async () => {
    const { stdin, messages } = await connect();
    stdin.write(line(PING) + line({ ...PING, id: 2 }) + line({ ...PING, id: 3 }).slice(0, 10));
    stdin.write(line({ ...PING, id: 3 }).slice(10));
    expect(await messages(3)).toEqual([PING, { ...PING, id: 2 }, { ...PING, id: 3 }]);
  });

  it('reads a message that comes byte by byte, with characters of several bytes and CRLF', async () => {
    const { stdin, messages } = await connect();
    const message = { ...PING, params: { text: 'grüße €😀' } };
    for (const byte of Buffer.from(`${JSON.stringify(message)}\r\n`)) stdin.write(Buffer.of(byte));
    expect(await messages(1)).toEqual([message]);
  });

  it('passes over blank lines', async () => {
    const { stdin, messages } = await connect();
    stdin.write(`\n\r\n  \n${line(PING)}`);
    expect(await messages(1)).toEqual([PING]);
  });

  it.each([
    ['text', 'hello'],
    ['a message that is cut off', '{"jsonrpc":"2.0","id":1,'],
    ['control bytes', '\u0000\u0001\u0002'],
    ['JSON that is nested without end', '['.repeat(200_000)],
  ])('answers %s with -32700 and goes on', async (_what, text) => {
    const { stdin, answer, messages } = await connect();
    stdin.write(`${text}\n${line(PING)}`);
    expect(await answer()).toMatchObject({ jsonrpc: '2.0', id: null, error: { code: -32700 } });
    expect(await messages(1)).toEqual([PING]);
  });

  it('answers bytes that are not UTF-8 with -32700, each time, and goes on', async () => {
    const { stdin, answer, messages } = await connect();
    for (const bytes of [
      [0xff, 0xfe, 0x00],
      [0x22, 0xc3, 0x22],
      [0xed, 0xa0, 0x80],
    ]) {
      stdin.write(Buffer.of(...bytes, 0x0a));
      expect(await answer()).toMatchObject({ id: null, error: { code: -32700 } });
    }
    stdin.write(line(PING));
    expect(await messages(1)).toEqual([PING]);
  });

  it.each([
    ['a number', 5, null],
    ['null', null, null],
    ['a text', 'hello', null],
    ['a batch', [PING], null],
    ['an empty object', {}, null],
    ['another version', { ...PING, jsonrpc: '1.0' }, 1],
    ['no method', { jsonrpc: '2.0', id: 'x' }, 'x'],
    ['params that are no object', { ...PING, params: [1] }, 1],
    ['an id that is none', { ...PING, id: { a: 1 } }, null],
    ['an id that is null', { ...PING, id: null }, null],
    ['a broken response', { jsonrpc: '2.0', id: 7, result: 5 }, null],
  ])('answers %s with -32600 and goes on', async (_what, value, id) => {
    const { stdin, answer, messages } = await connect();
    stdin.write(line(value) + line(PING));
    expect(await answer()).toMatchObject({ jsonrpc: '2.0', id, error: { code: -32600 } });
    expect(await messages(1)).toEqual([PING]);
  });

  it('skips a line over 8 MiB with one error and stays alive', async () => {
    const { stdin, answer, messages } = await connect();
    const megabyte = 'x'.repeat(1024 * 1024);
    for (let written = 0; written <= LONGEST_LINE + 2 * megabyte.length; written += megabyte.length)
      stdin.write(megabyte);
    stdin.write(`\n${line(PING)}`);
    expect(await answer()).toMatchObject({ id: null, error: { code: -32600, message: /8388608/ } });
    expect(await messages(1)).toEqual([PING]);
  });

  it('reads a message of nearly 8 MiB', async () => {
    const { stdin, messages } = await connect();
    const message = { ...PING, params: { text: 'x'.repeat(LONGEST_LINE - 100) } };
    stdin.write(line(message));
    expect(await messages(1)).toEqual([message]);
  });

  it('says when the input ends, and can still answer', async () => {
    const { stdin, transport, answer } = await connect();
    stdin.end();
    expect(await transport.ended).toBe('end of file');
    await transport.send({ jsonrpc: '2.0', id: 1, result: {} });
    expect(await answer()).toEqual({ jsonrpc: '2.0', id: 1, result: {} });
  });

  it('takes a whole last message without its newline', async () => {
    const { stdin, transport, received } = await connect();
    stdin.end(JSON.stringify(PING));
    await transport.ended;
    expect(received).toEqual([PING]);
  });

  it('answers half a message at the end of file', async () => {
    const { stdin, transport, answer, received } = await connect();
    stdin.end(line(PING) + line(PING).slice(0, 12));
    expect(await answer()).toMatchObject({ id: null, error: { code: -32700 } });
    expect(await transport.ended).toBe('end of file');
    expect(received).toEqual([PING]);
  });

  it('ends with an input that was over before it started', async () => {
    const stdin = new PassThrough();
    stdin.destroy();
    const transport = createStdioTransport({ stdin, stdout: new PassThrough() });
    await transport.start();
    expect(await transport.ended).toBe('end of file');
  });

  it('ends when the input fails', async () => {
    const { stdin, transport } = await connect();
    stdin.destroy(new Error('EIO'));
    expect(await transport.ended).toBe('stdin failed');
  });

  it('ends when the output is broken, and drops what is sent later', async () => {
    const broken = new Writable({
      write(_chunk, _encoding, done) {
        done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
      },
    });
    const { transport } = await connect(broken);
    await transport.send({ jsonrpc: '2.0', id: 1, result: {} });
    expect(await transport.ended).toBe('stdout closed');
    await transport.send({ jsonrpc: '2.0', id: 2, result: {} });
  });

  it('tells its owner once when it is closed, and reads no more', async () => {
    const { stdin, transport, received } = await connect();
    let closed = 0;
    transport.onclose = () => (closed += 1);
    await transport.close();
    await transport.close();
    stdin.write(line(PING));
    expect(await transport.ended).toBe('closed');
    expect(closed).toBe(1);
    expect(received).toEqual([]);
  });

  it('starts once', async () => {
    const { transport } = await connect();
    await expect(transport.start()).rejects.toThrow('already');
  });
});
