import { describe, expect, it } from 'vitest';
import { literal } from '../../src/config/template.js';
import { CLIENTS, connect } from './connect.js';
import { createFakeHost, FILE, param, paramTemplate, profile, service } from './fakeHost.js';

describe.each(CLIENTS)('restart_job, %s', (kind) => {
  it('stops a service and starts it again, ready', async () => {
    const host = createFakeHost({ profiles: [service('web')] });
    const { call } = await connect(host, kind);
    await call('start_profile', { profile: 'web', wait_ms: 0 });
    host.jobs.onNextStart((job) => job.becomeReady());
    const { structured, text } = await call('restart_job', { job: 'web' });
    expect(structured).toMatchObject({
      job: { id: 'web-0002', name: 'web', readiness: 'ready' },
      replaced: { id: 'web-0001', status: 'killed' },
      returned: 'ready',
    });
    expect(structured).not.toHaveProperty('reused');
    expect(text).toContain('in place of web-0001 killed');
    expect(host.jobs.stops).toEqual([{ ref: 'web-0001', force: false, by: 'agent (test-client)' }]);
  });

  it('starts the profile as the file in force has it now, with the same parameters and name', async () => {
    const only = (program: string) =>
      profile('only', {
        run: { kind: 'argv', words: [literal(program), paramTemplate('file')], range: profile('x').range },
        params: new Map([param('file')]),
      });
    const host = createFakeHost({ profiles: [only('npm')] });
    const { call } = await connect(host, kind);
    await call('start_profile', { profile: 'only', params: { file: 'a b' }, name: 'mine', wait_ms: 0 });
    host.reload({ profiles: [only('pnpm')] });
    const { structured } = await call('restart_job', { job: 'mine', wait_ms: 0 });
    expect(structured).toMatchObject({ job: { name: 'mine', command: "pnpm 'a b'" }, returned: 'started' });
    expect(host.jobs.all[1]?.request).toMatchObject({ name: 'mine', origin: { profile: 'only' } });
  });

  it('leaves the old job alone when its profile is gone', async () => {
    const host = createFakeHost({ profiles: [profile('web')] });
    const { call, refused } = await connect(host, kind);
    await call('start_profile', { profile: 'web', wait_ms: 0 });
    host.reload({ profiles: [profile('api')] });
    expect(await refused('restart_job', { job: 'web' })).toMatchObject({ code: 'unknown-profile', profile: 'web' });
    expect(host.jobs.all[0]?.details.status).toBe('running');
    expect(host.jobs.stops).toEqual([]);
  });

  it('has the policy in force decide again on an ad-hoc command, folder, variables and timeout included', async () => {
    const host = createFakeHost();
    const { call, refused } = await connect(host, kind);
    const args = { command: 'npm test && git log -1', cwd: 'packages', env: { CI: '1' }, timeout: '5m', wait_ms: 0 };
    await call('start_command', args);
    await call('restart_job', { job: 'sh', wait_ms: 0 });
    const [first, second] = host.jobs.all.map(({ request }) => request);
    expect(second).toMatchObject({ name: 'sh', settings: { timeoutMs: 300_000 } });
    expect(second?.command).toMatchObject({ argv: first?.command.argv, cwd: '/project/packages' });
    expect(second?.command.environment.set.get('CI')).toBe('1');
    host.reload({ allow: ['npm run *'], deny: ['npm test'] });
    expect(await refused('restart_job', { job: 'sh' })).toMatchObject({ code: 'denied' });
    expect(host.jobs.all).toHaveLength(2);
    expect(host.jobs.all[1]?.details.status).toBe('running');
  });

  it('starts a job again that has ended', async () => {
    const host = createFakeHost({ profiles: [profile('test')] });
    const { call } = await connect(host, kind);
    host.jobs.onNextStart((job) => job.exit(1));
    await call('start_profile', { profile: 'test' });
    host.jobs.onNextStart((job) => job.exit(0));
    expect((await call('restart_job', { job: 'test-0001', wait_until: 'exited' })).structured).toMatchObject({
      returned: 'exited',
      job: { id: 'test-0002', exit_code: 0 },
      replaced: { id: 'test-0001', exit_code: 1 },
    });
  });

  it('says both when the old one was stopped and the new one did not start', async () => {
    const host = createFakeHost({ profiles: [profile('web')] });
    const { call, refused } = await connect(host, kind);
    await call('start_profile', { profile: 'web', wait_ms: 0 });
    host.jobs.refuseNextStart({ code: 'port-in-use', port: 80, holder: { pid: 7, command: 'nginx' } });
    expect(await refused('restart_job', { job: 'web' })).toMatchObject({
      code: 'port-in-use',
      hint: expect.stringMatching(/^`web-0001` was stopped, and nothing runs in its place; /) as string,
      replaced: { id: 'web-0001', status: 'killed' },
    });
  });

  it('leaves the old job alone when there would be no room for the new one', async () => {
    const host = createFakeHost({ profiles: [profile('web')] });
    const { call, refused } = await connect(host, kind);
    await call('start_profile', { profile: 'web', wait_ms: 0 });
    host.jobs.refuseNextInPlace({ code: 'too-many-jobs', limit: 1, running: [] });
    expect(await refused('restart_job', { job: 'web' })).toMatchObject({ code: 'too-many-jobs', max_jobs: 1 });
    expect(host.jobs.stops).toEqual([]);
  });

  it('names what of the old job would not go', async () => {
    const host = createFakeHost({ profiles: [profile('web')] });
    const { call } = await connect(host, kind);
    await call('start_profile', { profile: 'web', wait_ms: 0 });
    host.jobs.survivors = [{ pid: 77, command: 'zombie maker' }];
    expect((await call('restart_job', { job: 'web', wait_ms: 0 })).structured.hint).toContain('77 (zombie maker)');
  });

  it('starts a profile again that another server started, and no command, as its words may be masked', async () => {
    const host = createFakeHost({ profiles: [profile('web')], allow: ['ls'] });
    const other = await connect({ ...host }, kind);
    await other.call('start_profile', { profile: 'web', wait_ms: 0 });
    await other.call('start_command', { argv: ['ls'], wait_ms: 0 });
    const { refused, call } = await connect(host, kind);
    expect((await call('restart_job', { job: 'web', wait_ms: 0 })).structured).toMatchObject({
      job: { profile: 'web' },
    });
    expect(await refused('restart_job', { job: 'ls' })).toMatchObject({ code: 'start-unknown', job: 'ls-0002' });
    expect((await refused('restart_job', { job: 'x' })).code).toBe('unknown-job');
  });
});

