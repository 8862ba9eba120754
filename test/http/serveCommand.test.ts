import { chmodSync } from 'node:fs';
import { describe, expect } from 'vitest';
import { rigTest } from '../rig/describeEachClient.js';
import { eventually, within } from '../rig/eventually.js';
import { isAlive } from '../rig/processes.js';
import type { Rig } from '../rig/rig.js';
import type { ServerProcess } from '../rig/server.js';
import { CLIENTS } from '../mcp/connect.js';
import { httpClient, raw } from './endpoint.js';

const it = rigTest('2.x-2026');
const TOKEN = 'a-token-of-some-length';

/** The address that the server says in its log. */
function urlOf(server: ServerProcess): Promise<string> {
  return eventually('the server to listen', () => /listening on (\S+)/.exec(server.stderr())?.[1]);
}

/** A server whose job has a child that ignores SIGTERM. */
async function family(rig: Rig) {
  const program = await rig.program();
  rig.config({ profiles: { web: { command: program.command, type: 'service', stop: { grace: '300ms' } } } });
  const server = rig.server({ args: ['--http', '127.0.0.1:0'] });
  const url = await urlOf(server);
  const client = await httpClient('2.x-2026', url);
  await client.call('start_profile', { profile: 'web' });
  const parent = await program.next();
  await parent.spawn();
  const child = await program.next();
  await child.handle('SIGTERM');
  return { server, url, client, runs: [parent, child] };
}

describe('bgjobs serve --http', () => {
  it.for(CLIENTS)('serves %s, two at a time, on one job table', async (kind, { rig }) => {
    const program = await rig.program();
    rig.config({ profiles: { web: { command: program.command, type: 'service' } } });
    const server = rig.server({ args: ['--http', '127.0.0.1:0'] });
    const url = await urlOf(server);
    const [one, two] = [
      await httpClient(kind, url, { session: 'one' }),
      await httpClient(kind, url, { session: 'two' }),
    ];
    await one.call('start_profile', { profile: 'web' });
    const run = await program.next();
    expect(await two.call('list_jobs')).toMatchObject({ running: 1, jobs: [{ profile: 'web', status: 'running' }] });
    await two.call('stop_job', { job: 'web' });
    await run.gone();
    await one.close();
    await two.close();
    server.signal('SIGTERM');
    expect(await within('the server to end', server.exited)).toEqual({ code: 0, signal: null });
  });

  it.for(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
    'ends by %s and takes every process with it',
    async (signal, { rig }) => {
      const { server, runs } = await family(rig);
      server.signal(signal);
      expect(await within('the server to end', server.exited)).toEqual({ code: 0, signal: null });
      expect(runs.map((run) => isAlive(run.process))).toEqual([false, false]);
    },
  );

  it.for(CLIENTS)('answers %s that waits for what it does not stop', async (kind, { rig }) => {
    const program = await rig.program();
    rig.config({ profiles: { db: { command: program.command, lifetime: 'persistent' } } });
    const server = rig.server({ args: ['--http', '127.0.0.1:0'] });
    const client = await httpClient(kind, await urlOf(server));
    const { job } = (await client.call('start_profile', { profile: 'db' })) as { job: { id: string } };
    const run = await program.next();
    const waiting = client.call('wait_for_job', { jobs: [job.id], until: 'exited', wait_ms: 45_000 });
    await client.call('list_jobs');
    server.signal('SIGTERM');
    const hint = expect.stringContaining('shutting down') as string;
    expect(await within('the answer', waiting)).toMatchObject({
      returned: 'cancelled',
      job: { status: 'running' },
      hint,
    });
    expect(await within('the server to end', server.exited)).toEqual({ code: 0, signal: null });
    await run.exit(0);
  });

  it('goes on when nobody holds its pipes any more', async ({ rig }) => {
    const { server, url, client } = await family(rig);
    server.closeStdin();
    server.closeStdout();
    expect(await client.call('list_jobs')).toMatchObject({ running: 1 });
    expect((await raw(url, { method: 'GET', path: '/readyz' })).status).toBe(200);
    server.signal('SIGTERM');
    await within('the server to end', server.exited);
  });

  it('stops the jobs of a 2025-era client that says good-bye', async ({ rig }) => {
    const program = await rig.program();
    rig.config({ profiles: { web: { command: program.command, type: 'service' } } });
    const server = rig.server({ args: ['--http', '127.0.0.1:0'] });
    const client = await httpClient('2.x-2025', await urlOf(server));
    await client.call('start_profile', { profile: 'web' });
    const run = await program.next();
    await client.close();
    await run.gone();
    server.signal('SIGTERM');
    await within('the server to end', server.exited);
  });

  it('takes its token from a file that nobody else can read, or from BGJOBS_TOKEN, which no job sees', async ({
    rig,
  }) => {
    const program = await rig.program();
    rig.config({ profiles: { web: { command: program.command, inherit_env: 'all' } } });
    const file = rig.scratch.write('token', `${TOKEN}\n`);
    chmodSync(file, 0o600);
    const byFile = rig.server({ args: ['--http', '127.0.0.1:0', '--token-file', file] });
    const url = await urlOf(byFile);
    expect((await raw(url, { body: '{}' })).status).toBe(401);
    const client = await httpClient('2.x-2026', url, { token: TOKEN });
    expect(await client.call('list_jobs')).toMatchObject({ running: 0 });
    byFile.signal('SIGTERM');
    await within('the server to end', byFile.exited);

    const byEnv = rig.server({ args: ['--http', '127.0.0.1:0'], env: { BGJOBS_TOKEN: TOKEN } });
    const again = await httpClient('2.x-2026', await urlOf(byEnv), { token: TOKEN });
    await again.call('start_profile', { profile: 'web' });
    await program.next();
    const { job } = (await again.call('get_job', { job: 'web' })) as { job: { env_names: readonly string[] } };
    expect(job.env_names).toContain('PATH');
    expect(job.env_names).not.toContain('BGJOBS_TOKEN');
    byEnv.signal('SIGTERM');
    await within('the server to end', byEnv.exited);
  });

  it.for([
    [['--http', '0.0.0.0:0'], {}, 1, /a token is required/],
    [['--http', '0.0.0.0:0'], { BGJOBS_TOKEN: TOKEN }, 1, /--allow-host/],
    [['--http', '127.0.0.1:0'], { BGJOBS_TOKEN: 'short' }, 1, /at least 16/],
    [['--http', '127.0.0.1:99999'], {}, 2, /is no address/],
    [['--http', 'example.com'], {}, 1, /a token is required/],
    [['127.0.0.1:0'], {}, 2, /an address is for `--http`/],
    [['--token-file', '/x'], {}, 2, /`--token-file` is for `--http`/],
    [['--http', '127.0.0.1:0', '--token-file', '/nowhere'], {}, 2, /cannot be read/],
    [['--http', '127.0.0.1:0', '--session-idle', '5'], {}, 2, /--session-idle/],
  ] as const)('refuses to start: %j', async ([args, env, code, message], { rig }) => {
    rig.config({ profiles: {} });
    const server = rig.server({ args, env });
    expect((await within('the server to end', server.exited)).code).toBe(code);
    expect(server.stderr()).toMatch(message);
  });

  it('refuses a token file that others can read', async ({ rig }) => {
    rig.config({ profiles: {} });
    const file = rig.scratch.write('token', TOKEN);
    chmodSync(file, 0o644);
    const server = rig.server({ args: ['--http', '127.0.0.1:0', '--token-file', file] });
    expect((await within('the server to end', server.exited)).code).toBe(2);
    expect(server.stderr()).toContain('chmod 600');
  });
});
