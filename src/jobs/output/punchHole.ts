import { spawnHelper } from '../spawn.js';

/** Gives the disk space of a part of a file back; what is read there afterwards is zeros. @returns whether it worked. */
export type PunchHole = (file: string, offset: number, length: number) => Promise<boolean>;

/**
 * Punches a hole with the tool of util-linux: positions stay valid, no byte is copied, and whoever writes the file
 * notices nothing. It fails where there is no such tool, or where the file system cannot do it.
 * @see fallocate(1), `--punch-hole`
 */
export async function punchHole(file: string, offset: number, length: number): Promise<boolean> {
  const helper = spawnHelper('fallocate', ['-p', '-o', String(offset), '-l', String(length), file], 'ignore');
  const end = helper.ok ? await helper.value.ended : undefined;
  return end?.code === 0;
}
