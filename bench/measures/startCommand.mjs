import { cpuSeconds } from '../lib/processes.mjs';
import { timed } from '../lib/poll.mjs';
import { programs } from '../lib/programs.mjs';
import { interleave, toRow } from '../lib/rounds.mjs';
import { talkToNode } from '../lib/runNode.mjs';
import { withServers } from '../lib/servers.mjs';

const bare = { name: 'bare spawn', role: 'limit' };

export const startCommand = {
  id: 'start',
  title: 'Starting `true`: call to answer',
  unit: 'ms',
  async run(context) {
    const batch = 10;
    const rounds = context.size(20, 4);
    // One that does not count, for each: first calls compile.
    const warm = ({ driver, client }) => driver.start(client, ['true']);
    return withServers(context, context.drivers, warm, async (servers) => {
      const spawner = talkToNode([programs.spawner]);
      await spawner.ask({ count: 5, parallel: false });

      const bareEnds = [];
      const cpu = new Map([bare, ...servers].map(({ name }) => [name, []]));
      const results = await interleave(rounds, [bare, ...servers], async (contender) => {
        if (contender === bare) {
          const { existed, ended } = await spawner.ask({ count: batch, parallel: false });
          bareEnds.push(...ended);
          return existed;
        }
        const before = cpuSeconds(contender.pid);
        const taken = await times(batch, () => contender.driver.start(contender.client, ['true']));
        cpu.get(contender.name).push(((cpuSeconds(contender.pid) - before) * 1000) / batch);
        return taken;
      });
      const ours = servers.filter(({ name }) => name === 'bgjobs');
      const seenToEnd = await interleave(rounds, ours, ({ driver, client }) =>
        times(batch, () => driver.start(client, ['true'], { wait_until: 'exited', wait_ms: 10_000 })),
      );
      await spawner.close();
      const started = { variant: 'until it exists' };
      const ended = { variant: 'until it has ended' };
      return [
        ...[bare, ...servers].map((contender) => toRow(contender, results.get(contender.name), started)),
        toRow(bare, { samples: bareEnds, othersBusy: results.get(bare.name).othersBusy }, ended),
        ...ours.map((contender) => toRow(contender, seenToEnd.get(contender.name), ended)),
        ...servers.map((contender) =>
          toRow(
            contender,
            { samples: cpu.get(contender.name), othersBusy: results.get(contender.name).othersBusy },
            { variant: 'CPU of the server for one' },
          ),
        ),
      ];
    });
  },
};

async function times(count, work) {
  const taken = [];
  for (let at = 0; at < count; at++) taken.push(await timed(work));
  return taken;
}
