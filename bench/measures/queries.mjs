import { timed } from '../lib/poll.mjs';
import { interleave, toRow } from '../lib/rounds.mjs';
import { withServers } from '../lib/servers.mjs';

const JOBS = 100;

export const queries = {
  id: 'queries',
  title: 'Asking for one job and for the list, 100 jobs present',
  unit: 'ms',
  async run(context) {
    const batch = 25;
    const first = new Map();
    const fill = async ({ name, driver, client }) => {
      const count = Math.min(JOBS, driver.maxJobs - 1);
      for (let at = 0; at < count; at++) {
        const job = await driver.start(client, ['sleep', '600']);
        if (at === 0) first.set(name, { job, count });
      }
    };
    return withServers(context, context.drivers, fill, async (servers) => {
      const rows = [];
      for (const variant of ['one job', 'list']) {
        const results = await interleave(context.size(20, 6), servers, async ({ name, driver, client }) => {
          const { job } = first.get(name);
          const taken = [];
          for (let at = 0; at < batch; at++)
            taken.push(await timed(() => (variant === 'list' ? driver.list(client) : driver.status(client, job))));
          return taken;
        });
        for (const server of servers) {
          const { count } = first.get(server.name);
          const note = count < JOBS ? `${count} jobs: it takes no more` : undefined;
          rows.push(toRow(server, results.get(server.name), { variant, ...(note === undefined ? {} : { note }) }));
        }
      }
      return rows;
    });
  },
};
