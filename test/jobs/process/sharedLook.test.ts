import { describe, expect, it } from 'vitest';
import { createSharedLook } from '../../../src/jobs/process/sharedLook.js';
import { fakeTable } from './fakeTable.js';

function counted(): { readonly table: ReturnType<typeof fakeTable>; readonly reads: string[] } {
  const reads: string[] = [];
  const plain = fakeTable([{ pid: 10, brand: 'a' }, { pid: 11 }]);
  const table = {
    ...plain,
    list: () => {
      reads.push('list');
      plain.processes = table.processes;
      return plain.list();
    },
    newcomers: (known: ReadonlySet<number>) => {
      reads.push('newcomers');
      plain.processes = table.processes;
      return plain.newcomers(known);
    },
    brand: (pid: number) => {
      reads.push(`brand ${pid}`);
      return plain.brand(pid);
    },
    one: (pid: number) => {
      plain.processes = table.processes;
      return plain.one(pid);
    },
  };
  return { table, reads };
}

describe('createSharedLook', () => {
  it('reads once for all who ask in one turn, after it, and again for the next', async () => {
    const { table, reads } = counted();
    const look = createSharedLook(table);
    const both = Promise.all([look(), look()]);
    // What ends later in the turn is seen as ended.
    table.processes = [{ pid: 10, brand: 'a' }];
    const [one, other] = await both;
    expect(one.list().map(({ pid }) => pid)).toEqual([10]);
    expect(other.list()).toBe(one.list());
    expect([one.brand(10), other.brand(10)]).toEqual(['a', 'a']);
    expect(reads).toEqual(['list', 'brand 10']);

    table.processes = [{ pid: 12 }];
    expect((await look()).list().map(({ pid }) => pid)).toEqual([12]);
    expect(reads).toEqual(['list', 'brand 10', 'list']);
  });

  it('looks for newcomers once, and again when something was read since', async () => {
    const { table, reads } = counted();
    const shared = await createSharedLook(table)();
    const known = new Set(shared.list().map(({ pid }) => pid));
    table.processes = [...table.processes, { pid: 12, brand: 'a' }];
    const late = (): number[] => shared.newcomers(known).map(({ pid }) => pid);
    expect([late(), late()]).toEqual([[12], [12]]);
    expect(shared.newcomers(new Set([...known, 12]))).toEqual([]);
    expect(reads).toEqual(['list', 'newcomers']);

    shared.brand(12);
    table.processes = [...table.processes, { pid: 13 }];
    expect([late(), late()]).toEqual([
      [12, 13],
      [12, 13],
    ]);
    shared.brand(12);
    expect(late()).toEqual([12, 13]);
    expect(reads).toEqual(['list', 'newcomers', 'brand 12', 'newcomers']);
  });

  it('reads nothing that nobody wants, and everything else anew', async () => {
    const { table, reads } = counted();
    const shared = await createSharedLook(table)();
    expect(reads).toEqual([]);
    expect(shared.one(11)?.pid).toBe(11);
    table.processes = [];
    expect(shared.one(11)).toBeUndefined();
  });
});
