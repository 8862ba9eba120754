import { driversByName } from '../peers/index.mjs';
import { makeGate } from '../lib/gate.mjs';
import { cpuSeconds, gone, residentMiB } from '../lib/processes.mjs';
import { until } from '../lib/poll.mjs';
import { programs } from '../lib/programs.mjs';
import { startServer } from '../lib/servers.mjs';
import { watchLoad } from '../lib/load.mjs';

const MIB = 1024 * 1024;

export const memoryFlat = {
  id: 'memory-flat',
  title: 'Resident memory of the server after many jobs and after much output',
  unit: 'MiB',
  async run(context) {
    const bgjobs = driversByName.get('bgjobs');
    const jobs = context.size(10_000, 300);
    const output = context.size(4096, 256);
    const load = watchLoad();
    const server = await startServer(context, bgjobs);
    const rows = [];
    const row = (variant, extra) =>
      rows.push({
        contender: bgjobs.name,
        role: bgjobs.role,
        variant,
        median: residentMiB(server.pid),
        n: 1,
        othersBusy: load(),
        ...extra,
      });
    try {
      await runJobs(server.client, bgjobs, 100);
      row('after 100 jobs');
      await runJobs(server.client, bgjobs, jobs - 100);
      row(`after ${jobs} jobs`);
      const gate = makeGate(server.folder);
      const job = await bgjobs.start(server.client, ['sh', programs.lines, String(output * MIB), gate.path]);
      const { pid } = await bgjobs.status(server.client, job);
      const before = cpuSeconds(server.pid);
      gate.open();
      await gone(pid, 240_000, 20);
      row(`after ${output} MiB of output`, { note: `${(cpuSeconds(server.pid) - before).toFixed(3)} s of server CPU` });
      gate.remove();
    } finally {
      await server.close();
    }
    return rows;
  },
};

/** Ten at a time, each seen to its end. */
async function runJobs(client, driver, count) {
  for (let done = 0; done < count; done += 10) {
    const batch = await Promise.all(Array.from({ length: 10 }, () => driver.start(client, ['true'])));
    for (const job of batch)
      await until(async () => (await driver.status(client, job)).ended, 10_000, 2, 'end of `true`');
  }
}
