import { setTimeout as sleep } from 'node:timers/promises';
import { timed, until } from '../lib/poll.mjs';
import { alive, tree } from '../lib/processes.mjs';
import { programs } from '../lib/programs.mjs';
import { interleave, toRow } from '../lib/rounds.mjs';
import { withServers } from '../lib/servers.mjs';

const TREE = 10;
/** What is still there so long after the answer was left, not late. */
const LATE_MS = 200;

export const stopTree = {
  id: 'stop-tree',
  title: `Stopping a tree of ${TREE} processes that obey: call to answer`,
  unit: 'ms',
  async run(context) {
    const drivers = context.drivers.filter(({ stop }) => stop !== undefined);
    return withServers(
      context,
      drivers,
      () => undefined,
      async (servers) => {
        const left = new Map(servers.map(({ name }) => [name, 0]));
        const rounds = context.size(20, 5);
        const results = await interleave(rounds, servers, async ({ name, driver, client }) => {
          const job = await driver.start(client, ['sh', programs.tree]);
          const { pid } = await driver.status(client, job);
          const members = await until(() => whole(pid), 5_000, 10, 'the tree');
          const taken = await timed(() => driver.stop(client, job));
          await sleep(LATE_MS);
          const survivors = members.filter((member) => alive(member.pid));
          left.set(name, left.get(name) + survivors.length);
          for (const survivor of survivors) process.kill(survivor.pid, 'SIGKILL');
          return taken;
        });
        const rows = servers.map((server) => {
          const count = left.get(server.name);
          const note = count > 0 ? `${(count / rounds).toFixed(1)} processes left each time` : 'none left';
          return toRow(server, results.get(server.name), { note });
        });
        const none = context.drivers
          .filter(({ stop }) => stop === undefined)
          .map(({ name, role }) => ({ contender: name, role, failure: 'no tool that stops' }));
        return [...rows, ...none];
      },
    );
  },
};

/** The tree once all of it is there. A server that wraps the job in a shell of its own has one more. */
function whole(pid) {
  const members = tree(pid);
  return members.length >= TREE ? members : undefined;
}
