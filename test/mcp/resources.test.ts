import { describe, expect, it } from 'vitest';
import { literal } from '../../src/config/template.js';
import { CLIENTS, connect, type Connected } from './connect.js';
import { createFakeHost, param, paramTemplate, profile, service, type FakeHost } from './fakeHost.js';

const TEMPLATES = ['bgjobs://jobs/{id}', 'bgjobs://jobs/{id}/output', 'bgjobs://profiles/{profile}'];

/** Resolves when it was called so often; what it was called with is kept. */
function counter() {
  const heard: string[] = [];
  const waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  return {
    heard,
    listener: (uri = 'list'): void => {
      heard.push(uri);
      for (const { count, resolve } of waiting) if (heard.length >= count) resolve();
    },
    times: async (count: number): Promise<void> => {
      if (heard.length < count) await new Promise<void>((resolve) => void waiting.push({ count, resolve }));
    },
  };
}

async function started(host: FakeHost, call: Connected['call']): Promise<string> {
  await call('start_profile', { profile: 'web', wait_ms: 0 });
  return host.jobs.all.at(-1)!.details.id;
}

describe.each(CLIENTS)('resources, %s', (kind) => {
  it('are listed: the file, the policy, and jobs with their output', async () => {
    const host = createFakeHost({ profiles: [profile('web')] });
    const { call, listResources, listTemplates } = await connect(host, kind);
    await started(host, call);
    expect((await listResources()).map(({ uri }) => uri)).toEqual([
      'bgjobs://config',
      'bgjobs://policy',
      'bgjobs://jobs/web-0001',
      'bgjobs://jobs/web-0001/output',
    ]);
    expect(await listTemplates()).toEqual(TEMPLATES);
  });

  it('show a job and its output', async () => {
    const host = createFakeHost({ profiles: [profile('web')] });
    const { call, readResource } = await connect(host, kind);
    const id = await started(host, call);
    host.jobs.all[0]!.write('one\ntwo\n');
    expect(JSON.parse(await readResource(`bgjobs://jobs/${id}`))).toMatchObject({ id, argv: ['npm', 'run', 'web'] });
    expect(await readResource(`bgjobs://jobs/${id}/output`)).toBe('one\ntwo\n');
  });

  it('show the file in force and no secret of it', async () => {
    const secret = 'hunter2hunter2';
    const web = profile('web', {
      env: new Map([
        ['API_TOKEN', literal(secret)],
        ['PGPASS', literal('swordfish')],
        ['PLAIN', literal('seen')],
        ['GONE', null],
      ]),
      secrets: ['PGPASS'],
      run: { kind: 'argv', words: [literal('curl'), literal(`--header=${secret}`)], range: profile('x').range },
    });
    const host = createFakeHost({ profiles: [web] });
    const { readResource } = await connect(host, kind);
    const text = await readResource('bgjobs://config');
    expect(JSON.parse(text)).toMatchObject({
      file: { state: 'valid', revision: 1 },
      limits: { max_jobs: 10 },
      policy: { adhoc: 'rules', allow: [{ run: 'npm test', line: 20 }, {}, {}] },
      profiles: {
        web: {
          command: 'curl --header=<masked>',
          env: { API_TOKEN: '<masked>', PGPASS: '<masked>', PLAIN: 'seen', GONE: null },
        },
      },
    });
    expect(text).not.toContain(secret);
    const one = await readResource('bgjobs://profiles/web');
    expect(JSON.parse(one)).toMatchObject({ name: 'web', lifetime: 'session' });
    expect(one).not.toContain(secret);
    expect(one).not.toContain('swordfish');
  });

  it('show the policy, rule by rule', async () => {
    const { readResource } = await connect(createFakeHost({ reasons: { 'rm **': 'no' } }), kind);
    expect(JSON.parse(await readResource('bgjobs://policy'))).toMatchObject({
      summary: expect.stringContaining('npm run *') as string,
      ask: [{ run: 'git push **' }],
      deny: [{ run: 'rm **', reason: 'no' }],
      roots: ['/project'],
    });
  });

  it.each([
    'bgjobs://jobs/nope',
    'bgjobs://jobs/web',
    'bgjobs://jobs/web-0001/log',
    'bgjobs://x',
    'file:///etc/passwd',
    'bgjobs://jobs/%zz',
    'bgjobs://jobs/..%2f..',
    'bgjobs://profiles/__proto__',
    '',
  ])('are -32602 with the URI where there is none: %s', async (uri) => {
    const host = createFakeHost({ profiles: [profile('web')] });
    const { call, readResource } = await connect(host, kind);
    await started(host, call);
    await expect(readResource(uri)).rejects.toMatchObject({ code: -32602, data: { uri } });
  });

  it('are linked to by what shows a part of them', async () => {
    const host = createFakeHost({ profiles: [profile('web')] });
    const { call, readResource } = await connect(host, kind);
    await started(host, call);
    host.jobs.all[0]!.write('hello\n');
    const { links } = await call('read_output', { job: 'web' });
    expect(links).toEqual(['bgjobs://jobs/web-0001/output']);
    expect(await readResource(links[0]!)).toBe('hello\n');
  });
});

