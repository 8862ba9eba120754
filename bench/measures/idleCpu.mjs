import { setTimeout as sleep } from 'node:timers/promises';
import { cpuSeconds } from '../lib/processes.mjs';
import { watchLoad } from '../lib/load.mjs';
import { toRow } from '../lib/rounds.mjs';
import { withServers } from '../lib/servers.mjs';

const JOBS = 100;

export const idleCpu = {
  id: 'idle-cpu',
  title: `CPU of an idle server with ${JOBS} quiet jobs`,
  unit: '% of a core',
  async run(context) {
    const slices = context.size(10, 3);
    const sliceMs = context.size(3_000, 2_000);
    const counts = new Map();
    const fill = async ({ name, driver, client }) => {
      const count = Math.min(JOBS, driver.maxJobs - 1);
      for (let at = 0; at < count; at++) await driver.start(client, ['sleep', '600']);
      counts.set(name, count);
    };
    return withServers(context, context.drivers, fill, async (servers) => {
      await sleep(1_000);
      const samples = new Map(servers.map(({ name }) => [name, []]));
      const load = watchLoad();
      // All of them at once: each is idle.
      for (let slice = 0; slice < slices; slice++) {
        const before = servers.map(({ pid }) => cpuSeconds(pid));
        const began = performance.now();
        await sleep(sliceMs);
        const seconds = (performance.now() - began) / 1000;
        for (const [at, { name, pid }] of servers.entries())
          samples.get(name).push(((cpuSeconds(pid) - before[at]) / seconds) * 100);
      }
      const othersBusy = load();
      return servers.map((server) => {
        const count = counts.get(server.name);
        const note = count < JOBS ? `${count} jobs: it takes no more` : undefined;
        return toRow(server, { samples: samples.get(server.name), othersBusy }, note === undefined ? {} : { note });
      });
    });
  },
};
