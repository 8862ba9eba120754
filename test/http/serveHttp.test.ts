import { Agent, request } from 'node:http';
import { connect as connectSocket } from 'node:net';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { serveHttp } from '../../src/mcp/serveHttp.js';
import { CLIENTS } from '../mcp/connect.js';
import { createFakeHost, profile } from '../mcp/fakeHost.js';
import { endpoint, httpClient, modernCall, modernHeaders, modernRequest, raw } from './endpoint.js';

const TOKEN = 'a-token-of-some-length';
const LIST = { headers: modernHeaders('tools/call', 'list_jobs'), body: modernCall('list_jobs') };

describe.each(CLIENTS)('an endpoint, %s', (kind) => {
  it('serves every tool', async () => {
    const host = createFakeHost({ profiles: [profile('web')] });
    const { url } = await endpoint(host);
    const client = await httpClient(kind, url);
    expect(await client.listTools()).toContain('restart_job');
    expect(await client.call('start_profile', { profile: 'web', wait_ms: 0 })).toMatchObject({ returned: 'started' });
    expect(host.jobs.all[0]?.request.startedBy).toBe('agent (http-test)');
    await client.close();
  });

  it('shows one job table to every client', async () => {
    const host = createFakeHost({ profiles: [profile('web')] });
    const { url } = await endpoint(host);
    const [one, two] = [await httpClient(kind, url), await httpClient(kind, url)];
    await one.call('start_profile', { profile: 'web', wait_ms: 0 });
    expect(await two.call('list_jobs')).toMatchObject({ jobs: [{ id: 'web-0001' }], running: 1 });
    await one.close();
    await two.close();
  });

  it('tells of what a client subscribed to', async () => {
    const host = createFakeHost({ profiles: [profile('web')] });
    const { url } = await endpoint(host);
    const client = await httpClient(kind, url);
    await client.call('start_profile', { profile: 'web', wait_ms: 0 });
    const uri = 'bgjobs://jobs/web-0001';
    const updated = new Promise<string>(
      (resolve) =>
        void client.subscribe(uri, resolve).then(() => {
          host.jobs.all[0]!.becomeReady();
        }),
    );
    expect(await updated).toBe(uri);
    await client.close();
  });

  it('wants its token, and nothing less', async () => {
    const { url } = await endpoint(createFakeHost(), { token: TOKEN });
    const client = await httpClient(kind, url, { token: TOKEN });
    expect(await client.call('list_jobs')).toMatchObject({ running: 0 });
    await expect(httpClient(kind, url)).rejects.toThrow();
    await expect(httpClient(kind, url, { token: `${TOKEN}x` })).rejects.toThrow();
    await client.close();
  });
});

describe('the token', () => {
  it('is compared before the path and the body, and named in the answer', async () => {
    const { url } = await endpoint(createFakeHost(), { token: TOKEN });
    for (const authorization of ['', 'Bearer', `Basic ${TOKEN}`, `Bearer ${TOKEN} ${TOKEN}`, 'Bearer \u00e9']) {
      const answer = await raw(url, { ...LIST, headers: { ...LIST.headers, authorization } });
      expect([authorization, answer.status]).toEqual([authorization, 401]);
      expect(answer.headers['www-authenticate']).toBe('Bearer');
    }
    expect((await raw(url, { method: 'GET', path: '/nowhere' })).status).toBe(401);
    expect((await raw(url, { body: '{', headers: { 'Content-Type': 'text/plain' } })).status).toBe(401);
  });

  it('is required off loopback, and not too short anywhere', async () => {
    const host = createFakeHost();
    const open = (options: object) => serveHttp(host, { hostname: '0.0.0.0', port: 0, ...options });
    expect(await open({})).toMatchObject({ ok: false, error: { code: 'token-required', hostname: '0.0.0.0' } });
    expect(await open({ token: TOKEN })).toMatchObject({ ok: false, error: { code: 'names-required' } });
    for (const token of ['short', 'one with blanks in it', 'ein-tökenchen-von-uns'])
      expect(await open({ token })).toMatchObject({ ok: false, error: { code: 'token-unusable', shortest: 16 } });
    expect(await open({ hostname: 'example.com' })).toMatchObject({ ok: false, error: { code: 'token-required' } });
    const opened = await open({ token: TOKEN, names: ['jobs.example.com'] });
    expect(opened.ok).toBe(true);
    if (opened.ok) await opened.value.close();
  });

  it('does not keep /healthz and /readyz from answering, which say nothing else', async () => {
    const host = createFakeHost();
    let begin: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => (begin = resolve));
    host.ready = () => begun;
    const opened = await endpoint(host, { token: TOKEN });
    const get = async (path: string): Promise<[number, string]> => {
      const { status, text } = await raw(opened.url, { method: 'GET', path });
      return [status, text];
    };
    expect(await get('/healthz')).toEqual([200, 'ok\n']);
    expect(await get('/readyz')).toEqual([503, 'not ready\n']);
    begin();
    await begun;
    expect(await get('/readyz')).toEqual([200, 'ok\n']);
  });
});

