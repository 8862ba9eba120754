import { describe, expect, it } from 'vitest';
import { stopTree } from '../../../src/jobs/process/stopTree.js';
import { newTree, setLeader } from '../../../src/jobs/process/tree.js';
import { fakeTable } from './fakeTable.js';

/** Pids that no system gives away, so that nothing is signalled. */
const [LEADER, CHILD] = [2 ** 30, 2 ** 30 + 1];

describe('stopTree', () => {
  it('gives up on what nothing can end, and names it: a process in an uninterruptible sleep', async () => {
    const table = fakeTable([{ pid: LEADER }, { pid: CHILD, parent: LEADER }]);
    const tree = newTree({ marker: 'A=b', logFile: '', since: 0 });
    setLeader(tree, { pid: LEADER, start: 100 });
    const plan = { signal: 'SIGTERM', graceMs: 5, killMs: 20, quietRounds: 1, isHurried: () => false };
    const left = await stopTree(tree, table, plan);
    expect(left.map(({ pid }) => pid)).toEqual([LEADER, CHILD]);
    table.processes = [];
    expect(await stopTree(tree, table, plan)).toEqual([]);
  });
});
