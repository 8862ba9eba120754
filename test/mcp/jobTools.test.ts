import { describe, expect, it } from 'vitest';
import { CLIENTS, connect } from './connect.js';
import { createFakeHost, diagnostic, FILE, param, profile, service } from './fakeHost.js';

describe.each(CLIENTS)('list_profiles, %s', (kind) => {
  it('shows profiles, policy and file', async () => {
    const web = service('web', {
      tags: ['dev'],
      params: new Map([
        param('port', {
          type: 'integer',
          required: false,
          default: 5173,
          minimum: 1024,
          description: 'where it listens',
        }),
        param('mode', { enum: ['dev', 'prod'] }),
      ]),
    });
    const host = createFakeHost({ profiles: [web, profile('test')] });
    const { call } = await connect(host, kind);
    await call('start_profile', { profile: 'web', params: { mode: 'dev' }, wait_ms: 0 });
    const { structured, text } = await call('list_profiles');
    expect(structured).toMatchObject({
      profiles: [
        {
          name: 'web',
          description: 'the web of this project',
          type: 'service',
          command: 'npm run web',
          params: {
            port: { type: 'integer', default: 5173, minimum: 1024, description: 'where it listens' },
            mode: { type: 'string', enum: ['dev', 'prod'] },
          },
          required_params: ['mode'],
          tags: ['dev'],
          ready: ['tcp: localhost:5173 within 30s'],
          running: [{ id: 'web-0001' }],
        },
        { name: 'test', params: {}, tags: [], ready: [], running: [] },
      ],
      policy: expect.stringContaining('npm run *') as string,
      file: { path: FILE, state: 'valid', revision: 1, diagnostics: [] },
    });
    for (const fact of ['web (service)', 'mode (required)', 'npm run web', 'within 30s', 'web-0001', FILE]) {
      expect(text).toContain(fact);
    }
  });

  it('filters by tag', async () => {
    const { call } = await connect(createFakeHost({ profiles: [profile('a', { tags: ['x'] }), profile('b')] }), kind);
    expect((await call('list_profiles', { tag: 'x' })).structured.profiles).toHaveLength(1);
  });

  it('shows every mistake of a broken file', async () => {
    const diagnostics = [1, 2, 3, 4, 5].map((line) => diagnostic(`mistake ${line}`, line));
    const { call } = await connect(createFakeHost({ profiles: [profile('a')], state: 'invalid', diagnostics }), kind);
    const { structured } = await call('list_profiles');
    expect(structured.file).toMatchObject({ state: 'invalid' });
    expect((structured.file as { diagnostics: unknown[] }).diagnostics).toHaveLength(5);
  });
});

describe.each(CLIENTS)('list_jobs and get_job, %s', (kind) => {
  it('lists jobs, newest first, with filters and a limit', async () => {
    const host = createFakeHost({ profiles: ['a', 'b', 'c'].map((name) => profile(name, { tags: [`tag-${name}`] })) });
    const { call } = await connect(host, kind);
    for (const name of ['a', 'b', 'c']) await call('start_profile', { profile: name, wait_ms: 0 });
    host.jobs.all[1]!.exit(1);
    const { structured, text } = await call('list_jobs');
    expect(structured).toMatchObject({
      jobs: [{ id: 'c-0003' }, { id: 'b-0002' }, { id: 'a-0001' }],
      running: 2,
      max_jobs: 10,
    });
    expect(text).toContain('2 of 10 jobs running');
    expect((await call('list_jobs', { status: ['failed'] })).structured.jobs).toMatchObject([
      { id: 'b-0002', exit_code: 1 },
    ]);
    expect((await call('list_jobs', { profile: 'a' })).structured.jobs).toMatchObject([{ id: 'a-0001' }]);
    expect((await call('list_jobs', { tag: 'tag-c' })).structured.jobs).toMatchObject([{ id: 'c-0003' }]);
    expect((await call('list_jobs', { limit: 1 })).structured).toMatchObject({ jobs: [{ id: 'c-0003' }], more: 2 });
  });

  it('says everything about one job', async () => {
    const host = createFakeHost({ profiles: [profile('a')] });
    const { call } = await connect(host, kind);
    await call('start_profile', { profile: 'a', wait_ms: 0 });
    host.jobs.all[0]!.write('one\ntwo\nthree\n');
    const short = await call('get_job', { job: 'a' });
    expect(short.structured).toMatchObject({
      job: { id: 'a-0001', argv: ['npm', 'run', 'a'], started_by: 'agent (test-client)' },
    });
    expect(short.structured).not.toHaveProperty('output');
    const long = await call('get_job', { job: 'a-0001', tail_lines: 2 });
    expect(long.structured.output).toMatchObject({ text: 'two\nthree\n' });
    expect(long.text).toContain('argv: ["npm","run","a"]');
  });

  it('names the jobs there are when one is not there', async () => {
    const host = createFakeHost({ profiles: [profile('a')] });
    const { call, refused } = await connect(host, kind);
    expect(await refused('get_job', { job: 'x' })).toEqual({
      code: 'unknown-job',
      message: 'there is no job `x`',
      hint: 'no job was started yet; call list_profiles and then start_profile',
      job: 'x',
      known: [],
    });
    await call('start_profile', { profile: 'a', wait_ms: 0 });
    for (const [tool, args] of [
      ['get_job', { job: 'x' }],
      ['read_output', { job: 'x' }],
      ['wait_for_job', { jobs: ['x'] }],
      ['send_input', { job: 'x', text: '' }],
      ['stop_job', { job: 'x' }],
      ['restart_job', { job: 'x' }],
    ] as const) {
      expect(await refused(tool, args)).toMatchObject({ code: 'unknown-job', known: ['a-0001'] });
    }
  });
});

