// Who is measured, and where the peers are installed.
import { join } from 'node:path';
import { install } from '../lib/install.mjs';
import { bgjobs } from './bgjobs.mjs';
import { desktopCommander } from './desktopCommander.mjs';
import { makoShell } from './makoShell.mjs';
import { manageBg } from './manageBg.mjs';

const peers = [manageBg, makoShell, desktopCommander];

/** What the policy peers and the execa rows are made of: pinned, and never a dependency of ours. */
const LIBRARIES = {
  'shell-quote': '1.12.0',
  'web-tree-sitter': '0.27.1',
  'tree-sitter-bash': '0.25.1',
  unbash: '6.0.4',
  execa: '9.6.1',
};

/**
 * Installs what is missing below `folder`. Returns the contenders, the folder of the libraries (undefined without
 * peers) and what could not be installed.
 */
export function preparePeers(folder, wanted) {
  if (!wanted) return { drivers: [bgjobs], libraries: undefined, problems: [] };
  const problems = [];
  const attempt = (name, packages, overrides) => {
    try {
      install(join(folder, name), packages, overrides);
      return true;
    } catch (error) {
      problems.push({ name, failure: error.message });
      return false;
    }
  };
  const ready = peers.filter(({ name, package: { name: id, version, overrides } }) =>
    attempt(name, { [id]: version }, overrides),
  );
  const libraries = attempt('libraries', LIBRARIES, {}) ? join(folder, 'libraries', 'node_modules') : undefined;
  return { drivers: [bgjobs, ...ready], libraries, problems };
}

/** Every driver by name, installed or not. */
export const driversByName = new Map([bgjobs, ...peers].map((driver) => [driver.name, driver]));
