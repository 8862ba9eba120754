import { describe, expect, it } from 'vitest';
import { createServer } from '../../src/mcp/server.js';
import { CLIENTS, connect } from './connect.js';
import { createFakeHost, profile, service } from './fakeHost.js';

describe('createServer', () => {
  it('does nothing to the host but listen, and stops to listen when it is closed', async () => {
    const host = createFakeHost();
    let listeners = 0;
    const watched = new Proxy(host, {
      get(target, key, receiver) {
        if (key !== 'onSnapshot') {
          expect(['version', 'log']).toContain(key);
          return Reflect.get(target, key, receiver) as unknown;
        }
        return () => {
          listeners += 1;
          return () => (listeners -= 1);
        };
      },
    });
    const server = createServer(watched);
    expect(listeners).toBeGreaterThan(0);
    server.server.onclose?.();
    await server.close();
    expect(listeners).toBe(0);
  });
});

describe.each(CLIENTS)('server, %s', (kind) => {
  it('says in its instructions how to go about it', async () => {
    const { instructions } = await connect(createFakeHost(), kind);
    expect(instructions()).toContain('list_profiles first');
  });

  it('lists its tools in one order, and the profiles in force', async () => {
    const { listTools } = await connect(createFakeHost({ profiles: [profile('web'), profile('api')] }), kind);
    const tools = await listTools();
    expect(tools.map((tool) => tool.name)).toEqual([
      'list_profiles',
      'start_profile',
      'start_command',
      'check_command',
      'list_jobs',
      'get_job',
      'read_output',
      'wait_for_job',
      'send_input',
      'stop_job',
      'restart_job',
    ]);
    expect(tools[1]?.inputSchema.properties?.profile).toMatchObject({ enum: ['web', 'api'] });
  });

  it('lists its tools and stops a job before all is cleaned up that another server has left', async () => {
    const host = createFakeHost({ profiles: [profile('web')] });
    const { call } = await connect(host, kind);
    await call('start_profile', { profile: 'web', wait_ms: 0 });
    let begun = 0;
    const ready = (): Promise<void> => {
      begun++;
      return new Promise(() => undefined);
    };
    const busy = { ...host, ready };
    const { listTools, call: callBusy } = await connect(busy, kind);
    expect(await listTools()).not.toEqual([]);
    expect(begun).toBeGreaterThan(0);
    const before = begun;
    expect((await callBusy('stop_job', { job: 'web', force: true })).structured).toMatchObject({
      job: { status: 'killed' },
    });
    // It is begun with all the same.
    expect(begun).toBeGreaterThan(before);
  });

  it('lists no enum when there is no profile', async () => {
    const { listTools } = await connect(createFakeHost(), kind);
    expect((await listTools())[1]?.inputSchema.properties?.profile).not.toHaveProperty('enum');
  });

  it('announces a reload that changes the list once, and no other', async () => {
    const host = createFakeHost({ profiles: [profile('web')] });
    const client = await connect(host, kind);
    let announced = 0;
    let heard: () => void = () => undefined;
    await client.onToolsChanged(() => {
      announced += 1;
      heard();
    });
    host.reload({ profiles: [profile('web', { description: 'another text' })], allow: ['make *'] });
    await client.settle();
    expect(announced).toBe(0);

    const next = new Promise<void>((resolve) => (heard = resolve));
    host.reload({ profiles: [profile('web'), profile('api'), profile('db')] });
    await next;
    await client.settle();
    expect(announced).toBe(1);
    expect((await client.listTools())[1]?.inputSchema.properties?.profile).toMatchObject({
      enum: ['web', 'api', 'db'],
    });
  });

  it('announces several reloads at once as one', async () => {
    const host = createFakeHost();
    const client = await connect(host, kind);
    let announced = 0;
    let heard: () => void = () => undefined;
    const next = new Promise<void>((resolve) => (heard = resolve));
    await client.onToolsChanged(() => {
      announced += 1;
      heard();
    });
    host.reload({ profiles: [profile('a')] });
    host.reload({ profiles: [profile('b')] });
    await next;
    await client.settle();
    expect(announced).toBe(1);
  });

  it('answers an unknown tool with -32602 and the tool that was meant', async () => {
    const { call, settle } = await connect(createFakeHost(), kind);
    await expect(call('start_profle')).rejects.toMatchObject({
      code: -32602,
      message: expect.stringMatching(/Unknown tool start_profle; did you mean start_profile\?/) as string,
    });
    await settle();
  });

  it('refuses arguments that a tool does not have, and says which were meant', async () => {
    const { refused } = await connect(createFakeHost({ profiles: [profile('web')] }), kind);
    expect(await refused('start_profile', { profile: 'web', wait_mss: 5, wait_until: 'never', params: 7 })).toEqual({
      code: 'bad-arguments',
      message:
        '`start_profile` cannot take these arguments: `params` must be an object, not 7; ' +
        '`wait_until` must be one of `started`, `ready`, `exited`, not "never"; ' +
        'there is no argument `wait_mss`; did you mean `wait_ms`?',
      hint: 'arguments: `profile`, `params`, `name`, `wait_until`, `wait_ms`',
      arguments: ['profile', 'params', 'name', 'wait_until', 'wait_ms'],
    });
    expect((await refused('get_job', {})).message).toBe('`get_job` cannot take these arguments: `job` is missing');
    expect((await refused('wait_for_job', { jobs: ['x'], wait_ms: 60_000 })).message).toMatch(
      /`wait_ms` must be at most 45000, not 60000/,
    );
  });

  it('turns a bug into an answer, logs it, and goes on', async () => {
    const host = createFakeHost();
    host.jobs.overview = () => {
      throw new Error('boom');
    };
    const { refused, settle } = await connect(host, kind);
    expect(await refused('list_jobs')).toMatchObject({
      code: 'internal-error',
      message: expect.stringContaining('boom') as string,
    });
    expect(host.logged).toEqual([expect.stringMatching(/^bug in list_jobs: Error: boom\n {4}at /)]);
    await settle();
  });

  it('knows who starts and stops a job', async () => {
    const host = createFakeHost({ profiles: [profile('web')] });
    const { call } = await connect(host, kind);
    await call('start_profile', { profile: 'web', wait_ms: 0 });
    await call('stop_job', { job: 'web' });
    expect(host.jobs.all[0]?.request.startedBy).toBe('agent (test-client)');
    expect(host.jobs.stops).toEqual([{ ref: 'web', force: false, by: 'agent (test-client)' }]);
  });

  it('tells how a wait goes, each second, where the client asked for it', async () => {
    const host = createFakeHost({ profiles: [profile('web')] });
    const { call } = await connect(host, kind);
    const steps: { readonly progress: number; readonly total?: number; readonly message?: string }[] = [];
    const { structured } = await call(
      'start_profile',
      { profile: 'web', wait_until: 'exited', wait_ms: 20_000 },
      {
        onProgress(step) {
          steps.push(step);
          if (steps.length === 2) host.jobs.all[0]?.exit(0);
        },
      },
    );
    expect(structured.returned).toBe('exited');
    expect(steps).toEqual([
      { progress: 1, total: 20, message: 'web-0001: waiting for exited, 1.0s of 20.0s' },
      { progress: 2, total: 20, message: 'web-0001: waiting for exited, 2.0s of 20.0s' },
    ]);
  });

  it('leaves the job alone when a wait is cancelled', async () => {
    const host = createFakeHost({ profiles: [service('web')] });
    const { call, settle } = await connect(host, kind);
    const cancel = new AbortController();
    const wait = host.jobs.nextWait();
    const pending = call('start_profile', { profile: 'web' }, { signal: cancel.signal });
    const failed = expect(pending).rejects.toThrow();
    const { over } = await wait;
    cancel.abort();
    await failed;
    expect(await over).toBe('cancelled');
    await settle();
    expect(host.jobs.all[0]?.details.status).toBe('running');
    expect(host.jobs.stops).toEqual([]);
  });

  it('ends waits and nothing else when the connection is closed', async () => {
    const host = createFakeHost({ profiles: [service('web')] });
    const { call, connection, close } = await connect(host, kind);
    const wait = host.jobs.nextWait();
    const pending = call('start_profile', { profile: 'web' });
    pending.catch(() => undefined);
    const { over } = await wait;
    await close();
    expect(await connection.closed).toBe('end of file');
    await connection.close();
    expect(await over).toBe('cancelled');
    expect(host.jobs.all[0]?.details.status).toBe('running');
  });
});
