import { driversByName } from '../peers/index.mjs';
import { makeGate } from '../lib/gate.mjs';
import { cpuSeconds, gone, residentMiB } from '../lib/processes.mjs';
import { timed, until } from '../lib/poll.mjs';
import { programs } from '../lib/programs.mjs';
import { toRow } from '../lib/rounds.mjs';
import { startServer } from '../lib/servers.mjs';
import { watchLoad } from '../lib/load.mjs';

const MIB = 1024 * 1024;
/** As many finished jobs are kept as by default. */
const FILE = 'version: 1\nlimits: { max_log: 8GiB }\npolicy: { adhoc: any }\n';

export const memoryFlat = {
  id: 'memory-flat',
  title: 'Resident memory of the server after many jobs and after much output',
  unit: 'MiB',
  async run(context) {
    const bgjobs = driversByName.get('bgjobs');
    const jobs = context.size(10_000, 300);
    const output = context.size(4096, 256);
    const load = watchLoad();
    const server = await startServer(context, bgjobs, { bgjobsFile: FILE });
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
      const warm = context.size(1_000, 200);
      await runJobs(server.client, bgjobs, warm - 100);
      row(`after ${warm} jobs`);
      await runJobs(server.client, bgjobs, jobs - warm);
      row(`after ${jobs} jobs`);
      const gate = makeGate(server.folder);
      const job = await bgjobs.start(server.client, ['sh', programs.lines, String(output * MIB), gate.path]);
      const { pid } = await bgjobs.status(server.client, job);
      const before = cpuSeconds(server.pid);
      gate.open();
      await gone(pid, 240_000, 20);
      row(`after ${output} MiB of output`, { note: `${(cpuSeconds(server.pid) - before).toFixed(3)} s of server CPU` });
      gate.remove();
      rows.push(...(await readings(server.client, bgjobs, job, `of ${output} MiB`, load)));
    } finally {
      await server.close();
    }
    return rows;
  },
};

/** What it takes to read from so large a log. Finding a line by its number builds an index the first time. */
async function readings(client, driver, job, size, load) {
  const read = (args) => client.callTool('read_output', { job, ...args }, 120_000);
  const line = 1_000_000;
  const first = await timed(() => read({ from_line: line }));
  const { next_cursor: cursor } = (await read({ from_line: line })).structuredContent;
  const ways = [
    ['last 100 lines', 50, () => driver.tail(client, job, 100)],
    ['a page by its cursor', 50, () => read({ cursor })],
    [`line ${line} again`, 50, () => read({ from_line: line })],
  ];
  const row = (what, samples) =>
    toRow(driver, { samples, othersBusy: load() }, { variant: `${what}, log ${size}`, unit: 'ms' });
  const rows = [row(`line ${line} for the first time`, [first])];
  for (const [what, times, once] of ways) {
    const samples = [];
    for (let at = 0; at < times; at++) samples.push(await timed(once));
    rows.push(row(what, samples));
  }
  return rows;
}

/** Ten at a time, each seen to its end. */
async function runJobs(client, driver, count) {
  for (let done = 0; done < count; done += 10) {
    const batch = await Promise.all(Array.from({ length: 10 }, () => driver.start(client, ['true'])));
    for (const job of batch)
      await until(async () => (await driver.status(client, job)).ended, 10_000, 2, 'end of `true`');
  }
}