describe.each(CLIENTS)('subscriptions, %s', (kind) => {
  it('tell of a job that changes, and of no other', async () => {
    const host = createFakeHost({ profiles: [profile('web'), profile('other')] });
    const { call, subscribe } = await connect(host, kind);
    const id = await started(host, call);
    await call('start_profile', { profile: 'other', wait_ms: 0 });
    const { heard, listener, times } = counter();
    const stop = await subscribe(`bgjobs://jobs/${id}`, listener);
    host.jobs.all[1]!.exit(0);
    host.jobs.all[0]!.becomeReady();
    await times(1);
    expect(heard).toEqual([`bgjobs://jobs/${id}`]);
    await stop();
    await call('list_jobs');
    host.jobs.all[0]!.exit(0);
    await call('list_jobs');
    expect(heard).toHaveLength(1);
  });

  it('tell of output, also when it is the last', async () => {
    const host = createFakeHost({ profiles: [profile('web')] });
    const { call, subscribe } = await connect(host, kind);
    const id = await started(host, call);
    const { listener, times } = counter();
    await subscribe(`bgjobs://jobs/${id}/output`, listener);
    host.jobs.all[0]!.write('a line\n');
    await times(1);
    host.jobs.all[0]!.exit(0);
    await times(2);
  });

  it('tell of a hundred changes at once twice: the first, and the last', async () => {
    const host = createFakeHost({ profiles: [profile('web')] });
    const { call, subscribe } = await connect(host, kind);
    const id = await started(host, call);
    const { heard, listener, times } = counter();
    await subscribe(`bgjobs://jobs/${id}`, listener);
    const begun = performance.now();
    for (let round = 0; round < 100; round++) host.jobs.all[0]!.neverReady(`round ${round}`);
    await times(2);
    expect(performance.now() - begun).toBeGreaterThan(400);
    await call('list_jobs');
    expect(heard).toHaveLength(2);
  });

  it('tell of a reload', async () => {
    const host = createFakeHost();
    const { subscribe } = await connect(host, kind);
    const { heard, listener, times } = counter();
    await subscribe('bgjobs://policy', listener);
    host.reload({ allow: ['make *'] });
    await times(1);
    expect(heard).toEqual(['bgjobs://policy']);
  });

  it('tell that there is a new job', async () => {
    const host = createFakeHost({ profiles: [profile('web')] });
    const { call, onResourcesChanged } = await connect(host, kind);
    const { listener, times } = counter();
    await onResourcesChanged(() => listener());
    await started(host, call);
    await times(1);
  });
});

describe.each(['1.x', '2.x-2025'] as const)('a subscription to nothing, %s', (kind) => {
  it('is refused', async () => {
    const { subscribe } = await connect(createFakeHost(), kind);
    const uri = 'bgjobs://jobs/nope';
    await expect(subscribe(uri, () => undefined)).rejects.toMatchObject({ code: -32602, data: { uri } });
  });
});

