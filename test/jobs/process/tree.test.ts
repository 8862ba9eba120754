import { describe, expect, it } from 'vitest';
import type { ProcessTable } from '../../../src/jobs/process/processTable.js';
import { findTree, newTree, type Tree } from '../../../src/jobs/process/tree.js';
import { fakeTable, type FakeProcess } from './fakeTable.js';

const BRAND = '4503599627370496000';
const OTHERS = '4503599627370497024';
const [LEADER, MIDDLE, LAST, STRANGER] = [100, 101, 102, 103];

function treeLedBy(pid: number): Tree {
  const tree = newTree({ marker: 'A=b', logFile: '', since: 0, brand: BRAND });
  tree.leader = { pid, start: 100 };
  return tree;
}

/** A table on which something happens after each look at it. */
function changing(...stages: readonly (readonly FakeProcess[])[]): ProcessTable {
  const table = fakeTable([]);
  let looks = 0;
  const next = (): void => {
    table.processes = stages[Math.min(looks++, stages.length - 1)] ?? [];
  };
  return {
    ...table,
    list() {
      next();
      return table.list();
    },
    newcomers(known) {
      next();
      return table.newcomers(known);
    },
    // By the time that one looks closer, the next stage has begun.
    brand: (pid) => stages[Math.min(looks, stages.length - 1)]?.find((each) => each.pid === pid)?.brand,
  };
}

const pidsOf = (table: ProcessTable, tree = treeLedBy(LEADER)): number[] => findTree(tree, table).map(({ pid }) => pid);

describe('findTree', () => {
  it('finds who was forked while it looked, by one that ended meanwhile', () => {
    const middle = { pid: MIDDLE, brand: BRAND };
    const last = { pid: LAST, brand: BRAND };
    expect(pidsOf(changing([middle], [last]))).toEqual([LAST]);
    // And once more.
    expect(pidsOf(changing([{ pid: 90 }, middle], [{ pid: 90 }, { pid: 91, brand: BRAND }], [last]))).toEqual([LAST]);
  });

  it('takes nobody new for one of the job who is another’s', () => {
    expect(pidsOf(changing([], [{ pid: STRANGER, brand: OTHERS }]))).toEqual([]);
    // The leader's number was given away, and so was its group's.
    const stranger = { pid: LEADER, start: 200 };
    expect(pidsOf(changing([stranger], [stranger, { pid: STRANGER, group: LEADER, brand: OTHERS }]))).toEqual([]);
  });

  it('ends its looks on a machine that starts something all the time', () => {
    const table = fakeTable([]);
    let pid = 1_000;
    const busy: ProcessTable = { ...table, newcomers: () => [{ ...NOBODY, pid: pid++ }] };
    expect(pidsOf(busy)).toEqual([]);
  });

  it('looks for newcomers only where it found nobody', () => {
    const table = fakeTable([{ pid: LEADER }]);
    let looks = 0;
    const counting: ProcessTable = {
      ...table,
      newcomers(known) {
        looks++;
        return table.newcomers(known);
      },
    };
    expect(pidsOf(counting)).toEqual([LEADER]);
    expect(looks).toBe(0);
    table.processes = [];
    expect(pidsOf(counting)).toEqual([]);
    expect(looks).toBe(1);
  });
});

const NOBODY = { parent: 1, group: 1, session: 1, start: 100, zombie: false, cpuMs: 0, memoryBytes: 0 };
