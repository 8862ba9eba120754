import { join } from 'node:path';
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { describe, expect } from 'vitest';
import { createJobs } from '../../src/jobs/createJobs.js';
import type { ResolvedProbe, ResolvedTarget } from '../../src/jobs/jobSettings.js';
import { placeTest as it, type Place } from './place.js';

const probe = (target: ResolvedTarget, rest: Partial<ResolvedProbe> = {}): ResolvedProbe => ({
  target,
  timeoutMs: 20_000,
  intervalMs: 20,
  attemptTimeoutMs: 2_000,
  successes: 1,
  ...rest,
});
const log = (pattern: string): ResolvedTarget => ({ kind: 'log', pattern, stream: 'merged' });
const tcp = (port: number, owner: 'job' | 'any' = 'job', host = 'localhost'): ResolvedTarget => ({
  kind: 'tcp',
  port,
  host,
  owner,
});
const http = (port: number, rest: Partial<Extract<ResolvedTarget, { kind: 'http' }>> = {}): ResolvedTarget => ({
  kind: 'http',
  url: `http://localhost:${port}/`,
  status: undefined,
  body: undefined,
  owner: 'job',
  ...rest,
});

/** A port that is free now. */
async function freePort(): Promise<number> {
  const server = await listening(createServer(), '127.0.0.1');
  const { port } = server.address() as AddressInfo;
  await closed(server);
  return port;
}

function listening(server: Server, host: string, port = 0): Promise<Server> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(server));
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}

async function withServer(server: Server, host: string, use: (port: number) => Promise<void>, port = 0): Promise<void> {
  await listening(server, host, port);
  try {
    await use((server.address() as AddressInfo).port);
  } finally {
    await closed(server);
  }
}

/** Waits until the last probe has said something that fits. */
async function probeSays(place: Place, id: string, pattern: RegExp): Promise<void> {
  await expect.poll(() => place.details(id).last_probe, { timeout: 20_000, interval: 10 }).toMatch(pattern);
}

