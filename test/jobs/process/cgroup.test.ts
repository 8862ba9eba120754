import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  cgroupMembers,
  findCgroupHome,
  isPopulated,
  killCgroup,
  makeCgroup,
  ownCgroup,
  removeCgroup,
  sweepCgroups,
} from '../../../src/jobs/process/cgroup.js';

const mount = (root: string, point: string, type = 'cgroup2'): string =>
  `30 24 0:26 ${root} ${point} rw,nosuid - ${type} ${type} rw\n`;

describe('ownCgroup', () => {
  it.each([
    ['the unified hierarchy', mount('/', '/sys/fs/cgroup'), '0::/user.slice/x\n', '/sys/fs/cgroup/user.slice/x'],
    [
      'a hybrid one',
      mount('/', '/sys/fs/cgroup/cpu', 'cgroup') + mount('/', '/sys/fs/cgroup/unified'),
      '8:cpu:/a\n0::/\n',
      '/sys/fs/cgroup/unified',
    ],
    ['a mount of a part', mount('/docker/abc', '/sys/fs/cgroup'), '0::/docker/abc/job\n', '/sys/fs/cgroup/job'],
    ['a mount of exactly our group', mount('/docker/abc', '/sys/fs/cgroup'), '0::/docker/abc\n', '/sys/fs/cgroup'],
    ['a mount point with a blank', mount('/', '/sys/my\\040groups'), '0::/a\n', '/sys/my groups/a'],
    ['version 1 alone', mount('/', '/sys/fs/cgroup/cpu', 'cgroup'), '8:cpu:/a\n', undefined],
    ['no mount of it', mount('/', '/sys/fs/cgroup/cpu', 'cgroup'), '0::/a\n', undefined],
    ['a mount of another part', mount('/docker/abc', '/sys/fs/cgroup'), '0::/docker/abcdef\n', undefined],
    ['a group outside of our namespace', mount('/', '/sys/fs/cgroup'), '0::/../other\n', undefined],
    ['nothing at all', '', '', undefined],
  ])('%s', (_, mounts, own, expected) => {
    expect(ownCgroup({ mounts, own })).toBe(expected);
  });
});

/** A file system that is none of control groups: folders can be made in it, and nothing comes of them. */
describe('where there are no control groups', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'bgj-cgroup-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('none is found, and what was tried is taken back', () => {
    writeFileSync(join(folder, 'cgroup.procs'), '');
    expect(findCgroupHome({ mounts: mount('/', folder), own: '0::/\n' })).toBeUndefined();
    expect(existsSync(join(folder, `bgjobs-trial-${process.pid}`))).toBe(false);
    expect(findCgroupHome({ mounts: mount('/', join(folder, 'gone')), own: '0::/\n' })).toBeUndefined();
    expect(findCgroupHome({ mounts: '', own: '' })).toBeUndefined();
  });

  it('one that is not there has nobody in it, and neither killing nor removing it says a word', async () => {
    const gone = join(folder, 'gone', 'deep');
    expect(makeCgroup(gone)).toBe(false);
    expect(isPopulated(gone)).toBe(false);
    expect(cgroupMembers(gone)).toEqual(new Set());
    killCgroup(gone);
    await removeCgroup(gone);
    expect(existsSync(gone)).toBe(false);
  });

  it('members are those of all groups below, without those that this pid namespace does not know', () => {
    mkdirSync(join(folder, 'a', 'b'), { recursive: true });
    writeFileSync(join(folder, 'cgroup.procs'), '11\n0\n');
    writeFileSync(join(folder, 'a', 'cgroup.procs'), '');
    writeFileSync(join(folder, 'a', 'b', 'cgroup.procs'), '12\n13\n');
    expect(cgroupMembers(folder)).toEqual(new Set([11, 12, 13]));
  });
});

const HOME = findCgroupHome();

describe.runIf(HOME !== undefined)('where there are', () => {
  it('is made once, is empty, and is removed with what is below it', async () => {
    const path = join(HOME ?? '', `bgj-test-${process.pid}`);
    expect([makeCgroup(path), makeCgroup(path)]).toEqual([true, true]);
    expect(makeCgroup(join(path, 'below'))).toBe(true);
    expect(isPopulated(path)).toBe(false);
    expect(cgroupMembers(path)).toEqual(new Set());
    await removeCgroup(path);
    expect(existsSync(path)).toBe(false);
  });

  it('that a killed server left is swept away once it is old', async () => {
    const path = join(HOME ?? '', `bgj-test-${process.pid}`);
    const [old, young] = [join(path, 'bgjobs-old'), join(path, 'bgjobs-young')];
    for (const group of [path, old, young]) makeCgroup(group);
    utimesSync(old, new Date(0), new Date(0));
    sweepCgroups(path);
    expect([old, young].map((group) => existsSync(group))).toEqual([false, true]);
    await removeCgroup(path);
  });

  it('below a group that is limited or threaded there are none', async () => {
    const path = join(HOME ?? '', `bgj-test-${process.pid}`);
    makeCgroup(path);
    const sources = { mounts: mount('/', path), own: '0::/\n' };
    try {
      expect(findCgroupHome(sources)).toBe(path);
      writeFileSync(join(path, 'cgroup.max.descendants'), '0');
      expect(findCgroupHome(sources)).toBeUndefined();
      writeFileSync(join(path, 'cgroup.max.descendants'), 'max');
      writeFileSync(join(path, 'cgroup.type'), 'threaded');
      expect(findCgroupHome(sources)).toBeUndefined();
    } finally {
      await removeCgroup(path);
    }
  });
});
