import { closeSync, constants, read } from 'node:fs';
import { promisify } from 'node:util';
import { openRegular } from '../regularFile.js';

/** A descriptor for reading that is not closed under a read that is under way. */
export interface OpenFile {
  readonly fd: number;
  /** Reads at most `length` bytes at `offset`. */
  read(offset: number, length: number): Promise<Buffer>;
  /** Closes it, as soon as no read is under way. */
  release(): void;
}

const readFd = promisify(read);

/** Opens a file for reading, if it can be. */
export function openForReading(path: string): OpenFile | undefined {
  let fd: number;
  try {
    fd = openRegular(path, constants.O_RDONLY);
  } catch {
    return undefined;
  }
  let reading = 0;
  let isReleased = false;

  function closeIfOver(): void {
    if (isReleased && reading === 0) closeSync(fd);
  }

  return {
    fd,
    async read(offset, length) {
      reading++;
      try {
        const { bytesRead, buffer } = await readFd(fd, Buffer.allocUnsafe(length), 0, length, offset);
        return buffer.subarray(0, bytesRead);
      } finally {
        reading--;
        closeIfOver();
      }
    },
    release() {
      if (isReleased) return;
      isReleased = true;
      closeIfOver();
    },
  };
}