describe('readiness', () => {
  it('is none without probes, and a wait for it says so', async ({ place }) => {
    const id = await place.start(place.program.command);
    expect(place.details(id).readiness).toBe('none');
    expect(await place.wait(id, { kind: 'ready' })).toMatchObject({ returned: 'not-ready' });
  });

  it('comes by the log, from a line that has no end yet', async ({ place }) => {
    const id = await place.start(place.program.command, { ready: [probe(log('ready in \\d+ ms'))] });
    const run = await place.program.next();
    expect(place.details(id).readiness).toBe('pending');
    const waited = place.wait(id, { kind: 'ready' });
    await run.say('booting\nready in 3');
    await run.say('00 ms');
    expect(await waited).toMatchObject({ returned: 'ready', jobs: [{ readiness: 'ready' }] });
  });

  it('comes by tcp, once the job itself listens', async ({ place }) => {
    const port = await freePort();
    const id = await place.start(place.program.command, { ready: [probe(tcp(port))] });
    const run = await place.program.next();
    await probeSays(place, id, /connection refused on 127\.0\.0\.1/);
    await run.listen(port);
    expect(await place.wait(id, { kind: 'ready' })).toMatchObject({ returned: 'ready' });
  });

  it('comes by a child of the job that listens', async ({ place }) => {
    const port = await freePort();
    const id = await place.start(place.program.command, { ready: [probe(http(port))] });
    const run = await place.program.next();
    await run.spawn({ session: true });
    const child = await place.program.next();
    await child.listen(port);
    expect(await place.wait(id, { kind: 'ready' })).toMatchObject({ returned: 'ready' });
  });

  it('comes by http, as the status says', async ({ place }) => {
    const port = await freePort();
    const id = await place.start(place.program.command, { ready: [probe(http(port, { body: 'hello from \\w+' }))] });
    const run = await place.program.next();
    await run.answer(503);
    await run.listen(port);
    await probeSays(place, id, /answered 503/);
    await run.answer(302);
    expect(await place.wait(id, { kind: 'ready' })).toMatchObject({ returned: 'ready' });
    expect(place.details(id)).not.toHaveProperty('last_probe');
  });

  it('needs the body that is asked for, and as many passes in a row', async ({ place }) => {
    const port = await freePort();
    const ready = [probe(http(port, { body: 'something else' }), { successes: 2 })];
    const id = await place.start(place.program.command, { ready });
    const run = await place.program.next();
    await run.listen(port);
    await probeSays(place, id, /answered 200 without `something else` in its body/);
    expect(place.details(id).readiness).toBe('pending');
  });

  it('needs all probes', async ({ place }) => {
    const port = await freePort();
    const id = await place.start(place.program.command, {
      ready: [probe(log('up')), probe(tcp(port), { successes: 3 })],
    });
    const run = await place.program.next();
    await run.listen(port);
    await run.say('nothing yet\n');
    expect(place.details(id).readiness).toBe('pending');
    await run.say('up\n');
    expect(await place.wait(id, { kind: 'ready' })).toMatchObject({ returned: 'ready' });
  });

  it('fails at the deadline; the job stays, with the reason', async ({ place }) => {
    const port = await freePort();
    const id = await place.start(place.program.command, { ready: [probe(tcp(port), { timeoutMs: 1_000 })] });
    await place.program.next();
    expect(await place.wait(id, { kind: 'ready' })).toMatchObject({ returned: 'not-ready' });
    const details = place.details(id);
    expect(details).toMatchObject({ status: 'running', readiness: 'failed' });
    expect(details.reason).toMatch(/^not ready within 1s: connection refused/);
    expect(details.last_probe).toMatch(/connection refused/);
  });

  it('fails at the deadline of a log probe', async ({ place }) => {
    const id = await place.start(place.program.command, { ready: [probe(log('never'), { timeoutMs: 50 })] });
    expect(await place.wait(id, { kind: 'ready' })).toMatchObject({ returned: 'not-ready' });
    expect(place.details(id).reason).toBe('not ready within 50ms: no line matched `never`');
  });

  it('ends with the job, at once, even while a probe hangs', async ({ place }) => {
    const port = await freePort();
    const ready = [probe(http(port, { owner: 'any' }), { attemptTimeoutMs: 3_600_000, timeoutMs: 3_600_000 })];
    const id = await place.start(place.program.command, { ready });
    const run = await place.program.next();
    // Accepts, and never answers.
    const hanging = await new Promise<Server>((resolve) => {
      const server = createServer((socket) => {
        socket.on('error', () => undefined).resume();
        arrived();
      });
      let arrived = (): void => undefined;
      const connected = new Promise<void>((connect) => (arrived = connect));
      void listening(server, '127.0.0.1', port).then(async () => {
        await connected;
        resolve(server);
      });
    });
    const waited = place.wait(id, { kind: 'ready' });
    await run.exit(4);
    expect(await waited).toMatchObject({ returned: 'exited', jobs: [{ exit_code: 4, readiness: 'failed' }] });
    await closed(hanging);
  });

  it('gives up on one look after its own time and looks again', async ({ place }) => {
    let looks = 0;
    const answer: RequestListener = (_request, response) => {
      looks++;
      if (looks >= 2) response.end('ok');
    };
    await withServer(createHttpServer(answer), '127.0.0.1', async (port) => {
      const ready = [probe(http(port, { owner: 'any' }), { attemptTimeoutMs: 1_000 })];
      const id = await place.start(place.program.command, { ready });
      expect(await place.wait(id, { kind: 'ready' })).toMatchObject({ returned: 'ready' });
      expect(looks).toBe(2);
    });
  });

  it('does not follow a redirect', async ({ place }) => {
    const paths: (string | undefined)[] = [];
    const answer: RequestListener = (request, response) => {
      paths.push(request.url);
      response.writeHead(301, { location: '/elsewhere' }).end();
    };
    await withServer(createHttpServer(answer), '127.0.0.1', async (port) => {
      const id = await place.start(place.program.command, { ready: [probe(http(port, { owner: 'any' }))] });
      expect(await place.wait(id, { kind: 'ready' })).toMatchObject({ returned: 'ready' });
      expect(new Set(paths)).toEqual(new Set(['/']));
    });
  });

  it('comes by a job that listens on ::1 alone, and is told what that answers', async ({ place }) => {
    const port = await freePort();
    const id = await place.start(place.program.command, { ready: [probe(http(port))] });
    const run = await place.program.next();
    await run.answer(503);
    await run.listen(port, '::1');
    // Not that nobody answers at 127.0.0.1.
    await probeSays(place, id, /answered 503$/);
    await run.answer(204);
    expect(await place.wait(id, { kind: 'ready' })).toMatchObject({ returned: 'ready' });
  });

  it('reads no more of a body than it says, however much there is', async ({ place }) => {
    const answer: RequestListener = (_request, response) => {
      const more = (): void => {
        if (!response.destroyed) response.write(Buffer.alloc(16_384, 'x'));
      };
      response.on('drain', more);
      more();
    };
    await withServer(createHttpServer(answer), '127.0.0.1', async (port) => {
      const ready = [probe(http(port, { owner: 'any', body: 'never there' }))];
      const id = await place.start(place.program.command, { ready });
      await probeSays(place, id, /answered 200 without `never there` in its body$/);
      await place.jobs.stop(id, { force: true, by: 'the test' });
    });
  });

  it('finds a server that listens on ::1 alone', async ({ place }) => {
    await withServer(createServer(), '::1', async (port) => {
      const id = await place.start(place.program.command, { ready: [probe(tcp(port, 'any'))] });
      expect(await place.wait(id, { kind: 'ready' })).toMatchObject({ returned: 'ready' });
    });
  });
});

