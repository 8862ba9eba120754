import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { serveStdio, type StdioConnection } from '../../src/mcp/serveStdio.js';
import { createFakeHost, profile, type FakeHost } from './fakeHost.js';

interface Raw {
  readonly host: FakeHost;
  readonly connection: StdioConnection;
  readonly stdin: PassThrough;
  /** Sends one line and gives the next line that comes back. */
  readonly ask: (message: unknown) => Promise<Answer>;
  readonly next: () => Promise<Answer>;
}

interface Answer {
  readonly id?: unknown;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly code: number; readonly message: string; readonly data?: unknown };
}

type Era = '2025-11-25' | '2026-07-28';

function open(host = createFakeHost()): Raw {
  const stdin = new PassThrough();
  const stdout = new PassThrough();
  const connection = serveStdio(host, { stdin, stdout });
  const lines: string[] = [];
  const readers: ((line: string) => void)[] = [];
  let pending = '';
  stdout.setEncoding('utf8').on('data', (text: string) => {
    const whole = (pending + text).split('\n');
    pending = whole.pop() ?? '';
    for (const line of whole) {
      const reader = readers.shift();
      if (reader === undefined) lines.push(line);
      else reader(line);
    }
  });
  const next = async (): Promise<Answer> =>
    JSON.parse(lines.shift() ?? (await new Promise<string>((resolve) => void readers.push(resolve)))) as Answer;
  return {
    host,
    connection,
    stdin,
    next,
    ask: (message) => {
      stdin.write(`${typeof message === 'string' ? message : JSON.stringify(message)}\n`);
      return next();
    },
  };
}

/** A request as this era sends it. */
function request(era: Era, id: unknown, method: string, params: object = {}): object {
  const envelope = {
    'io.modelcontextprotocol/protocolVersion': era,
    'io.modelcontextprotocol/clientInfo': { name: 'raw', version: '1' },
    'io.modelcontextprotocol/clientCapabilities': {},
  };
  return { jsonrpc: '2.0', id, method, params: era === '2026-07-28' ? { _meta: envelope, ...params } : params };
}

async function opened(era: Era, host?: FakeHost): Promise<Raw> {
  const raw = open(host);
  if (era === '2026-07-28') {
    expect((await raw.ask(request(era, 'hello', 'server/discover'))).result).toMatchObject({
      supportedVersions: [era],
    });
    return raw;
  }
  const hello = { protocolVersion: era, capabilities: {}, clientInfo: { name: 'raw', version: '1' } };
  expect((await raw.ask(request(era, 'hello', 'initialize', hello))).result).toMatchObject({ protocolVersion: era });
  raw.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', method: 'notifications/initialized' })}\n`);
  return raw;
}

