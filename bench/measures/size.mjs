import { spawnSync } from 'node:child_process';
import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { install, installedPackages } from '../lib/install.mjs';

export const size = {
  id: 'size',
  title: 'What an installation brings',
  unit: 'MB',
  /** It asks the registry, so it runs before the network is taken away. */
  network: true,
  async run(context) {
    const { tarball, packedBytes } = pack(context);
    const folder = context.newFolder('installed');
    install(folder, { bgjobs: `file:${tarball}` });
    const ours = { contender: 'bgjobs', role: 'bgjobs' };
    const rows = [
      { ...ours, variant: 'packed tarball', median: packedBytes / 1e6, n: 1 },
      ...installation(ours, folder),
    ];
    for (const driver of context.drivers.filter(({ role }) => role === 'peer'))
      rows.push(...installation({ contender: driver.name, role: 'peer' }, join(context.peersFolder, driver.name)));
    return rows;
  },
};

function installation(who, folder) {
  const { count, withScripts } = installedPackages(folder);
  return [
    { ...who, variant: 'installed', median: bytesIn(join(folder, 'node_modules')) / 1e6, n: 1 },
    { ...who, variant: 'packages', unit: '', median: count, n: 1 },
    {
      ...who,
      variant: 'packages with an install script',
      unit: '',
      median: withScripts.length,
      n: 1,
      ...(withScripts.length > 0
        ? { note: withScripts.map((path) => path.replace(/^.*node_modules\//, '')).join(', ') }
        : {}),
    },
  ];
}

/** Packs what would be published; the build is there already. */
function pack(context) {
  const folder = context.newFolder('pack');
  const args = ['pack', '--ignore-scripts', '--json', '--loglevel=error', '--pack-destination', folder];
  const packed = spawnSync('npm', args, { cwd: context.checkout, encoding: 'utf8', timeout: 120_000 });
  if (packed.status !== 0) throw new Error(`npm pack: ${packed.stderr.slice(0, 300)}`);
  const [{ filename, size: packedBytes }] = Object.values(JSON.parse(packed.stdout));
  return { tarball: join(folder, filename), packedBytes };
}

function bytesIn(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + lstatSync(join(entry.parentPath ?? entry.path, entry.name)).size, 0);
}