describe.each(CLIENTS)('read_output, %s', (kind) => {
  it('reads the tail, from a cursor, from a line, with a pattern', async () => {
    const host = createFakeHost({ profiles: [profile('a')] });
    const { call } = await connect(host, kind);
    await call('start_profile', { profile: 'a', wait_ms: 0 });
    host.jobs.all[0]!.write('one\ntwo\nthree\n');
    const read = async (args: Record<string, unknown>): Promise<unknown> =>
      (await call('read_output', { job: 'a', ...args })).structured.text;
    expect(await read({})).toBe('one\ntwo\nthree\n');
    expect(await read({ tail_lines: 1 })).toBe('three\n');
    expect(await read({ cursor: '4' })).toBe('two\nthree\n');
    expect(await read({ from_line: 2 })).toBe('two\nthree\n');
    expect(await read({ pattern: 'w' })).toBe('two\n');
    const { structured, text } = await call('read_output', { job: 'a', max_bytes: 5 });
    expect(structured).toMatchObject({
      job: { id: 'a-0001' },
      next_cursor: '14',
      truncated: true,
      end: false,
      lost_bytes: 0,
    });
    expect(text).toContain('next_cursor 14');
  });

  it('says what is wrong with a query', async () => {
    const host = createFakeHost({ profiles: [profile('a')] });
    const { call, refused } = await connect(host, kind);
    await call('start_profile', { profile: 'a', wait_ms: 0 });
    expect((await refused('read_output', { job: 'a', cursor: '1', tail_lines: 3 })).message).toBe(
      '`tail_lines` and `cursor` are given together',
    );
    expect((await refused('read_output', { job: 'a', cursor: 'x' })).code).toBe('bad-cursor');
    expect((await refused('read_output', { job: 'a', stream: 'stderr' })).code).toBe('no-separate-streams');
    expect((await refused('read_output', { job: 'a', max_bytes: 100_000 })).message).toContain('at most 32768');
  });
});

