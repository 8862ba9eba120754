import { describe, expect, it } from 'vitest';
import { isWritableByOthers, type Ownership } from '../../src/policy/writableByOthers.js';

const ME = 1000;

/** Asks about /opt/tools, in a world of root's folders with mode 755 but for those that are given. */
function isOpen(given: Readonly<Record<string, Partial<Ownership>>>, path = '/opt/tools'): boolean {
  const look = (at: string): Ownership => ({ mode: 0o40755, uid: 0, gid: 0, ...given[at] });
  return isWritableByOthers(path, look, ME);
}

describe('who else may change a folder of the PATH', () => {
  it.each<[string, Readonly<Record<string, Partial<Ownership>>>]>([
    ['nobody', {}],
    ['its owner, who is this user', { '/opt/tools': { uid: ME, gid: ME } }],
    ['a group of which this user is the only member', { '/opt/tools': { uid: ME, gid: ME, mode: 0o40775 } }],
    ['administrators of the machine', { '/opt/tools': { gid: 50, mode: 0o42775 } }],
    ['nobody: a sticky folder above lets others add, and replace nothing', { '/opt': { mode: 0o41777 } }],
  ])('no stranger: %s', (_, given) => {
    expect(isOpen(given)).toBe(false);
  });

  it.each<[string, Readonly<Record<string, Partial<Ownership>>>]>([
    ['everybody', { '/opt/tools': { mode: 0o40777 } }],
    ['everybody, who can add programs to a sticky folder', { '/opt/tools': { mode: 0o41777 } }],
    ['a group of others', { '/opt/tools': { gid: 1234, mode: 0o40775 } }],
    ["another user's group, in this user's folder", { '/opt/tools': { uid: ME, gid: 1234, mode: 0o40775 } }],
    ['its owner, who is another user', { '/opt/tools': { uid: 1001 } }],
    ['everybody, by replacing the folder in the one above', { '/opt': { mode: 0o40777 } }],
    ['the owner of a folder far above', { '/': { uid: 1001 } }],
  ])('strangers: %s', (_, given) => {
    expect(isOpen(given)).toBe(true);
  });
});
