import { describe, expect, it } from 'vitest';
import { brandOf, isBrand } from '../../../src/jobs/process/brand.js';
import { newTree, setLeader, type Tree } from '../../../src/jobs/process/tree.js';
import { createUsageMeter } from '../../../src/jobs/process/treeUsage.js';
import { fakeTable } from './fakeTable.js';

const BRAND = brandOf('01234567-89ab-cdef-0123-456789abcdef').bytes;

function tree(pid: number, facts: Partial<Pick<Tree, 'brand'>> = {}): Tree {
  const made = newTree({ marker: 'A=b', logFile: '', since: 50, ...facts });
  setLeader(made, { pid, start: 100 });
  return made;
}

describe('a usage meter', () => {
  it('adds up each tree by group, session, parents, brand, and what was seen before', () => {
    const [one, two] = [tree(10, { brand: BRAND }), tree(20)];
    two.seen.set(24, 100);
    const table = fakeTable([
      { pid: 10, cpuMs: 5 },
      { pid: 11, group: 10, cpuMs: 5 },
      { pid: 12, parent: 11, cpuMs: 5 },
      { pid: 13, brand: BRAND, cpuMs: 5 },
      { pid: 14, parent: 13, cpuMs: 5 },
      { pid: 15, parent: 10, zombie: true, cpuMs: 900 },
      { pid: 20, cpuMs: 7 },
      { pid: 23, session: 20, cpuMs: 7 },
      { pid: 24, cpuMs: 7 },
      // Another process by now, one from before all this, one of nobody, and we ourselves.
      { pid: 25, start: 30, brand: BRAND },
      { pid: 30 },
      { pid: process.pid },
      { pid: 31, parent: process.pid },
    ]);
    const usage = createUsageMeter(table)([one, two]);
    const pids = (of: Tree) => usage.get(of)?.members.map(({ pid }) => pid);
    expect(usage.get(one)).toMatchObject({ cpuMs: 25, listening: [] });
    expect(pids(one)).toEqual([10, 11, 12, 13, 14]);
    expect(usage.get(two)).toMatchObject({ cpuMs: 21 });
    expect(pids(two)).toEqual([20, 23, 24]);
  });

  it('does not take the group of a pid that was given away, and ends when parents go in a circle', () => {
    const one = tree(10);
    const table = fakeTable([
      { pid: 10, start: 101 },
      { pid: 11, group: 10 },
      { pid: 12, parent: 13 },
      { pid: 13, parent: 12 },
    ]);
    expect(createUsageMeter(table)([one]).get(one)?.members).toEqual([]);
  });

  it('names the ports that are listened on; processes are asked again only when a socket has come up', () => {
    const one = tree(10);
    const table = fakeTable([
      { pid: 10, sockets: ['s1', 'other'] },
      { pid: 11, parent: 10, sockets: ['s2'] },
    ]);
    const meter = createUsageMeter(table);
    const ports = () => meter([one]).get(one)?.listening;
    const address = '*';
    table.heard = [
      { address, port: 9_000, socket: 's1' },
      { address, port: 80, socket: 's2' },
      { address, port: 81, socket: 'foreign' },
    ];
    expect(ports()).toEqual([80, 9_000]);
    expect(ports()).toEqual([80, 9_000]);
    expect(table.asked).toEqual([10, 11]);
    table.processes = [...table.processes, { pid: 12, parent: 11, sockets: ['s1'] }];
    expect(ports()).toEqual([80, 9_000]);
    expect(table.asked).toEqual([10, 11, 12]);
    table.heard = [{ address, port: 9_001, socket: 'other' }];
    expect(ports()).toEqual([9_001]);
    table.heard = undefined;
    expect(ports()).toBeUndefined();
  });
});

describe('a brand', () => {
  it('is as high as no limit that means something, and another for each uid', () => {
    expect(BRAND).toBe(String(((1n << 42n) + 0x0123456789abn) * 1024n));
    expect(isBrand(BRAND)).toBe(true);
    for (const none of ['unlimited', '0', '1073741824', undefined]) expect(isBrand(none)).toBe(false);
    expect(brandOf('ffffffff-ffff-ffff-ffff-ffffffffffff').kilobytes).toMatch(/^\d{15}$/);
    expect(brandOf('1'.repeat(36)).bytes).not.toBe(BRAND);
  });
});
