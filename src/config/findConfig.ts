import { existsSync, lstatSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Diagnostic } from './diagnostic.js';
import { pathInTicks } from './inTicks.js';
import { diagnose } from './report.js';

const NAMES = ['bgjobs.yaml', 'bgjobs.yml'] as const;

/** Where to look for the file. */
export interface ConfigSearch {
  /** `--config`. */
  readonly flag: string | undefined;
  /** The value of BGJOBS_CONFIG; empty counts as not set. */
  readonly envVar: string | undefined;
  /** Absolute. */
  readonly cwd: string;
}

/** Where the file is, or where it would be picked up when it appears. */
export interface FoundConfig {
  /** Absolute. */
  readonly file: string;
  readonly exists: boolean;
  /** The other name under which it may appear in the same folder; undefined for a file that was named, or that exists. */
  readonly other: string | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Finds the file: the flag, else the variable, else `bgjobs.yaml` or `bgjobs.yml` in the current folder or the nearest one
 * above it, up to the repository's root (the folder that holds `.git`). Outside a repository only the current folder is
 * looked at, so that a file that somebody else put into a folder above (such as /tmp) never takes effect.
 */
export function findConfig(search: ConfigSearch): FoundConfig {
  const named = search.flag ?? (search.envVar === '' ? undefined : search.envVar);
  if (named !== undefined) {
    const file = resolve(search.cwd, named);
    return { file, exists: isThere(file), other: undefined, diagnostics: [] };
  }
  const repository = repositoryRoot(search.cwd);
  for (const folder of foldersUpTo(search.cwd, repository ?? search.cwd)) {
    const [file, other] = NAMES.map((name) => join(folder, name)).filter(isThere);
    if (file === undefined) continue;
    return { file, exists: true, other: undefined, diagnostics: other === undefined ? [] : [twoFiles(file, other)] };
  }
  const [file, other] = NAMES.map((name) => join(repository ?? search.cwd, name)) as [string, string];
  return { file, exists: false, other, diagnostics: [] };
}

function twoFiles(file: string, other: string): Diagnostic {
  return diagnose(
    'two-files',
    undefined,
    `${pathInTicks(other)} is ignored, since ${pathInTicks(file)} stands beside it`,
    {
      expected: 'one file',
      suggestion: `delete or rename ${pathInTicks(other)}`,
    },
  );
}

function repositoryRoot(from: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}

function* foldersUpTo(from: string, top: string): Generator<string> {
  for (let folder = from; ; folder = dirname(folder)) {
    yield folder;
    if (folder === top || dirname(folder) === folder) return;
  }
}

/** A symlink that leads nowhere counts: it is what was meant, and reading it says what is wrong. */
export function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}
