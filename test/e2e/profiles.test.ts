import { expect } from 'vitest';
import { describeEachClient } from '../rig/describeEachClient.js';
import { eventually } from '../rig/eventually.js';
import { fixture } from '../rig/fixtureProgram.js';
import { isAlive } from '../rig/processes.js';

const PORT = { type: 'integer', minimum: 1024, maximum: 65535, default: 5173, description: 'where to listen' };

describeEachClient('profiles', (it) => {
  it('are listed with all that an agent needs to start one', async ({ rig }) => {
    rig.config({
      policy: { allow: ['npm run *'] },
      profiles: {
        web: {
          command: ['node', 'server.js', '${params.port}'],
          description: 'The dev server.',
          type: 'service',
          params: { port: PORT },
          ready: { http: { url: 'http://localhost:${params.port}/' } },
          tags: ['dev'],
        },
        test: { command: 'npm test' },
      },
    });
    const { ok, client } = await rig.serve();
    const { profiles, policy, file } = await ok('list_profiles');
    expect(profiles.map(({ name, type }) => [name, type])).toEqual([
      ['web', 'service'],
      ['test', 'task'],
    ]);
    expect(profiles[0]).toMatchObject({ description: 'The dev server.', tags: ['dev'], running: [] });
    expect(profiles[0]?.params.port).toMatchObject({ type: 'integer', minimum: 1024, maximum: 65535, default: 5173 });
    expect(profiles[0]?.ready.join()).toContain('http');
    expect(policy).toContain('npm run *');
    expect(file).toMatchObject({ path: rig.file, state: 'valid', diagnostics: [] });

    const tools = await client.listTools();
    const schema = tools.find(({ name }) => name === 'start_profile')?.inputSchema.properties?.profile;
    expect(schema).toMatchObject({ enum: ['web', 'test'] });
    expect(client.instructions()).toContain('list_profiles');
  });

  it('of services are ready when their probe passes, and not before', async ({ rig }) => {
    const program = await rig.program();
    const port = await rig.freePort();
    rig.config({
      profiles: {
        web: {
          command: [...program.command, '--port=${params.port}'],
          type: 'service',
          params: { port: PORT },
          ready: { http: { url: 'http://localhost:${params.port}/', status: 200 }, interval: '20ms', timeout: '5m' },
        },
      },
    });
    const { ok } = await rig.serve();
    const starting = ok('start_profile', { profile: 'web', params: { port }, wait_ms: 45_000 });
    const run = await program.next();
    expect(run.words).toEqual([`--port=${String(port)}`]);
    const before = await ok('get_job', { job: 'web' });
    expect(before.job).toMatchObject({ status: 'running', readiness: 'pending', pid: run.pid });

    await run.answer(503);
    await run.listen(port);
    await eventually('the probe to see the 503', async () => {
      const { job } = await ok('get_job', { job: 'web' });
      expect(job.readiness).toBe('pending');
      return job.last_probe?.includes('503');
    });
    await run.answer(200);
    const started = await starting;
    expect(started).toMatchObject({
      returned: 'ready',
      job: { readiness: 'ready', status: 'running', profile: 'web' },
    });
    expect((await ok('list_profiles')).profiles[0]?.running).toMatchObject([{ id: started.job.id }]);

    await ok('stop_job', { job: started.job.id });
  });

  it('that wait for a line or a port are ready when it is there', async ({ rig }) => {
    const program = await rig.program();
    const port = await rig.freePort();
    rig.config({
      profiles: {
        both: {
          command: program.command,
          type: 'service',
          ready: [
            { log: { pattern: 'listening on \\d+' }, timeout: '5m' },
            { tcp: { port }, interval: '20ms', timeout: '5m' },
          ],
        },
      },
    });
    const { ok } = await rig.serve();
    const starting = ok('start_profile', { profile: 'both', wait_ms: 45_000 });
    const run = await program.next();
    await run.say(`listening on ${String(port)}\n`);
    expect((await ok('get_job', { job: 'both' })).job.readiness).toBe('pending');
    await run.listen(port);
    expect(await starting).toMatchObject({ returned: 'ready', job: { readiness: 'ready' } });
    await ok('stop_job', { job: 'both' });
  });

  it('that exit instead of becoming ready are reported at once, with their last words', async ({ rig }) => {
    const program = await rig.program();
    const port = await rig.freePort();
    rig.config({
      profiles: { web: { command: program.command, type: 'service', ready: { tcp: { port }, timeout: '5m' } } },
    });
    const { ok } = await rig.serve();
    const starting = ok('start_profile', { profile: 'web', wait_ms: 45_000 });
    const run = await program.next();
    await run.complain('no such module\n');
    await run.exit(3);
    const { returned, job, output } = await starting;
    expect({ returned, job }).toMatchObject({
      returned: 'exited',
      job: { status: 'failed', exit_code: 3, outcome: 'exit-code' },
    });
    expect(output.text).toContain('no such module');
  });

  it('without a probe say so to whoever waits until they are ready', async ({ rig }) => {
    const program = await rig.program();
    rig.config({ profiles: { web: { command: program.command, type: 'service' } } });
    const { ok } = await rig.serve();
    const { job } = await ok('start_profile', { profile: 'web' });
    const waited = await ok('wait_for_job', { jobs: [job.id], until: 'ready', wait_ms: 45_000 });
    expect(waited).toMatchObject({
      returned: 'not-ready',
      hint: expect.stringContaining('no readiness probe') as string,
    });
    await ok('stop_job', { job: job.id });
  });

  it('whose probe runs out of time go on, not ready, and say why', async ({ rig }) => {
    const program = await rig.program();
    const port = await rig.freePort();
    rig.config({
      profiles: {
        web: { command: program.command, type: 'service', ready: { tcp: { port }, timeout: '200ms' } },
      },
    });
    const { ok } = await rig.serve();
    const { returned, job } = await ok('start_profile', { profile: 'web', wait_ms: 45_000 });
    expect({ returned, job }).toMatchObject({ returned: 'not-ready', job: { status: 'running', readiness: 'failed' } });
    const run = await program.next();
    expect(isAlive(run.process)).toBe(true);
    await ok('stop_job', { job: job.id });
  });

  it('whose port is held by somebody else are not started, and the holder is named', async ({ rig }) => {
    const program = await rig.program();
    const port = await rig.freePort();
    rig.config({
      policy: { allow: [{ run: program.command }] },
      profiles: { web: { command: program.command, type: 'service', ready: { tcp: { port } } } },
    });
    const { ok, refused } = await rig.serve();
    await ok('start_command', { argv: program.command, name: 'other' });
    const other = await program.next();
    await other.listen(port);
    const refusal = await refused('start_profile', { profile: 'web' });
    expect(refusal).toMatchObject({ code: 'port-in-use', port, holder: { pid: other.pid } });
    expect(refusal.text).toContain(String(other.pid));
    expect(program.starts()).toBe(1);
    await other.exit(0);
  });

  it.for([
    { code: 0, status: 'completed' },
    { code: 7, status: 'failed' },
  ])('of tasks run to the end: exit code $code is $status', async ({ code, status }, { rig }) => {
    const command = ['node', fixture('print.mjs'), String(code), 'all done'];
    rig.config({ profiles: { test: { command } } });
    const { ok } = await rig.serve();
    const { returned, job, output } = await ok('start_profile', {
      profile: 'test',
      wait_until: 'exited',
      wait_ms: 45_000,
    });
    expect({ returned, job }).toMatchObject({
      returned: 'exited',
      job: { status, exit_code: code, outcome: 'exit-code', readiness: 'none' },
    });
    expect(job.signal).toBeUndefined();
    expect(output).toMatchObject({ text: 'all done\n', end: true, lost_bytes: 0 });
  });

  it('of tasks that end by a signal say which', async ({ rig }) => {
    rig.config({ profiles: { crash: { command: ['sh', fixture('die.sh'), 'KILL'] } } });
    const { ok } = await rig.serve();
    const { job } = await ok('start_profile', { profile: 'crash', wait_until: 'exited', wait_ms: 45_000 });
    expect(job).toMatchObject({ status: 'failed', signal: 'SIGKILL', outcome: 'signal' });
    expect(job.exit_code).toBeUndefined();
  });

  it('of tasks with a timeout are stopped by it', async ({ rig }) => {
    const program = await rig.program();
    rig.config({ profiles: { slow: { command: program.command, timeout: '300ms' } } });
    const { ok } = await rig.serve();
    const { returned, job } = await ok('start_profile', { profile: 'slow', wait_until: 'exited', wait_ms: 45_000 });
    expect({ returned, job }).toMatchObject({ returned: 'exited', job: { status: 'timed_out', outcome: 'timeout' } });
  });

  it('give the program what the file says: words, folder and environment, and nothing of the server', async ({
    rig,
  }) => {
    const program = await rig.program();
    rig.scratch.folder('project/packages/app');
    rig.config({
      profiles: {
        app: {
          command: [...program.command, 'a b', '$$HOME', '*', '${params.title}', '--n=${params.n}'],
          params: { title: { type: 'string' }, n: { type: 'integer', required: false } },
          cwd: 'packages/app',
          env: { MODE: 'test' },
        },
      },
    });
    const { ok } = await rig.serve({ env: { SECRET_OF_THE_SERVER: 'x' } });
    const title = `; touch ${rig.project}/broken; $(echo no) "quoted" 'too'`;
    const { job } = await ok('start_profile', { profile: 'app', params: { title } });
    const run = await program.next();
    expect(run.words).toEqual(['a b', '$HOME', '*', title, '--n=']);
    expect(run.cwd).toBe(`${rig.project}/packages/app`);
    expect(run.env).toMatchObject({ MODE: 'test', BGJOBS_JOB_ID: job.id, BGJOBS_PROFILE: 'app', NO_COLOR: '1' });
    expect(run.env).not.toHaveProperty('SECRET_OF_THE_SERVER');
    await run.exit(0);
  });
});
