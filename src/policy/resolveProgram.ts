import { posix } from 'node:path';
import { err, ok, type Result } from '../lib/result.js';
import type { PolicyHost } from './policyHost.js';
import { isInsideRoots } from './roots.js';

/** Why an entry of the PATH is never used. */
export type SkipReason = 'empty' | 'relative' | 'inside-roots' | 'writable-by-others';

/** An entry of the PATH, judged once. */
export interface PathEntry {
  readonly entry: string;
  /** Real path of the folder; for a skipped entry, the folder as it was given. */
  readonly folder: string;
  /** undefined for an entry that is used. */
  readonly skipped: SkipReason | undefined;
}

/** Where programs may come from. */
export interface ProgramSpace {
  readonly host: PolicyHost;
  /** Real paths. */
  readonly roots: readonly string[];
  readonly path: readonly PathEntry[];
  /** What is known of files: whether another user could change them. */
  readonly writable: Map<string, boolean>;
}

/** Why a program word leads to nothing that may run. */
export type ProgramProblem =
  | {
      readonly code: 'program-not-found';
      readonly name: string;
      readonly skipped: readonly PathEntry[];
      /** A file of that name in the roots, relative to the folder the command would run in. */
      readonly local: string | undefined;
    }
  /** A folder that is skipped comes earlier on the PATH and holds a file of this name. */
  | {
      readonly code: 'program-shadowed';
      readonly name: string;
      readonly shadow: string;
      readonly reason: SkipReason;
    }
  | { readonly code: 'program-outside-roots'; readonly name: string; readonly real: string }
  /** Found on the PATH, but a symbolic link leads into the roots. */
  | { readonly code: 'program-inside-roots'; readonly name: string; readonly real: string }
  /** Another user could change the file. */
  | { readonly code: 'program-writable'; readonly name: string; readonly real: string }
  | { readonly code: 'program-not-executable'; readonly name: string };

/**
 * Judges the entries of the PATH: folders that are empty, relative, inside the roots or writable by everybody are skipped,
 * as the agent could put a program there. Folders that do not exist are dropped.
 */
export function judgePath(host: PolicyHost, roots: readonly string[]): PathEntry[] {
  return host.path.flatMap((entry): PathEntry[] => {
    if (entry === '') return [{ entry, folder: '.', skipped: 'empty' }];
    if (!posix.isAbsolute(entry)) return [{ entry, folder: entry, skipped: 'relative' }];
    const folder = host.realPath(entry);
    if (folder === undefined) return [];
    if (isInsideRoots(folder, roots)) return [{ entry, folder, skipped: 'inside-roots' }];
    if (host.isWritableByOthers?.(folder) === true) return [{ entry, folder, skipped: 'writable-by-others' }];
    return [{ entry, folder, skipped: undefined }];
  });
}

/**
 * Finds the file that a program word means. A bare name is looked up on the PATH, in folders outside the roots alone; a
 * name with a slash is taken from `cwd` and has to stay inside the roots.
 * @returns an absolute path whose folder is real. The last part keeps the name that was asked for, because programs such
 * as busybox, rustup or sh act by it; where it leads was checked too.
 */
export function resolveProgram(space: ProgramSpace, name: string, cwd: string): Result<string, ProgramProblem> {
  if (name === '' || name === '.' || name === '..' || name.includes('\0')) {
    return err({ code: 'program-not-found', name, skipped: [], local: undefined });
  }
  return isPath(name, space.host) ? resolvePath(space, name, cwd) : lookUp(space, name, cwd);
}

/** Finds a program that the file itself names: its author may point anywhere. */
export function resolveTrustedProgram(space: ProgramSpace, name: string, cwd: string): Result<string, ProgramProblem> {
  if (!isPath(name, space.host)) return resolveProgram(space, name, cwd);
  const found = locate(space.host, posix.resolve(cwd, name));
  if (found === undefined) return err({ code: 'program-not-found', name, skipped: [], local: undefined });
  return space.host.isExecutable(found.real) ? ok(found.path) : err({ code: 'program-not-executable', name });
}

function isPath(name: string, host: PolicyHost): boolean {
  return name.includes('/') || (host.platform === 'win32' && /[\\:]/.test(name));
}

function resolvePath({ host, roots }: ProgramSpace, name: string, cwd: string): Result<string, ProgramProblem> {
  const wanted = posix.resolve(cwd, name);
  const found = locate(host, wanted);
  if (found === undefined) {
    if (!isInsideRoots(wanted, roots)) return err({ code: 'program-outside-roots', name, real: wanted });
    if (host.programsNeedNotExist === true) return ok(wanted);
    return err({ code: 'program-not-found', name, skipped: [], local: undefined });
  }
  if (!isInsideRoots(found.real, roots) || !isInsideRoots(found.path, roots)) {
    return err({ code: 'program-outside-roots', name, real: found.real });
  }
  if (!host.isExecutable(found.real)) return err({ code: 'program-not-executable', name });
  return ok(found.path);
}

function lookUp(space: ProgramSpace, name: string, cwd: string): Result<string, ProgramProblem> {
  const { host, roots, path } = space;
  for (const { folder, skipped } of path) {
    const file = posix.join(posix.resolve(cwd, folder), name);
    if (!host.isExecutable(file)) continue;
    if (skipped !== undefined) return err({ code: 'program-shadowed', name, shadow: file, reason: skipped });
    const found = locate(host, file);
    if (found === undefined) continue;
    if (isInsideRoots(found.real, roots)) return err({ code: 'program-inside-roots', name, real: found.real });
    if (isOpen(space, found.real)) return err({ code: 'program-writable', name, real: found.real });
    return ok(found.path);
  }
  if (host.programsNeedNotExist === true) return ok(posix.join('/usr/bin', name));
  const local = [`node_modules/.bin/${name}`, `./${name}`].find((file) => host.isExecutable(posix.resolve(cwd, file)));
  return err({ code: 'program-not-found', name, skipped: path.filter((entry) => entry.skipped !== undefined), local });
}

/** Whether another user could change the file that a link on the PATH leads to. Asked once a file and policy. */
function isOpen({ host, writable }: ProgramSpace, real: string): boolean {
  if (host.isWritableByOthers === undefined) return false;
  const known = writable.get(real) ?? host.isWritableByOthers(real);
  writable.set(real, known);
  return known;
}

/** Where a path leads: with every link followed, and with the links of its folders followed but its own name kept. */
function locate(host: PolicyHost, path: string): { readonly path: string; readonly real: string } | undefined {
  const real = host.realPath(path);
  if (real === undefined) return undefined;
  const folder = host.realPath(posix.dirname(path));
  // Even where the link and its target have one name: Python's virtual environments go by the folder of the link.
  if (folder === undefined) return undefined;
  return { path: posix.join(folder, posix.basename(path)), real };
}