describe.each(['2025-11-25', '2026-07-28'] as const)('a raw client of %s', (era) => {
  const ask = (raw: Raw, method: string, params?: object, id: unknown = 1): Promise<Answer> =>
    raw.ask(request(era, id, method, params));

  it('is answered whatever it sends, and the server goes on', async () => {
    const raw = await opened(era);
    const codes = [
      await raw.ask('\u0000\u0007'),
      await raw.ask('{"jsonrpc":"2.0"'),
      await raw.ask('[]'),
      await raw.ask({ jsonrpc: '2.0', id: 1, method: 5 }),
      await ask(raw, 'no/such/method'),
      await ask(raw, 'tools/call'),
      await ask(raw, 'tools/call', { name: 7 }),
      await ask(raw, 'tools/call', { name: 'list_jobs', arguments: 'all' }),
      await ask(raw, 'tools/call', { name: 'list_jobs', arguments: [1] }),
      await ask(raw, 'tools/call', { name: '__proto__' }),
      await ask(raw, 'tools/call', { name: 'constructor' }),
      await ask(raw, 'tools/call', { name: 'x'.repeat(100_000) }),
    ].map((answer) => answer.error?.code);
    expect(codes).toEqual([-32700, -32700, -32600, -32600, -32601, ...Array<number>(7).fill(-32602)]);
    const { result } = await ask(raw, 'tools/call', { name: 'list_jobs' });
    expect(result?.structuredContent).toMatchObject({ jobs: [] });
  });

  it('gets strange arguments refused as data', async () => {
    const raw = await opened(era, createFakeHost({ profiles: [profile('web')] }));
    for (const args of [
      '{"__proto__": {"profile": "web"}}',
      '{"constructor": 1}',
      '{"profile": {"toString": null}}',
      '{"profile": null}',
      `{"profile": "web", "params": ${'{"a":'.repeat(500)}1${'}'.repeat(500)}}`,
      '{"profile": "\\u0000\\ud800"}',
      `{"profile": "${'x'.repeat(1_000_000)}"}`,
    ]) {
      const message = request(era, 1, 'tools/call', { name: 'start_profile', arguments: 'HERE' });
      const { result } = await raw.ask(JSON.stringify(message).replace('"HERE"', () => args));
      expect(result, args.slice(0, 60)).toMatchObject({
        isError: true,
        structuredContent: {
          error: { code: expect.stringMatching(/^(bad-arguments|unknown-profile|bad-params)$/) as string },
        },
      });
      expect(JSON.stringify(result).length).toBeLessThan(10_000);
    }
    expect(raw.host.jobs.all).toEqual([]);
    expect(raw.host.logged).toEqual([]);
  });

  it('may use an id again, also while a call is in flight', async () => {
    const raw = await opened(era, createFakeHost({ profiles: [profile('web')] }));
    await ask(raw, 'tools/call', { name: 'start_profile', arguments: { profile: 'web', wait_ms: 0 } });
    const wait = raw.host.jobs.nextWait();
    const call = { name: 'wait_for_job', arguments: { jobs: ['web'] } };
    raw.stdin.write(`${JSON.stringify(request(era, 'same', 'tools/call', call))}\n`);
    await wait;
    expect(await ask(raw, 'tools/list', {}, 'same')).toMatchObject({
      id: 'same',
      result: { tools: expect.any(Array) as unknown },
    });
    raw.host.jobs.all[0]!.exit(0);
    expect(await raw.next()).toMatchObject({ id: 'same', result: { structuredContent: { returned: 'exited' } } });
  });

  it('is still answered after its input ended, until the connection is closed', async () => {
    const raw = await opened(era, createFakeHost({ profiles: [profile('web')] }));
    const wait = raw.host.jobs.nextWait();
    const args = { profile: 'web', wait_until: 'exited' };
    raw.stdin.end(JSON.stringify(request(era, 9, 'tools/call', { name: 'start_profile', arguments: args })));
    await wait;
    expect(await raw.connection.closed).toBe('end of file');
    raw.host.jobs.all[0]!.exit(0);
    expect(await raw.next()).toMatchObject({ id: 9, result: { structuredContent: { returned: 'exited' } } });
    await raw.connection.close();
  });
});

describe('serveStdio', () => {
  it('serves a client that tries 2026-07-28 first and falls back', async () => {
    const raw = open();
    await raw.ask(request('2026-07-28', 'probe', 'server/discover'));
    const hello = { protocolVersion: '2024-11-05', capabilities: {}, clientInfo: { name: 'raw', version: '1' } };
    expect(await raw.ask(request('2025-11-25', 1, 'initialize', hello))).toMatchObject({
      result: { protocolVersion: '2024-11-05' },
    });
    expect(await raw.ask(request('2025-11-25', 2, 'tools/list'))).toMatchObject({ id: 2 });
  });

  it('asks nothing of the host before the first call', async () => {
    const raw = open();
    let asked = 0;
    raw.host.ready = () => {
      asked += 1;
      return Promise.resolve();
    };
    await raw.ask(request('2026-07-28', 1, 'server/discover'));
    expect(asked).toBe(0);
    await raw.ask(request('2026-07-28', 2, 'tools/list'));
    expect(asked).toBe(1);
  });
});