describe.each(CLIENTS)('completion, %s', (kind) => {
  const [JOB, OUTPUT, PROFILE] = TEMPLATES as [string, string, string];

  it('knows jobs, profiles and the values of parameters', async () => {
    const mode = param('mode', { enum: ['dev', 'prod', 'preprod'] });
    const web = service('web', { params: new Map([mode, param('hot', { type: 'boolean' }), param('free')]) });
    const host = createFakeHost({ profiles: [profile('api'), web, profile('webpack')] });
    const { call, complete } = await connect(host, kind);
    for (const name of ['api', 'webpack']) await call('start_profile', { profile: name, wait_ms: 0 });
    expect(await complete(JOB, 'id', '')).toEqual(['webpack-0002', 'api-0001']);
    expect(await complete(OUTPUT, 'id', 'api')).toEqual(['api-0001']);
    expect(await complete(PROFILE, 'profile', 'web')).toEqual(['web', 'webpack']);
    expect(await complete(PROFILE, 'mode', 'pr', { profile: 'web' })).toEqual(['prod', 'preprod']);
    expect(await complete(PROFILE, 'hot', '', { profile: 'web' })).toEqual(['true', 'false']);
    expect(await complete(PROFILE, 'free', '', { profile: 'web' })).toEqual([]);
    expect(await complete(PROFILE, 'mode', '')).toEqual([]);
    await expect(complete('bgjobs://x/{y}', 'y', '')).rejects.toMatchObject({ code: -32602 });
  });
});

describe.each(CLIENTS)('a profile that is exposed as a tool, %s', (kind) => {
  const suite = param('suite', { enum: ['unit', 'e2e'], description: 'which tests' });
  const test = profile('test', {
    expose: 'tool',
    params: new Map([suite, param('count', { type: 'integer', required: false, minimum: 1 })]),
    run: { kind: 'argv', words: [literal('npm'), literal('test'), paramTemplate('suite')], range: profile('x').range },
  });

  it('is listed after the others with its parameters as arguments', async () => {
    const { listTools } = await connect(createFakeHost({ profiles: [test, profile('web')] }), kind);
    const tools = await listTools();
    expect(tools.at(-1)).toMatchObject({
      name: 'run_test',
      title: 'Run test',
      description: expect.stringMatching(/^the test of this project\. Waits up to 30 s for its end/) as string,
      inputSchema: {
        type: 'object',
        properties: {
          suite: { type: 'string', enum: ['unit', 'e2e'], description: 'which tests' },
          count: { minimum: 1 },
        },
        required: ['suite'],
        additionalProperties: false,
      },
      annotations: { readOnlyHint: false, destructiveHint: true },
    });
    expect(tools.filter(({ name }) => name.startsWith('run_'))).toHaveLength(1);
  });

  it('runs as start_profile does, a task to its end and a service until it is ready', async () => {
    const host = createFakeHost({ profiles: [test, service('web', { expose: 'tool' })] });
    const { call } = await connect(host, kind);
    host.jobs.onNextStart((job) => job.exit(0));
    expect((await call('run_test', { suite: 'unit' })).structured).toMatchObject({
      returned: 'exited',
      job: { profile: 'test', command: 'npm test unit', exit_code: 0 },
    });
    host.jobs.onNextStart((job) => job.becomeReady());
    expect((await call('run_web')).structured).toMatchObject({ returned: 'ready', job: { profile: 'web' } });
  });

  it('refuses arguments that the file does not permit', async () => {
    const { refused } = await connect(createFakeHost({ profiles: [test] }), kind);
    expect(await refused('run_test', { suite: 'all' })).toMatchObject({ code: 'bad-params', profile: 'test' });
    expect(await refused('run_test', { suite: 'unit', x: 1 })).toMatchObject({ code: 'bad-params' });
    expect(await refused('run_test')).toMatchObject({ code: 'bad-params' });
  });

  it('comes and goes with the file, announced once', async () => {
    const host = createFakeHost({ profiles: [profile('test')] });
    const { call, listTools, onToolsChanged } = await connect(host, kind);
    await expect(call('run_test', { suite: 'unit' })).rejects.toMatchObject({ code: -32602 });
    const { listener, times, heard } = counter();
    await onToolsChanged(() => listener());
    host.reload({ profiles: [test] });
    await times(1);
    expect((await listTools()).map(({ name }) => name)).toContain('run_test');
    expect(heard).toHaveLength(1);
  });
});
