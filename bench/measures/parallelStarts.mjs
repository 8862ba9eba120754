import { setTimeout as sleep } from 'node:timers/promises';
import { programs } from '../lib/programs.mjs';
import { interleave, toRow } from '../lib/rounds.mjs';
import { talkToNode } from '../lib/runNode.mjs';
import { withServers } from '../lib/servers.mjs';

const AT_ONCE = 50;
/** How long a server has to learn that all those `true` have ended. */
const SEE_END_MS = 1_000;

const bare = { name: 'bare spawn', role: 'limit' };

export const parallelStarts = {
  id: 'parallel-starts',
  title: `${AT_ONCE} starts of \`true\` at once: until the last answer`,
  unit: 'ms',
  async run(context) {
    const warm = ({ driver, client }) => driver.start(client, ['true']);
    return withServers(context, context.drivers, warm, async (servers) => {
      const spawner = talkToNode([programs.spawner]);
      const ends = new Map(servers.map(({ name }) => [name, { right: 0, all: 0 }]));
      const results = await interleave(context.size(8, 3), [bare, ...servers], async (contender) => {
        if (contender === bare) return (await spawner.ask({ count: AT_ONCE, parallel: true })).total;
        const { driver, client, name } = contender;
        const began = performance.now();
        const jobs = await Promise.all(Array.from({ length: AT_ONCE }, () => driver.start(client, ['true'])));
        const taken = performance.now() - began;
        await sleep(SEE_END_MS);
        const seen = ends.get(name);
        for (const job of jobs) {
          const { ended, code } = await driver.status(client, job);
          seen.all++;
          if (ended && code === 0) seen.right++;
        }
        return taken;
      });
      await spawner.close();
      return [bare, ...servers].map((contender) => {
        const seen = ends.get(contender.name);
        const note = seen === undefined ? undefined : `${seen.right} of ${seen.all} seen to end with 0`;
        return toRow(contender, results.get(contender.name), note === undefined ? {} : { note });
      });
    });
  },
};
