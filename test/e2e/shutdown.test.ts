import { expect } from 'vitest';
import { describeEachClient } from '../rig/describeEachClient.js';
import { eventually, within } from '../rig/eventually.js';
import { isAlive } from '../rig/processes.js';
import type { Rig, ServeOptions } from '../rig/rig.js';
import type { ServerProcess } from '../rig/server.js';

/** A server with a job that has a child in its group and one in a session of its own; one of them ignores SIGTERM. */
async function family(rig: Rig, options?: ServeOptions) {
  const program = await rig.program();
  rig.config({ profiles: { web: { command: program.command, type: 'service', stop: { grace: '300ms' } } } });
  const session = await rig.serve(options);
  await session.ok('start_profile', { profile: 'web' });
  const parent = await program.next();
  await parent.spawn();
  const child = await program.next();
  await child.handle('SIGTERM');
  await parent.spawn({ session: true });
  const runs = [parent, child, await program.next()];
  return { ...session, runs };
}

const WAYS: readonly (readonly [string, (server: ServerProcess) => void])[] = [
  ['its input ends', (server) => server.closeStdin()],
  ['nobody reads its output any more', (server) => leave(server)],
  ['SIGTERM', (server) => server.signal('SIGTERM')],
  ['SIGINT', (server) => server.signal('SIGINT')],
  ['SIGHUP', (server) => server.signal('SIGHUP')],
];

function leave(server: ServerProcess): void {
  server.closeStdout();
  // The next answer finds the pipe broken.
  server.write(`${JSON.stringify({ jsonrpc: '2.0', id: 'after the end', method: 'ping' })}\n`);
}

describeEachClient('a server that ends by', (it) => {
  it.for(WAYS)('%s takes every process with it', async ([, end], { rig }) => {
    const { server, runs } = await family(rig);
    end(server);
    const exit = await within('the server to end', server.exited);
    expect(runs.map((run) => isAlive(run.process))).toEqual([false, false, false]);
    expect(exit).toEqual({ code: 0, signal: null });
    await within('its pipes to be closed', server.closed);
    await eventually('no process to be left', () => rig.processes().length === 0);
  });

  it('SIGKILL leaves no process either', async ({ rig }) => {
    const { server, runs } = await family(rig);
    server.signal('SIGKILL');
    expect(await server.exited).toMatchObject({ signal: 'SIGKILL' });
    for (const run of runs) await run.gone();
    await eventually('no process to be left', () => rig.processes().length === 0);
  });

  it('its parent gone takes every process with it, though its pipes are held open', async ({ rig }) => {
    // A shell between the client and the server, as some hosts have one; the server keeps the client's own pipes.
    const { server, runs } = await family(rig, { wrapper: ['sh', '-c', 'exec 3<&0; "$@" <&3 & wait', 'sh'] });
    server.signal('SIGKILL');
    expect(await server.exited).toMatchObject({ signal: 'SIGKILL' });
    for (const run of runs) await run.gone();
    await within('its pipes to be closed', server.closed);
    await eventually('no process to be left', () => rig.processes().length === 0);
    expect(server.stderr()).not.toContain('could not stop');
  });

  it('a second signal while it ends still ends everything', async ({ rig }) => {
    const { server, runs } = await family(rig);
    const [parent] = runs;
    server.signal('SIGTERM');
    await parent?.gone();
    server.signal('SIGINT');
    await within('the server to end', server.exited);
    expect(runs.map((run) => isAlive(run.process))).toEqual([false, false, false]);
  });

  it('nothing else: it stays while its client says nothing, and is gone at once when nothing runs', async ({ rig }) => {
    const session = await rig.serve();
    await session.ok('list_jobs');
    expect(session.server.exit()).toBeUndefined();
    expect(await session.close()).toEqual({ code: 0, signal: null });
  });
});
