import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';

/** Flags of `open` that keep it from waiting for the other end of a FIFO, and from following a link. */
export const SAFELY = constants.O_NONBLOCK | constants.O_NOFOLLOW;
/** With them, those that make a file or empty the one that is there. */
export const REPLACE = constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | SAFELY;

/**
 * Opens a file in a job's folder. Jobs can write there: a FIFO in its place would hold the server up until somebody opened the other
 * end, and a link would have it read, or write to, what is none of its own.
 * @param flags of `open`, as in `fs.constants`.
 * @returns its descriptor.
 * @throws what the file system says; ELOOP for a link, and an error of its own for what is no regular file.
 */
export function openRegular(path: string, flags: number, mode?: number): number {
  const fd = openSync(path, flags | SAFELY, mode);
  if (fstatSync(fd).isFile()) return fd;
  closeSync(fd);
  throw new Error(`${path} is not a regular file`);
}

/** Larger than any of the small files that are read whole, bytes. */
const MOST_BYTES = 16 * 1024 * 1024;

/** Reads such a file whole. @throws as `openRegular`, and an error of its own for one of more than `most` bytes. */
export function readRegular(path: string, most = MOST_BYTES): string {
  const fd = openRegular(path, constants.O_RDONLY);
  try {
    if (fstatSync(fd).size > most) throw new Error(`${path} is larger than it can be`);
    return readFileSync(fd, 'utf8');
  } finally {
    closeSync(fd);
  }
}
