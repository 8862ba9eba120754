import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { SAFELY } from '../regularFile.js';

/** Reads at most `length` bytes of a file at `offset`. Rejects with what the file system says. */
export async function readAt(path: string, offset: number, length: number): Promise<Buffer> {
  const handle = await open(path, constants.O_RDONLY | SAFELY);
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(length), 0, length, offset);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
