import { once } from 'node:events';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { cpuSeconds } from '../lib/processes.mjs';
import { timed } from '../lib/poll.mjs';
import { programs } from '../lib/programs.mjs';
import { interleave, toRow } from '../lib/rounds.mjs';
import { spawnServer } from '../lib/servers.mjs';

const emptyNode = { name: 'empty Node process', role: 'limit' };
const sdkServer = { name: 'one-tool SDK server', role: 'limit', args: () => [programs.sdkServer] };

export const coldStart = {
  id: 'cold-start',
  title: 'Cold start: spawn to answered tools/list',
  unit: 'ms',
  async run(context) {
    const contenders = [emptyNode, sdkServer, ...context.drivers];
    const cpu = new Map(contenders.map(({ name }) => [name, []]));
    const servers = contenders.filter((contender) => contender !== emptyNode);
    const first = await interleave(context.size(5, 1), servers, (contender) => firstStart(context, contender));
    // What a server keeps for its next start is there from here on. One that does not start fails below.
    for (const server of servers) await startAndList(context, server, []).catch(() => undefined);
    const results = await interleave(context.size(15, 4), contenders, (contender) =>
      contender === emptyNode ? runEmpty() : startAndList(context, contender, cpu.get(contender.name)),
    );
    const times = contenders.map((contender) => toRow(contender, results.get(contender.name)));
    // On a busy machine this is the steadier figure. An empty process cannot be asked: it is gone.
    const costs = contenders
      .filter(({ name }) => cpu.get(name).length > 0)
      .map((contender) => {
        const { othersBusy } = results.get(contender.name);
        return toRow(contender, { samples: cpu.get(contender.name), othersBusy }, { variant: 'CPU until then' });
      });
    const firsts = servers.map((contender) =>
      toRow(contender, first.get(contender.name), { variant: 'the first ever' }),
    );
    return [...times, ...firsts, ...costs];
  },
};

function runEmpty() {
  return timed(() => once(spawn(process.execPath, [programs.empty], { stdio: 'ignore' }), 'exit'));
}

/** In a cache folder of its own, so that the server has never been started. */
function firstStart(context, driver) {
  const cache = join(context.newFolder('cache'), 'cache');
  return startAndList(
    context,
    { ...driver, env: (folder) => ({ ...driver.env?.(folder), XDG_CACHE_HOME: cache }) },
    [],
  );
}

async function startAndList(context, driver, cpu) {
  const began = performance.now();
  const server = spawnServer(context, driver);
  try {
    await server.client.initialize();
    await server.client.request('tools/list', {});
    const taken = performance.now() - began;
    cpu.push(cpuSeconds(server.pid) * 1000);
    return taken;
  } finally {
    await server.close();
  }
}