describe.each(CLIENTS)('wait_for_job, %s', (kind) => {
  it('waits for a line, and shows it', async () => {
    const host = createFakeHost({ profiles: [profile('a')] });
    const { call } = await connect(host, kind);
    await call('start_profile', { profile: 'a', wait_ms: 0 });
    const wait = host.jobs.nextWait();
    const pending = call('wait_for_job', { jobs: ['a'], until: 'output', pattern: 'ready' });
    await wait;
    host.jobs.all[0]!.write('starting\nready in 3 ms\n');
    const { structured, text } = await pending;
    expect(structured).toMatchObject({
      returned: 'output',
      matched: 'ready in 3 ms',
      job: { id: 'a-0001' },
      jobs: [{ id: 'a-0001' }],
      output: { text: 'starting\nready in 3 ms\n' },
    });
    expect(structured.job).not.toHaveProperty('argv');
    expect(text).toContain('matched: ready in 3 ms');
  });

  it('waits for any or all of several jobs', async () => {
    const host = createFakeHost({ profiles: [profile('a'), profile('b')] });
    const { call } = await connect(host, kind);
    for (const name of ['a', 'b']) await call('start_profile', { profile: name, wait_ms: 0 });
    host.jobs.all[1]!.exit(2, 'exit code 2');
    expect((await call('wait_for_job', { jobs: ['a', 'b'] })).structured).toMatchObject({
      returned: 'exited',
      job: { id: 'b-0002', exit_code: 2 },
      hint: 'exit code 2',
    });
    const wait = host.jobs.nextWait();
    const pending = call('wait_for_job', { jobs: ['a', 'b'], mode: 'all' });
    await wait;
    host.jobs.all[0]!.exit(0);
    expect((await pending).structured).toMatchObject({
      returned: 'exited',
      jobs: [{ id: 'a-0001' }, { id: 'b-0002' }],
    });
  });

  it('returns on timeout with the job still running', async () => {
    const host = createFakeHost({ profiles: [profile('a')] });
    const { call } = await connect(host, kind);
    await call('start_profile', { profile: 'a', wait_ms: 0 });
    expect((await call('wait_for_job', { jobs: ['a'], wait_ms: 0 })).structured).toMatchObject({
      returned: 'timeout',
      job: { status: 'running' },
      hint: expect.stringContaining('call wait_for_job again') as string,
    });
  });

  it('passes on what to wait for', async () => {
    const host = createFakeHost({ profiles: [profile('a')] });
    const { call } = await connect(host, kind);
    await call('start_profile', { profile: 'a', wait_ms: 0 });
    const wait = host.jobs.nextWait();
    const pending = call('wait_for_job', { jobs: ['a'], until: 'idle', idle_ms: 700, cursor: '0', wait_ms: 44_000 });
    expect((await wait).request).toMatchObject({
      until: { kind: 'idle', quietMs: 700 },
      cursor: '0',
      timeoutMs: 44_000,
      mode: 'any',
    });
    host.jobs.all[0]!.exit(0);
    await pending;
  });

  it('wants a pattern for output, and only there', async () => {
    const { refused } = await connect(createFakeHost(), kind);
    expect((await refused('wait_for_job', { jobs: ['a'], until: 'output' })).message).toContain('`pattern` is missing');
    expect((await refused('wait_for_job', { jobs: ['a'], pattern: 'x' })).hint).toContain('until `output`');
    expect((await refused('wait_for_job', { job: 'a' })).message).toContain('did you mean `jobs`?');
  });
});

describe.each(CLIENTS)('send_input and stop_job, %s', (kind) => {
  it('writes, and shows what followed', async () => {
    const host = createFakeHost({ profiles: [profile('a')] });
    const { call, refused } = await connect(host, kind);
    await call('start_profile', { profile: 'a', wait_ms: 0 });
    const { structured } = await call('send_input', { job: 'a', text: 'grüße\n', end: true, wait_ms: 10 });
    expect(structured).toMatchObject({ written: 8, job: { id: 'a-0001' }, output: { text: 'got grüße\n' } });
    expect(host.jobs.inputs).toEqual([{ ref: 'a-0001', text: 'grüße\n', keys: [], end: true, waitMs: 10 }]);
    host.jobs.all[0]!.exit(0);
    expect(await refused('send_input', { job: 'a', text: 'x' })).toMatchObject({
      code: 'job-ended',
      job: { status: 'completed' },
    });
  });

  it('stops, and names what would not go', async () => {
    const host = createFakeHost({ profiles: [profile('a')] });
    const { call } = await connect(host, kind);
    await call('start_profile', { profile: 'a', wait_ms: 0 });
    host.jobs.survivors = [{ pid: 77, command: 'zombie maker' }];
    const { structured } = await call('stop_job', { job: 'a', force: true });
    expect(structured).toMatchObject({
      job: { status: 'killed', outcome: 'stopped' },
      survivors: [{ pid: 77 }],
      hint: expect.stringContaining('77 (zombie maker)') as string,
    });
    expect(host.jobs.stops[0]).toMatchObject({ force: true });
    host.jobs.survivors = [];
    const again = await call('stop_job', { job: 'a-0001' });
    expect(again.structured).toMatchObject({ already_ended: true, survivors: [] });
    expect(again.text).toContain('had ended before');
  });
});
