import { accessSync, constants, realpathSync, statSync } from 'node:fs';
import { fileIdentity } from './fileIdentity.js';
import type { PolicyHost } from './policyHost.js';
import { isWritableByOthers } from './writableByOthers.js';

/** Where programs are looked up and where the file lies. */
export interface LocalHostOptions {
  /** Real path of the folder that holds the file. */
  readonly root: string;
  /** The entries of the PATH, as they are; unusable ones are skipped with a reason when a program is looked up. */
  readonly path: readonly string[];
}

/** The machine this process runs on. */
export function localPolicyHost({ root, path }: LocalHostOptions): PolicyHost {
  return {
    root,
    path,
    platform: process.platform === 'darwin' || process.platform === 'win32' ? process.platform : 'linux',
    realPath: (file) => attempt(() => realpathSync.native(file), undefined),
    isDirectory: (file) => attempt(() => statSync(file).isDirectory(), false),
    isExecutable: (file) =>
      attempt(() => {
        // Most folders of a PATH have no such file, and an exception costs more than an answer.
        if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) return false;
        accessSync(file, constants.X_OK);
        return true;
      }, false),
    isWritableByOthers: process.platform === 'win32' ? () => false : (path) => isWritableByOthers(path),
    identify: fileIdentity,
  };
}

/** Nothing there, not ours to see, a path with NUL: the machine's answer is then "no". */
function attempt<T>(ask: () => T, otherwise: T): T {
  try {
    return ask();
  } catch {
    return otherwise;
  }
}
