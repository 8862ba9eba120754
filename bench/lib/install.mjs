// Peers are installed as their authors publish them, each into a folder of its own, never into the checkout.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const INSTALL_LIMIT_MS = 300_000;

/** Installs `packages` (a map of names to versions) into `folder`, without running any script of theirs. */
export function install(folder, packages, overrides = {}) {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'package.json');
  const wanted = `${JSON.stringify({ private: true, dependencies: packages, overrides }, undefined, 2)}\n`;
  const done = join(folder, '.installed');
  if (existsSync(done) && readFileSync(file, 'utf8') === wanted) return;
  writeFileSync(file, wanted);
  const result = spawnSync(
    'npm',
    ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--omit=dev', '--loglevel=error', '--prefix', folder],
    { cwd: folder, encoding: 'utf8', timeout: INSTALL_LIMIT_MS, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  if (result.status !== 0)
    throw new Error(`npm install: ${(result.stderr || String(result.error)).trim().slice(0, 300)}`);
  writeFileSync(done, '');
}

/** The lock file's view of an installed folder: packages, and those that want to run a script when installed. */
export function installedPackages(folder) {
  const { packages } = JSON.parse(readFileSync(join(folder, 'node_modules', '.package-lock.json'), 'utf8'));
  const entries = Object.entries(packages).filter(([, { link }]) => link !== true);
  return {
    count: entries.length,
    withScripts: entries.filter(([, { hasInstallScript }]) => hasInstallScript === true).map(([path]) => path),
  };
}
