import { createHash } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { basename, join } from 'node:path';
import { err, ok, type Result } from '../lib/result.js';
import type { Diagnostic } from './diagnostic.js';
import { pathInTicks } from './inTicks.js';
import { diagnose } from './report.js';

/** The largest file that is read, in bytes. */
export const LARGEST_FILE_BYTES = 256 * 1024;

/** The content of a file, and its SHA-256 in hex. */
export interface ConfigBytes {
  readonly bytes: Uint8Array;
  readonly digest: string;
}

/**
 * Reads a file once, from one descriptor, so that what is checked is what was read.
 * @returns the bytes, or why not: `file-missing`, `file-not-regular`, `file-unreadable`, `file-too-large`.
 */
export function readConfigFile(file: string): Result<ConfigBytes, Diagnostic> {
  let descriptor: number;
  try {
    // Without O_NONBLOCK, opening a named pipe would wait for a writer for ever.
    descriptor = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    return err(openFault(file, error));
  }
  try {
    const stat = fstatSync(descriptor);
    if (stat.isDirectory()) {
      return err(
        diagnose('file-not-regular', undefined, `${pathInTicks(file)} is a folder`, {
          expected: 'a file',
          suggestion: `name the file in it: ${pathInTicks(join(file, 'bgjobs.yaml'))}`,
        }),
      );
    }
    if (!stat.isFile()) {
      return err(
        diagnose('file-not-regular', undefined, `${pathInTicks(file)} is not a regular file`, { expected: 'a file' }),
      );
    }
    return readWhole(file, descriptor);
  } catch (error) {
    return err(unreadable(file, error));
  } finally {
    closeSync(descriptor);
  }
}

function readWhole(file: string, descriptor: number): Result<ConfigBytes, Diagnostic> {
  // One byte more than may be there shows a file that is too large, whatever its size was said to be.
  const buffer = Buffer.alloc(LARGEST_FILE_BYTES + 1);
  let length = 0;
  while (length < buffer.length) {
    const read = readSync(descriptor, buffer, length, buffer.length - length, null);
    if (read === 0) break;
    length += read;
  }
  if (length > LARGEST_FILE_BYTES) {
    return err(
      diagnose('file-too-large', undefined, `${pathInTicks(file)} is larger than 256 KiB`, {
        expected: 'at most 262144 bytes',
        suggestion: 'move what is not about jobs out of it',
      }),
    );
  }
  const bytes = new Uint8Array(buffer.subarray(0, length));
  return ok({ bytes, digest: createHash('sha256').update(bytes).digest('hex') });
}

function openFault(file: string, error: unknown): Diagnostic {
  const code = errorCode(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return diagnose('file-missing', undefined, `there is no ${pathInTicks(file)}`, {
      suggestion: `create ${pathInTicks(basename(file))}; its first line is \`version: 1\``,
    });
  }
  return unreadable(file, error);
}

function unreadable(file: string, error: unknown): Diagnostic {
  const code = errorCode(error);
  const why = code === 'EACCES' || code === 'EPERM' ? 'permission denied' : (code ?? 'unknown error');
  return diagnose('file-unreadable', undefined, `${pathInTicks(file)} cannot be read: ${why}`, {
    suggestion: 'make it readable for the user that the server runs as',
  });
}

function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
