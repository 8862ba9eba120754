import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '../lib/poll.mjs';
import { programs } from '../lib/programs.mjs';
import { interleave, toRow } from '../lib/rounds.mjs';
import { runNode } from '../lib/runNode.mjs';
import { startServer } from '../lib/servers.mjs';
import { driversByName } from '../peers/index.mjs';

export const reload = {
  id: 'reload',
  title: 'The file: loading 1,000 profiles, and a change until it is in force',
  unit: 'ms',
  async run(context) {
    const bgjobs = driversByName.get('bgjobs');
    const server = await startServer(context, bgjobs, { bgjobsFile: fileWith('first') });
    try {
      const contenders = [
        {
          name: 'rename to in force',
          sample: (round) => change(server, `changed-${round}`),
        },
        {
          name: 'load of 1,000 profiles in a fresh process',
          sample: async () => (await runNode([programs.loadFile, '1000'])).milliseconds,
        },
        {
          name: 'load of 10 profiles in a fresh process',
          sample: async () => (await runNode([programs.loadFile, '10'])).milliseconds,
        },
      ];
      const results = await interleave(context.size(15, 4), contenders, ({ sample }, round) => sample(round));
      return contenders.map(({ name }) => toRow(bgjobs, results.get(name), { variant: name }));
    } finally {
      await server.close();
    }
  },
};

function fileWith(name) {
  return `version: 1\nprofiles:\n  ${name}: { command: [sleep, '1'] }\n`;
}

/** Written aside and renamed, as editors do; in force when the server serves it. */
async function change({ client, folder }, name) {
  const aside = join(folder, 'aside');
  writeFileSync(aside, fileWith(name));
  const began = performance.now();
  renameSync(aside, join(folder, 'bgjobs.yaml'));
  await until(() => serves(client, name), 10_000, 2, 'the change');
  return performance.now() - began;
}

async function serves(client, name) {
  const { structuredContent } = await client.callTool('list_profiles', {});
  return structuredContent.profiles.some((profile) => profile.name === name);
}