describe('a port that another process holds', () => {
  it.for(['127.0.0.1', '::1', '0.0.0.0', '::'])(
    'on %s before the start: nothing is started, the holder is named',
    async (host, { place }) => {
      await withServer(createServer(), host, async (port) => {
        for (const target of [tcp(port), http(port)]) {
          const started = await place.jobs.start(place.request(place.program.command, { ready: [probe(target)] }));
          expect(started).toMatchObject({
            ok: false,
            error: { code: 'port-in-use', port, holder: { pid: process.pid } },
          });
        }
        expect(place.program.starts()).toBe(0);
        expect(place.jobs.list({ status: undefined, profile: undefined, tag: undefined })).toEqual([]);
      });
    },
  );

  it('is no obstacle when `owner: any` says so, or when it is on another address', async ({ place }) => {
    await withServer(createServer(), '127.0.0.2', async (port) => {
      const wish = { ready: [probe(tcp(port))] };
      await place.start(place.program.command, wish);
      await place.start(place.program.command, { ready: [probe(tcp(port, 'any', '127.0.0.2'))], name: 'other' });
      expect(await place.wait('other', { kind: 'ready' })).toMatchObject({ returned: 'ready' });
    });
  });

  it('is never taken for the job: taken after the start, it is named and the job is not ready', async ({ place }) => {
    const port = await freePort();
    const id = await place.start(place.program.command, { ready: [probe(http(port))] });
    await place.program.next();
    const foreign = await listening(
      createHttpServer((_request, response) => response.end('not the job')),
      '127.0.0.1',
      port,
    );
    try {
      await probeSays(place, id, new RegExp(`port ${port} answers, but it is held by pid ${process.pid} `));
      expect(place.details(id).readiness).toBe('pending');
    } finally {
      await closed(foreign);
    }
  });

  it('is said not to be seen where nothing tells who holds a port', async ({ place }) => {
    const jobs = createJobs({
      stateFolder: join(place.scratch.path, 'other'),
      limits: { maxJobs: 2, keepFinished: 9, keepFinishedForMs: 3_600_000 },
      serverEnv: process.env,
      capabilities: { proc: false, cgroup: false, lsof: false },
    });
    const port = await freePort();
    const started = [
      await jobs.start(place.request(place.program.command, { ready: [probe(tcp(port))], name: 'asks' })),
      await jobs.start(place.request(place.program.command, { name: 'plain' })),
    ];
    expect(started).toMatchObject([{ ok: true }, { ok: true }]);
    const sentence = expect.stringContaining('who holds a port cannot be seen') as string;
    expect(jobs.details('asks')).toMatchObject({ ok: true, value: { warnings: [sentence] } });
    expect(jobs.details('plain')).not.toHaveProperty('value.warnings');
    expect(jobs.warnings()).toEqual([sentence]);
    expect(await jobs.close('the test')).toEqual([]);
  });

  it('is not taken for the job when that listens on the other family, and is not what makes it ready', async ({
    place,
  }) => {
    const port = await freePort();
    const id = await place.start(place.program.command, { ready: [probe(http(port))] });
    const run = await place.program.next();
    await run.answer(500);
    await run.listen(port, '::1');
    await withServer(
      createHttpServer((_request, response) => response.end('not the job')),
      '127.0.0.1',
      async () => {
        await probeSays(place, id, new RegExp(`port ${port} answers, but it is held by pid ${process.pid} `));
        expect(place.details(id).readiness).toBe('pending');
        await run.answer(200);
        expect(await place.wait(id, { kind: 'ready' })).toMatchObject({ returned: 'ready' });
      },
      port,
    );
  });

  it('names the job of ours that holds it, also one that has ended and left a child behind', async ({ place }) => {
    const id = await place.start(place.program.command);
    const run = await place.program.next();
    await run.spawn({ session: true });
    const child = await place.program.next();
    const port = await child.listen(0);
    await run.exit(0);
    await place.ended(id);
    const started = await place.jobs.start(place.request(place.program.command, { ready: [probe(tcp(port))] }));
    expect(started).toMatchObject({
      error: { code: 'port-in-use', port, holder: { pid: child.pid }, job: id },
    });
  });
});
