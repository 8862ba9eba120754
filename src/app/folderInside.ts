import { realpathSync } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';

/** Whether a folder, which need not exist yet, would really stand in another one or below it. */
export function isFolderInside(folder: string, outer: string): boolean {
  const [real, realOuter] = [realOf(folder), realOf(outer)];
  return real === realOuter || real.startsWith(realOuter.endsWith(sep) ? realOuter : realOuter + sep);
}

/** The real path of what exists of a path, and the rest as it stands. */
function realOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return dirname(path) === path ? path : join(realOf(dirname(path)), basename(path));
  }
}
