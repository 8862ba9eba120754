import { Client as Client2 } from '@modelcontextprotocol/client';
import { StdioClientTransport as Transport2 } from '@modelcontextprotocol/client/stdio';
import { Client as Client1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as Transport1 } from '@modelcontextprotocol/sdk/client/stdio.js';
import { describe, expect } from 'vitest';
import { LONGEST_TEST_MS, rigTest } from '../rig/describeEachClient.js';
import { eventually } from '../rig/eventually.js';
import { isAlive } from '../rig/processes.js';
import type { Rig } from '../rig/rig.js';
import { CLI } from '../rig/server.js';

const INFO = { name: 'stock', version: '1.0.0' };

/** How a host starts the server: the SDK's own transport spawns it, with nobody in between. */
function launch(rig: Rig) {
  const env = { PATH: process.env.PATH ?? '', HOME: `${rig.scratch.path}/home`, XDG_STATE_HOME: rig.scratch.path };
  return { command: process.execPath, args: [CLI, 'serve'], cwd: rig.project, env, stderr: 'ignore' as const };
}

const CLIENTS = {
  '1.x': async (rig: Rig) => {
    const client = new Client1(INFO);
    await client.connect(new Transport1(launch(rig)));
    return client;
  },
  '2.x in 2025 mode': async (rig: Rig) => {
    const client = new Client2(INFO);
    await client.connect(new Transport2(launch(rig)));
    return client;
  },
  '2.x pinned to 2026-07-28': async (rig: Rig) => {
    const client = new Client2(INFO, { versionNegotiation: { mode: { pin: '2026-07-28' } } });
    await client.connect(new Transport2(launch(rig)));
    return client;
  },
  // Starts a second server for a moment, to ask which era it speaks.
  '2.x that finds out': async (rig: Rig) => {
    const client = new Client2(INFO, { versionNegotiation: { mode: 'auto' } });
    await client.connect(new Transport2(launch(rig)));
    return client;
  },
};

describe('a client as it comes', { timeout: LONGEST_TEST_MS }, () => {
  rigTest('1.x').for(Object.keys(CLIENTS) as (keyof typeof CLIENTS)[])(
    '%s lists, starts, and leaves nothing when it goes',
    async (name, { rig }) => {
      const program = await rig.program();
      rig.config({ profiles: { web: { command: program.command, type: 'service' } } });
      const client = await CLIENTS[name](rig);
      const { tools } = await client.listTools();
      expect(tools.map((tool) => tool.name)).toContain('start_profile');
      const result = await client.callTool({ name: 'start_profile', arguments: { profile: 'web' } });
      expect(result.isError ?? false).toBe(false);
      const run = await program.next();
      expect(isAlive(run.process)).toBe(true);
      await client.close();
      await run.gone();
      await eventually('no process to be left', () => rig.processes().length === 0);
    },
  );
});
