import { posix } from 'node:path';
import { err, ok, type Result } from '../lib/result.js';
import { firstForbidden } from './characters.js';
import type { PolicyHost } from './policyHost.js';

/** Why a folder is not one that a command may run in. */
export type CwdProblem =
  | { readonly code: 'cwd-not-literal'; readonly cwd: string; readonly what: string }
  | { readonly code: 'cwd-outside-roots'; readonly cwd: string; readonly real: string | undefined }
  | { readonly code: 'cwd-missing'; readonly cwd: string }
  | { readonly code: 'cwd-not-a-folder'; readonly cwd: string };

/** Whether a path is a folder or lies below it. Both are real paths; nothing is resolved here. */
export function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

/** Whether a real path lies in one of the roots. */
export function isInsideRoots(path: string, roots: readonly string[]): boolean {
  return roots.some((root) => isInside(path, root));
}

/** A real path as a person would write it: below the root, or whole. */
export function relativeToRoot(path: string, root: string): string {
  if (path === root) return '.';
  return isInside(path, root) ? posix.relative(root, path) : path;
}

/** Finds the real path of the folder that a command asked for, relative to the root; it has to lie in the roots. */
export function resolveCwd(host: PolicyHost, roots: readonly string[], cwd: string): Result<string, CwdProblem> {
  const what = notLiteral(cwd, host.platform);
  if (what !== undefined) return err({ code: 'cwd-not-literal', cwd, what });
  const wanted = host.platform === 'win32' ? fromWindows(host.root, cwd) : posix.resolve(host.root, cwd);
  const real = host.realPath(wanted);
  if (real === undefined) {
    return err(
      isInsideRoots(wanted, [host.root, ...roots])
        ? { code: 'cwd-missing', cwd }
        : { code: 'cwd-outside-roots', cwd, real },
    );
  }
  if (!isInsideRoots(real, roots)) return err({ code: 'cwd-outside-roots', cwd, real });
  return host.isDirectory(real) ? ok(real) : err({ code: 'cwd-not-a-folder', cwd });
}

/** A Windows path with slashes: on a drive, a share or a device it is absolute, whatever the root is. */
function fromWindows(root: string, cwd: string): string {
  const plain = cwd.replaceAll('\\', '/');
  return /^(?:[A-Za-z]:|\/\/)/.test(plain) ? posix.normalize(plain) : posix.resolve(root, plain);
}

/** What in a path would be more than a path to someone else. */
function notLiteral(cwd: string, platform: PolicyHost['platform']): string | undefined {
  if (cwd === '') return 'an empty path';
  const bad = firstForbidden(cwd);
  if (bad !== undefined || /[\n\t]/.test(cwd)) return 'a control character';
  if (cwd.startsWith('~')) return '`~`';
  if (cwd.includes('$')) return '`$`';
  if (cwd.includes('://')) return 'an address';
  if (cwd.includes('\\') && platform !== 'win32') return 'a backslash';
  return undefined;
}
