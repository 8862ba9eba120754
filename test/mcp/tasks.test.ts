import { PassThrough } from 'node:stream';
import { createInterface } from 'node:readline';
import { describe, expect, it, onTestFinished } from 'vitest';
import { serveStdio } from '../../src/mcp/serveStdio.js';
import { createTasks, TASK_TTL_MS } from '../../src/mcp/tasks.js';
import { CLIENTS, connect } from './connect.js';
import { createFakeHost, profile, service, type FakeHost } from './fakeHost.js';

const EXTENSION = 'io.modelcontextprotocol/tasks';

interface Message {
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly code: number; readonly data?: unknown };
}

/** A 2026-era client without an SDK, which declares the extension (or not). */
function raw(host: FakeHost, extensions: object = { [EXTENSION]: {} }) {
  const stdin = new PassThrough();
  const stdout = new PassThrough();
  const connection = serveStdio(host, { stdin, stdout });
  onTestFinished(() => connection.close());
  const lines = createInterface({ input: stdout })[Symbol.asyncIterator]();
  const _meta = {
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientInfo': { name: 'raw', version: '1' },
    'io.modelcontextprotocol/clientCapabilities': { extensions },
  };
  const ask = async (method: string, params: object = {}): Promise<Message> => {
    stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id: 1, method, params: { ...params, _meta } })}\n`);
    const { value } = (await lines.next()) as { value: string };
    return JSON.parse(value) as Message;
  };
  return {
    ask,
    close: () => connection.close(),
    call: async (name: string, args: object): Promise<Record<string, unknown>> => {
      const { result, error } = await ask('tools/call', { name, arguments: args });
      if (result === undefined) throw new Error(JSON.stringify(error));
      return result;
    },
    task: async (taskId: unknown): Promise<Record<string, unknown>> =>
      (await ask('tasks/get', { taskId })).result ?? {},
  };
}

/** Looks until the task is over; it is when its job is, and that was made to happen before. */
async function ended(client: ReturnType<typeof raw>, taskId: unknown): Promise<Record<string, unknown>> {
  for (;;) {
    const task = await client.task(taskId);
    if (task.status !== 'working') return task;
    // Timers have their turn, too.
    await new Promise<void>((resolve) => void setImmediate(resolve));
  }
}

const untilExited = { profile: 'test', wait_until: 'exited' };

describe('a client that knows tasks', () => {
  it('gets one for a start that waits for the end, and its result when there is one', async () => {
    const host = createFakeHost({ profiles: [profile('test')] });
    const client = raw(host);
    const made = await client.call('start_profile', untilExited);
    expect(made).toMatchObject({
      resultType: 'task',
      taskId: expect.stringMatching(/^[\da-f-]{36}$/) as string,
      status: 'working',
      createdAt: expect.stringMatching(/^\d{4}-.*Z$/) as string,
      ttlMs: TASK_TTL_MS,
      pollIntervalMs: 1_000,
    });
    expect(made).not.toHaveProperty('structuredContent');
    expect(await client.task(made.taskId)).toMatchObject({ status: 'working' });
    host.jobs.all[0]!.exit(3, 'exit code 3');
    expect(await ended(client, made.taskId)).toMatchObject({
      status: 'completed',
      result: { structuredContent: { returned: 'exited', job: { status: 'failed', exit_code: 3 } } },
    });
  });

  it('gets one for a wait, for any length of time unless the call says', async () => {
    const host = createFakeHost({ profiles: [profile('test')] });
    const client = raw(host);
    await client.call('start_profile', { profile: 'test', wait_ms: 0 });
    const wait = host.jobs.nextWait();
    const made = await client.call('wait_for_job', { jobs: ['test'], until: 'output', pattern: 'done' });
    expect((await wait).request.timeoutMs).toBe(TASK_TTL_MS);
    host.jobs.all[0]!.write('done\n');
    expect(await ended(client, made.taskId)).toMatchObject({
      result: { structuredContent: { returned: 'output', matched: 'done' } },
    });
    const short = await client.call('wait_for_job', { jobs: ['test'], wait_ms: 1 });
    expect(await ended(client, short.taskId)).toMatchObject({ result: { structuredContent: { returned: 'timeout' } } });
  });

  it('gets its answer at once where there is nothing long to wait for', async () => {
    const host = createFakeHost({ profiles: [profile('test')] });
    const client = raw(host);
    expect(await client.call('start_profile', { profile: 'nope', wait_until: 'exited' })).toMatchObject({
      isError: true,
      structuredContent: { error: { code: 'unknown-profile' } },
    });
    expect(await client.call('wait_for_job', { jobs: ['nope'] })).toMatchObject({ isError: true });
    expect(await client.call('start_profile', { profile: 'test', wait_ms: 0 })).toMatchObject({
      structuredContent: { returned: 'started' },
    });
    expect(await client.call('list_jobs', {})).not.toMatchObject({ resultType: 'task' });
  });

  it('cancels the wait and, where the call had started it, the job', async () => {
    const host = createFakeHost({ profiles: [profile('test'), service('web')] });
    const client = raw(host);
    const wait = host.jobs.nextWait();
    const made = await client.call('start_profile', untilExited);
    expect(await client.ask('tasks/cancel', { taskId: made.taskId })).toMatchObject({ result: {} });
    expect(await (await wait).over).toBe('cancelled');
    expect(host.jobs.stops).toEqual([{ ref: 'test-0001', force: false, by: 'agent (raw)' }]);
    expect(await client.task(made.taskId)).toMatchObject({ status: 'cancelled' });
    // Once more is no error, and changes nothing.
    expect(await client.ask('tasks/cancel', { taskId: made.taskId })).toMatchObject({ result: {} });

    await client.call('start_profile', { profile: 'web', wait_ms: 0 });
    const waited = await client.call('wait_for_job', { jobs: ['web'] });
    const reused = await client.call('start_profile', { profile: 'web', wait_until: 'exited' });
    for (const { taskId } of [waited, reused]) await client.ask('tasks/cancel', { taskId });
    expect(host.jobs.stops).toHaveLength(1);
  });

  it('finds its task again on another connection', async () => {
    const host = createFakeHost({ profiles: [profile('test')] });
    const first = raw(host);
    const made = await first.call('start_profile', untilExited);
    await first.close();
    host.jobs.all[0]!.exit(0);
    expect(await ended(raw(host), made.taskId)).toMatchObject({ status: 'completed' });
  });

  it('is told -32602 of a task that is not there', async () => {
    const client = raw(createFakeHost());
    for (const method of ['tasks/get', 'tasks/cancel', 'tasks/update']) {
      expect((await client.ask(method, { taskId: 'x' })).error, method).toMatchObject({ code: -32_602 });
      expect((await client.ask(method)).error, method).toMatchObject({ code: -32_602 });
    }
    expect((await client.ask('tasks/list')).error).toMatchObject({ code: -32_601 });
    expect((await client.ask('tasks/result', { taskId: 'x' })).error).toMatchObject({ code: -32_601 });
  });

  it('gets a bug as a result', async () => {
    const host = createFakeHost({ profiles: [profile('test')] });
    host.jobs.wait = () => Promise.reject(new Error('boom'));
    const client = raw(host);
    const made = await client.call('start_profile', untilExited);
    expect(await ended(client, made.taskId)).toMatchObject({
      status: 'completed',
      result: { isError: true, structuredContent: { error: { code: 'internal-error' } } },
    });
  });
});

describe('a client that does not know tasks', () => {
  it('gets none, and is told what is missing when it asks for one', async () => {
    const host = createFakeHost({ profiles: [profile('test')] });
    const client = raw(host, {});
    host.jobs.onNextStart((job) => job.exit(0));
    expect(await client.call('start_profile', untilExited)).toMatchObject({
      structuredContent: { returned: 'exited' },
    });
    const { error } = await client.ask('tasks/get', { taskId: 'x' });
    expect(error).toMatchObject({ code: -32_021, data: { requiredCapabilities: { extensions: { [EXTENSION]: {} } } } });
  });

  it.each(CLIENTS)('is every SDK as it is: %s', async (kind) => {
    const host = createFakeHost({ profiles: [profile('test')] });
    const { call } = await connect(host, kind);
    host.jobs.onNextStart((job) => job.exit(0));
    expect((await call('start_profile', untilExited)).structured).toMatchObject({ returned: 'exited' });
  });
});

describe('tasks', () => {
  const done = { content: [] };

  it('are kept for their time', () => {
    let now = 0;
    const tasks = createTasks(() => now);
    const id = tasks.add(() => undefined)!;
    tasks.finish(id, done);
    now = TASK_TTL_MS;
    expect(tasks.view(id)?.status).toBe('completed');
    now += 1;
    expect(tasks.view(id)).toBeUndefined();
    expect(tasks.cancel(id)).toBe(false);
  });

  it('are bounded: those that are over make room, those that go on do not', () => {
    const tasks = createTasks();
    const ids = Array.from({ length: 500 }, () => tasks.add(() => undefined)!);
    expect(tasks.add(() => undefined)).toBeUndefined();
    tasks.finish(ids[7]!, done);
    expect(tasks.add(() => undefined)).toBeDefined();
    expect(tasks.view(ids[7]!)).toBeUndefined();
    expect(tasks.view(ids[0]!)?.status).toBe('working');
  });

  it('stay as they ended', () => {
    let cancelled = 0;
    const tasks = createTasks();
    const id = tasks.add(() => (cancelled += 1))!;
    tasks.cancel(id);
    tasks.finish(id, done);
    tasks.cancel(id);
    expect(tasks.view(id)).toMatchObject({ status: 'cancelled' });
    expect(cancelled).toBe(1);
  });
});