describe.each(CLIENTS)('a change that is held, %s', (kind) => {
  const pending = {
    digest: 'abc',
    changes: ['+ `rm **` is allowed', '~ profile `web`', '+ profile `b`', '- profile `c`'],
  };
  const sentence = `${FILE} changed, but this server is locked: the change (${pending.changes[0]!}, and 3 more) is held until a person runs \`bgjobs approve\` in a terminal; what was in force before still is`;

  it('is shown whole by list_profiles', async () => {
    const { call } = await connect(createFakeHost({ profiles: [profile('web')], pending }), kind);
    const { structured, text } = await call('list_profiles');
    expect(structured.file).toMatchObject({ state: 'valid', pending });
    for (const fact of [sentence, 'held: abc', ...pending.changes]) expect(text).toContain(fact);
  });

  it('is told with every start and refusal, in one sentence', async () => {
    const { call, refused } = await connect(createFakeHost({ profiles: [profile('web')], pending }), kind);
    expect((await call('start_profile', { profile: 'web', wait_ms: 0 })).structured).toMatchObject({
      hint: sentence,
      file: { state: 'valid', pending: { digest: 'abc', changes: pending.changes.slice(0, 3) } },
    });
    expect((await refused('start_profile', { profile: 'api' })).hint).toContain(sentence);
    expect((await refused('start_command', { argv: ['rm', 'x'] })).hint).toContain(sentence);
  });
});
