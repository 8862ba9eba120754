import { describe, expect, it, vi } from 'vitest';
import type { ProcessInfo } from '../../../src/jobs/process/processTable.js';
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

  it.each([0, 1])('never signals a group of the number %d, which is not what it says', async (pid) => {
    const table = fakeTable([{ pid: CHILD, group: pid, session: pid }]);
    const tree = newTree({ marker: 'A=b', logFile: '', since: 0 });
    setLeader(tree, { pid, start: 100 });
    const kill = vi.spyOn(process, 'kill').mockReturnValue(true);
    try {
      await stopTree(tree, table, { signal: 'SIGTERM', graceMs: 1, killMs: 1, quietRounds: 1, isHurried: () => false });
      expect(new Set(kill.mock.calls.map(([target]) => target))).toEqual(new Set([CHILD]));
    } finally {
      kill.mockRestore();
    }
  });

  it('names nobody that was never sent SIGKILL, however late it is', async () => {
    const fake = fakeTable([{ pid: LEADER }]);
    // The first look, and the one that SIGKILL follows.
    let looks = 0;
    const table = { ...fake, list: () => (looks++ < 2 ? fake.list() : []), newcomers: () => [] };
    const tree = newTree({ marker: 'A=b', logFile: '', since: 0 });
    setLeader(tree, { pid: LEADER, start: 100 });
    const plan = { signal: 'SIGTERM', graceMs: 0, killMs: 0, quietRounds: 1, isHurried: () => true };
    expect(await stopTree(tree, table, plan)).toEqual([]);
  });

  it('does not follow for ever a tree that grows faster than it can be killed', async () => {
    const fake = fakeTable([{ pid: LEADER }]);
    let next = CHILD;
    const table = {
      ...fake,
      list: () => [...fake.list(), { ...fake.list()[0], pid: next++, parent: LEADER }] as ProcessInfo[],
    };
    const tree = newTree({ marker: 'A=b', logFile: '', since: 0 });
    setLeader(tree, { pid: LEADER, start: 100 });
    const plan = { signal: 'SIGTERM', graceMs: 0, killMs: 0, quietRounds: 1, isHurried: () => true };
    expect((await stopTree(tree, table, plan)).length).toBeGreaterThan(0);
  });
});
