import { floodFiles, floodServer } from '../lib/flood.mjs';
import { interleave, toRow } from '../lib/rounds.mjs';
import { driversByName } from '../peers/index.mjs';

const MIB = 1024 ** 2;
const direct = { name: 'straight to a file', role: 'limit' };

/** What a server with a log limit is given: a quarter of what is written is kept. */
const bounded = (bytes) => ({
  bgjobsFile: `version: 1\nlimits: { max_jobs: 100, max_log: ${Math.ceil(bytes / 4 / MIB)}MiB }\npolicy: { adhoc: any }\n`,
});

export const output = {
  id: 'output',
  title: 'Lines of 100 bytes: throughput and what it costs the server',
  unit: 'MiB/s',
  async run(context) {
    const bytes = context.size(1024, 64) * MIB;
    const limitMs = context.size(60_000, 10_000);
    const rows = [];
    for (const writers of [1, 50]) {
      const flood = { writers, bytes, limitMs };
      const drivers = context.drivers.filter(({ maxJobs }) => maxJobs >= writers);
      rows.push(
        ...(await measureFlood(context, flood, [direct, ...drivers], `${writers} writer${writers > 1 ? 's' : ''}`)),
      );
    }
    const ours = { ...driversByName.get('bgjobs'), name: 'bgjobs' };
    const flood = { writers: 1, bytes, limitMs, settings: bounded(bytes) };
    rows.push(...(await measureFlood(context, flood, [direct, ours], '1 writer, a quarter kept')));
    return rows;
  },
};

async function measureFlood(context, flood, contenders, variant) {
  const seen = new Map(contenders.map(({ name }) => [name, []]));
  const asked = new Map(contenders.map(({ name }) => [name, []]));
  const results = await interleave(context.size(3, 2), contenders, async (contender) => {
    if (contender === direct) return floodFiles(context, flood);
    const quiet = await floodServer(context, contender, flood, false);
    seen.get(contender.name).push(quiet);
    asked.get(contender.name).push(...(await floodServer(context, contender, flood, true)).answers);
    return quiet.rate;
  });
  return contenders.flatMap((contender) => {
    const result = results.get(contender.name);
    const runs = seen.get(contender.name);
    const note = runs.some(({ lastLine }) => !lastLine)
      ? 'the last line cannot be read'
      : runs.some(({ ended }) => !ended)
        ? 'never seen to end'
        : undefined;
    const rows = [toRow(contender, result, { variant, ...(note === undefined ? {} : { note }) })];
    if (contender === direct || runs.length === 0) return rows;
    const more = (what, unit, samples) =>
      toRow(contender, { samples, othersBusy: result.othersBusy }, { variant: `${variant}: ${what}`, unit });
    return [
      ...rows,
      more(
        'server CPU',
        's/GiB',
        runs.map(({ cpuPerGiB }) => cpuPerGiB),
      ),
      more(
        'peak memory',
        'MiB',
        runs.map(({ peak }) => peak),
      ),
      more('state of a job meanwhile', 'ms', asked.get(contender.name)),
      more(
        'last 100 lines afterwards',
        'ms',
        runs.flatMap(({ tails }) => tails),
      ),
    ];
  });
}
