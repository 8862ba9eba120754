// Starting the server of a driver in a home of its own, and ending it with everything that it left.
import { join } from 'node:path';
import { startClient } from './client.mjs';
import { endLeftovers, removeFolder } from './scratch.mjs';

/**
 * Starts `driver`'s server; resolves when the handshake is done. Every server has its own HOME, TMPDIR and working
 * folder, and sees nothing of the caller's environment but PATH.
 */
export async function startServer(context, driver, settings = {}) {
  const server = spawnServer(context, driver, settings);
  try {
    await server.client.initialize();
  } catch (error) {
    await server.close();
    throw error;
  }
  return server;
}

/** The same without the handshake, for what measures the start itself. */
export function spawnServer(context, driver, settings = {}) {
  const folder = context.newFolder(driver.name);
  driver.prepare?.(folder, settings);
  const client = startClient({
    command: process.execPath,
    args: [...(settings.nodeArgs ?? []), ...driver.args(context.installed(driver), folder)],
    env: environment(context, folder, driver),
    cwd: folder,
  });
  return {
    driver,
    client,
    folder,
    pid: client.pid,
    /** Ends the server. Returns the names of the processes that it left behind. */
    async close() {
      await client.close();
      const left = endLeftovers(folder);
      driver.cleanUp?.();
      removeFolder(folder);
      return left;
    },
  };
}

/**
 * Runs `work` with a server for each driver, all of them up at once. `prepare` is called for each first; a server that
 * does not start, or that this throws for, takes no part and becomes a row that says why.
 */
export async function withServers(context, drivers, prepare, work) {
  const servers = [];
  const failures = [];
  try {
    for (const driver of drivers) {
      let started;
      try {
        started = await startServer(context, driver);
        const server = { name: driver.name, role: driver.role, ...started };
        await prepare(server);
        servers.push(server);
      } catch (error) {
        await started?.close();
        failures.push({ contender: driver.name, role: driver.role, failure: error.message });
      }
    }
    return [...(await work(servers)), ...failures];
  } finally {
    for (const server of servers) await server.close();
  }
}

function environment(context, folder, driver) {
  return {
    PATH: process.env.PATH,
    HOME: `${folder}/`,
    TMPDIR: `${folder}/tmp`,
    XDG_STATE_HOME: `${folder}/state`,
    XDG_CONFIG_HOME: `${folder}/config`,
    // What a server keeps for its next start is there for all of its starts in this run, as in life.
    XDG_CACHE_HOME: join(context.scratch, `cache of ${driver.name}`),
    SHELL: '/bin/sh',
    LANG: 'C.UTF-8',
    DO_NOT_TRACK: '1',
    ...driver.env?.(folder),
  };
}
