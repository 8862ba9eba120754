import { once } from 'node:events';
import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { treeResidentMiB } from '../lib/processes.mjs';
import { programs } from '../lib/programs.mjs';
import { interleave, toRow } from '../lib/rounds.mjs';
import { startServer } from '../lib/servers.mjs';

/** After the last call, so that what start-up left has been collected or not, as in life. */
const SETTLE_MS = 1_000;

const sdkOnly = { name: 'Node with the SDK loaded', role: 'limit' };

export const idleMemory = {
  id: 'idle-memory',
  title: 'Resident memory when idle, whole process tree',
  unit: 'MiB',
  async run(context) {
    const contenders = [sdkOnly, ...context.drivers];
    const results = await interleave(context.size(7, 3), contenders, (contender) =>
      contender === sdkOnly ? sdkMemory() : serverMemory(context, contender),
    );
    return contenders.map((contender) => toRow(contender, results.get(contender.name)));
  },
};

async function sdkMemory() {
  const child = spawn(process.execPath, [programs.sdkImport], { stdio: ['pipe', 'pipe', 'ignore'] });
  await once(child.stdout, 'data');
  await sleep(SETTLE_MS);
  const memory = treeResidentMiB(child.pid);
  child.stdin.end();
  child.kill();
  await once(child, 'exit');
  return memory;
}

async function serverMemory(context, driver) {
  const server = await startServer(context, driver);
  try {
    await server.client.request('tools/list', {});
    await sleep(SETTLE_MS);
    return treeResidentMiB(server.pid);
  } finally {
    await server.close();
  }
}
