import { resolve } from 'node:path';
import type { Diagnostic } from '../config/diagnostic.js';
import { loadConfig } from '../config/loadConfig.js';
import { readConfigFile } from '../config/readConfigFile.js';
import { brokenCeilingOf, compileCeiling } from '../policy/compileCeiling.js';
import type { Ceiling } from '../policy/compiledPolicy.js';
import { localPolicyHost } from '../policy/localPolicyHost.js';
import type { CeilingStatus } from '../policy/snapshot.js';
import { splitWords } from '../policy/splitWords.js';
import { pathFolders } from './loadSnapshot.js';

/** A ceiling and what is to be said of its file. */
export interface LoadedCeiling {
  readonly ceiling: Ceiling;
  readonly status: CeilingStatus;
  /** SHA-256 of the file's bytes, hex; undefined when it could not be read. */
  readonly digest: string | undefined;
}

/**
 * Where the ceiling is: the flag, else the variable, from the current folder. A variable that is set and empty names a
 * file all the same, one that is missing: whoever set it wanted a ceiling.
 * @returns undefined when none is asked for.
 */
export function findCeiling(search: {
  readonly flag: string | undefined;
  readonly envVar: string | undefined;
  readonly cwd: string;
}): string | undefined {
  const named = search.flag ?? search.envVar;
  if (named === undefined) return undefined;
  return named === '' ? resolve(search.cwd, '(no name given)') : resolve(search.cwd, named);
}

/**
 * Reads a ceiling: a file like bgjobs.yaml, of which `policy` counts. Its roots, `cwd` patterns and relative folders are
 * those of the repository (`root`), and without `roots` it grants the repository's folder. What cannot be read, holds
 * a mistake or has no `policy` is a ceiling that permits nothing.
 */
export function loadCeiling(
  file: string,
  root: string,
  env: Readonly<Record<string, string | undefined>>,
): LoadedCeiling {
  const read = readConfigFile(file);
  if (!read.ok) {
    const missing = read.error.code === 'file-missing';
    return {
      ceiling: brokenCeilingOf(file, missing ? 'is missing' : 'cannot be read'),
      status: { path: file, state: missing ? 'missing' : 'invalid', diagnostics: [read.error], text: undefined },
      digest: undefined,
    };
  }
  const { bytes, digest } = read.value;
  const text = new TextDecoder().decode(bytes);
  const loaded = loadConfig({ file, bytes }, { env, splitWords, root });
  const section = loaded.config?.policy;
  if (section === undefined) {
    const status = { path: file, state: 'invalid', diagnostics: loaded.diagnostics, text } as const;
    return { ceiling: brokenCeilingOf(file, 'has errors'), status, digest };
  }
  const host = localPolicyHost({ root, path: section.path ?? pathFolders(env) });
  const compiled = compileCeiling(section, host);
  const diagnostics = [...loaded.diagnostics, ...compiled.diagnostics];
  const state = diagnostics.some(isError) ? 'invalid' : 'valid';
  return { ceiling: compiled.ceiling, status: { path: file, state, diagnostics, text }, digest };
}

function isError({ severity }: Diagnostic): boolean {
  return severity === 'error';
}
