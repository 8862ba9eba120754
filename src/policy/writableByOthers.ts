import { statSync, type Stats } from 'node:fs';
import { dirname } from 'node:path';

/** Groups of administrators, whose members can become root anyway: root or wheel, Debian's `staff`, macOS's `admin`. */
const ADMINISTRATORS = new Set([0, 50, 80]);
const STICKY = 0o1000;

/** What of a file decides who may change it. */
export type Ownership = Pick<Stats, 'mode' | 'uid' | 'gid'>;

/**
 * Whether a user other than root and this one could change a file or the entries of a folder, or put another in its
 * place: by its mode, its owner, or those of the folders above it. In a folder with the sticky bit nobody can replace what
 * is another's, though anybody can add (inode(7)). A real path is expected; what cannot be looked at counts as safe, since
 * nothing is found there either.
 */
export function isWritableByOthers(
  path: string,
  look: (path: string) => Ownership | undefined = lookAt,
  user: number | undefined = process.getuid?.(),
): boolean {
  const itself = look(path);
  if (itself !== undefined && (isForeign(itself, user) || hasOpenMode(itself, user))) return true;
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const above = look(folder);
    if (above !== undefined && isForeign(above, user)) return true;
    if (above !== undefined && hasOpenMode(above, user) && (above.mode & STICKY) === 0) return true;
    if (dirname(folder) === folder) return false;
  }
}

/** It belongs to somebody who is neither root nor this user. */
function isForeign({ uid }: Ownership, user: number | undefined): boolean {
  return uid !== 0 && uid !== user;
}

function hasOpenMode({ mode, uid, gid }: Ownership, user: number | undefined): boolean {
  if ((mode & 0o002) !== 0) return true;
  // A group of the user's own has one member, by the convention of user private groups.
  const ownGroup = uid === gid && uid === user;
  return (mode & 0o020) !== 0 && !ownGroup && !ADMINISTRATORS.has(gid);
}

function lookAt(path: string): Ownership | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
