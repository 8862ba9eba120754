import { posix } from 'node:path';
import type { PolicyHost } from './policyHost.js';

/** A machine that exists for one case. Paths are absolute, or relative to the root. */
export interface SimulatedMachine {
  readonly root: string;
  readonly platform: PolicyHost['platform'];
  /** Link to target. */
  readonly symlinks: ReadonlyMap<string, string>;
  /** Regular files; every other path is taken for a folder where a folder is asked for. */
  readonly files: readonly string[];
  /** The entries of the PATH. */
  readonly path: readonly string[];
}

/** How many links are followed before a path counts as missing, as in Linux (path_resolution(7)). */
const MOST_LINKS = 40;

/**
 * A machine on which every path exists, so that commands can be decided on whose programs and folders are elsewhere. Only
 * symbolic links and regular files are told apart; a PATH of its own is searched for the files that are named, if any are.
 */
export function simulatedHost(machine: SimulatedMachine): PolicyHost {
  const absolute = (path: string): string => posix.resolve(machine.root, path);
  const links = new Map([...machine.symlinks].map(([link, target]) => [absolute(link), target]));
  const files = new Set(machine.files.map(absolute));
  const realPath = (path: string): string | undefined => followLinks(posix.join('/', path), links);
  return {
    root: realPath(machine.root) ?? machine.root,
    path: machine.path,
    platform: machine.platform,
    realPath,
    isDirectory: (path) => !files.has(path),
    isExecutable: () => true,
    programsNeedNotExist: true,
  };
}

function followLinks(path: string, links: ReadonlyMap<string, string>): string | undefined {
  if (links.size === 0) return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
  let done = '/';
  let todo = path.split('/').filter((part) => part !== '');
  for (let followed = 0; todo.length > 0;) {
    const [part = '', ...rest] = todo;
    const next = part === '..' ? posix.dirname(done) : posix.join(done, part);
    const target = links.get(next);
    if (target === undefined) {
      done = next;
      todo = rest;
      continue;
    }
    followed++;
    if (followed > MOST_LINKS) return undefined;
    if (posix.isAbsolute(target)) done = '/';
    todo = [...target.split('/').filter((step) => step !== '' && step !== '.'), ...rest];
  }
  return done;
}
