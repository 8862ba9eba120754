import { accessSync, closeSync, constants, openSync, readSync, realpathSync, statSync } from 'node:fs';
import { basename } from 'node:path';

/**
 * Looks whether the kernel could execute the file.
 * @returns one sentence that says why not, or undefined.
 */
export function whyNotExecutable(path: string): string | undefined {
  try {
    if (!statSync(path).isFile()) return `\`${path}\` is not a file`;
  } catch {
    return `\`${path}\` does not exist`;
  }
  try {
    accessSync(path, constants.X_OK);
  } catch {
    return `\`${path}\` is not executable for this user`;
  }
  const interpreter = shebang(path);
  if (interpreter === undefined || realPath(interpreter) !== undefined) return undefined;
  return `\`${path}\` needs \`${interpreter}\` (its first line), which does not exist`;
}

/** What an end of the launcher with this code means, when the checks before found nothing wrong. */
export function launchFailure(path: string, code: number): string {
  const name = basename(path);
  return (
    whyNotExecutable(path) ??
    (code === 127 ? `\`${name}\` was not found when it was executed` : `\`${name}\` could not be executed`)
  );
}

function shebang(path: string): string | undefined {
  const head = Buffer.alloc(256);
  let length: number;
  try {
    const fd = openSync(path, 'r');
    try {
      length = readSync(fd, head);
    } finally {
      closeSync(fd);
    }
  } catch {
    // Executable and not readable is possible, and the kernel does not mind.
    return undefined;
  }
  return /^#![ \t]*([^\s]+)/.exec(head.toString('latin1', 0, length))?.[1];
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}