describe('what does not belong here', () => {
  it.each([
    ['another host', { Host: 'evil.example' }],
    ['a host that begins like ours', { Host: 'localhost.evil.example:80' }],
    ['another origin', { Origin: 'https://evil.example' }],
    ['an origin that begins like ours', { Origin: 'http://localhost.evil.example' }],
    ['the origin of a file', { Origin: 'null' }],
  ])('is refused before anything else: %s', async (_what, headers) => {
    const { url } = await endpoint(createFakeHost(), { token: TOKEN });
    const Authorization = `Bearer ${TOKEN}`;
    for (const request of [
      { ...LIST, headers: { ...LIST.headers, ...headers, Authorization } },
      { ...LIST, headers: { ...LIST.headers, ...headers } },
      { method: 'GET', path: '/healthz', headers },
      { method: 'DELETE', headers },
      { method: 'OPTIONS', headers: { ...headers, 'Access-Control-Request-Method': 'POST' } },
    ]) {
      const answer = await raw(url, request);
      expect(answer.status).toBe(403);
      expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });

  it('is told apart from what does: localhost by any of its names, and names that were given', async () => {
    const { url } = await endpoint(createFakeHost(), { names: ['jobs.example.com'] });
    for (const Host of ['localhost', '127.0.0.1:1', '[::1]:80', 'jobs.example.com']) {
      expect((await raw(url, { ...LIST, headers: { ...LIST.headers, Host } })).status).toBe(200);
    }
    const Origin = 'https://jobs.example.com';
    expect((await raw(url, { ...LIST, headers: { ...LIST.headers, Origin } })).status).toBe(200);
    expect((await raw(url, { ...LIST, headers: { ...LIST.headers, Host: 'other.example.com' } })).status).toBe(403);
  });

  it.each([
    ['a form', { headers: { 'Content-Type': 'application/x-www-form-urlencoded' } }, 415],
    ['text', { headers: { 'Content-Type': 'text/plain' } }, 415],
    ['no type', { headers: {} }, 415],
    ['no JSON', { headers: LIST.headers, body: '{' }, 400],
    ['bytes', { headers: LIST.headers, body: Buffer.of(0xff, 0xfe) }, 400],
    ['a body without end', { headers: LIST.headers, body: Buffer.alloc(5 * 1024 * 1024, 0x20) }, 413],
    ['another method', { method: 'PUT', headers: LIST.headers }, 405],
    ['another path', { path: '/', headers: LIST.headers }, 404],
    [
      'a session that nobody has',
      {
        headers: { 'Content-Type': 'application/json', 'Mcp-Session-Id': 'x' },
        body: '{"jsonrpc":"2.0","id":1,"method":"ping"}',
      },
      404,
    ],
    [
      'no session',
      { headers: { 'Content-Type': 'application/json' }, body: '{"jsonrpc":"2.0","id":1,"method":"ping"}' },
      400,
    ],
    ['a bad name of a session', { path: '/mcp?session=a%20b', ...LIST }, 400],
    ['a stream without a session', { method: 'GET' }, 400],
  ])('is answered with its status: %s', async (_what, request, status) => {
    const { url } = await endpoint(createFakeHost());
    expect((await raw(url, { ...LIST, headers: {}, ...request })).status).toBe(status);
    // And the endpoint goes on.
    expect((await raw(url, LIST)).status).toBe(200);
  });

  it('cannot stall it: a body that never comes, and a header that never ends', async () => {
    const { url } = await endpoint(createFakeHost());
    const { port } = new URL(url);
    const socket = connectSocket(Number(port), '127.0.0.1');
    await once(socket, 'connect');
    socket.write(
      'POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{',
    );
    const other = connectSocket(Number(port), '127.0.0.1');
    other.on('error', () => undefined);
    await once(other, 'connect');
    other.write(`POST /mcp HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(100_000)}`);
    const [answer] = (await once(other.setEncoding('utf8'), 'data')) as [string];
    expect(answer).toMatch(/^HTTP\/1\.1 431 /);
    expect((await raw(url, LIST)).status).toBe(200);
    socket.destroy();
    other.destroy();
  });
});

describe('an end', () => {
  it('lets calls in flight be answered, and takes no new one', async () => {
    const host = createFakeHost({ profiles: [profile('web')] });
    const opened = await endpoint(host);
    await raw(opened.url, {
      headers: modernHeaders('tools/call', 'start_profile'),
      body: modernCall('start_profile', { profile: 'web', wait_ms: 0 }),
    });
    const wait = host.jobs.nextWait();
    const pending = raw(opened.url, {
      headers: modernHeaders('tools/call', 'wait_for_job'),
      body: modernCall('wait_for_job', { jobs: ['web'] }),
    });
    await wait;
    opened.stopAccepting();
    await expect(raw(opened.url, LIST)).rejects.toThrow(/ECONNREFUSED/);
    host.jobs.all[0]!.exit(0);
    expect((await pending).text).toContain('"returned":"exited"');
    await opened.close();
  });

  it('ends streams that are open', async () => {
    const opened = await endpoint(createFakeHost());
    const listen = modernRequestListen();
    const { port } = new URL(opened.url);
    const socket = connectSocket(Number(port), '127.0.0.1');
    await once(socket, 'connect');
    socket.write(listen);
    const [first] = (await once(socket.setEncoding('utf8'), 'data')) as [string];
    expect(first).toContain('200 OK');
    await opened.close();
    await once(socket, 'close');
  });

  it('says who has the port', async () => {
    const host = createFakeHost();
    const { url } = await endpoint(host);
    const port = Number(new URL(url).port);
    expect(await serveHttp(host, { hostname: '127.0.0.1', port })).toMatchObject({
      ok: false,
      error: { code: 'cannot-listen', port, message: expect.stringContaining('EADDRINUSE') as string },
    });
  });
});

function modernRequestListen(): string {
  const body = JSON.stringify(modernRequest('subscriptions/listen', { notifications: { toolsListChanged: true } }));
  const headers = {
    ...modernHeaders('subscriptions/listen'),
    Host: 'localhost',
    'Content-Length': String(body.length),
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return ['POST /mcp HTTP/1.1', ...lines, '', body].join('\r\n');
}

describe('a flood', () => {
  it('of 10,000 calls over 64 connections is answered, each once', async () => {
    const { url } = await endpoint(createFakeHost());
    const agent = new Agent({ keepAlive: true, maxSockets: 64 });
    const call = (): Promise<number> =>
      new Promise((resolve, reject) => {
        const req = request(url, { agent, method: 'POST', headers: LIST.headers }, (res) => {
          res.resume().on('end', () => resolve(res.statusCode ?? 0));
        });
        req.on('error', reject);
        req.end(LIST.body);
      });
    const statuses = await Promise.all(Array.from({ length: 10_000 }, call));
    agent.destroy();
    expect(new Set(statuses)).toEqual(new Set([200]));
  }, 180_000);

  it('of calls that wait is refused beyond 1,000 of one session, and another session is served', async () => {
    const host = createFakeHost({ profiles: [profile('web')] });
    const { url } = await endpoint(host);
    const start = {
      headers: modernHeaders('tools/call', 'start_profile'),
      body: modernCall('start_profile', { profile: 'web', wait_ms: 0 }),
    };
    await raw(url, start);
    // One connection may have many requests on the way (RFC 9112, section 9.3.2), so that this takes two of them.
    const body = modernCall('wait_for_job', { jobs: ['web'], wait_ms: 45_000 });
    const headers = {
      ...modernHeaders('tools/call', 'wait_for_job'),
      Host: 'localhost',
      'Content-Length': String(body.length),
    };
    const head = Object.entries(headers)
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join('');
    const line = `POST /mcp?session=greedy HTTP/1.1\r\n${head}\r\n${body}`;
    const socket = connectSocket(Number(new URL(url).port), '127.0.0.1');
    const waits = Promise.all(Array.from({ length: 1_000 }, () => host.jobs.nextWait()));
    socket.write(line.repeat(1_000));
    await waits;
    const refused = await raw(url, {
      headers: modernHeaders('tools/call', 'wait_for_job'),
      path: '/mcp?session=greedy',
      body,
    });
    expect([refused.status, refused.text]).toEqual([200, expect.stringContaining('too-many-calls')]);
    const other = await raw(url, { ...LIST, path: '/mcp?session=modest' });
    expect([other.status, other.text]).toEqual([200, expect.stringContaining('web-0001')]);
    socket.destroy();
  }, 180_000);
});
