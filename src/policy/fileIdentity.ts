import { statSync, type BigIntStats } from 'node:fs';

/**
 * Names the very file behind a path, links followed: device, inode, size and the times of the last change of its content
 * and of its inode. A folder is named by device, inode and birth alone, as its content changes all the time.
 * @returns undefined when there is nothing. Never throws.
 */
export function fileIdentity(path: string): string | undefined {
  let stat: BigIntStats | undefined;
  try {
    stat = statSync(path, { bigint: true, throwIfNoEntry: false });
  } catch {
    return undefined;
  }
  if (stat === undefined) return undefined;
  const same = `${stat.dev}:${stat.ino}`;
  // The number of a folder that is gone may be given to another one; its birth is not.
  return stat.isDirectory() ? `${same}:${stat.birthtimeNs}` : `${same}:${stat.size}:${stat.mtimeNs}:${stat.ctimeNs}`;
}
