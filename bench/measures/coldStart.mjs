import { once } from 'node:events';
import { spawn } from 'node:child_process';
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
    return [...times, ...costs];
  },
};

function runEmpty() {
  return timed(() => once(spawn(process.execPath, [programs.empty], { stdio: 'ignore' }), 'exit'));
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
