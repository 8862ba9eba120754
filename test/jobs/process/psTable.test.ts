import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, realpathSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openProcessTable } from '../../../src/jobs/process/openProcessTable.js';
import { psTable } from '../../../src/jobs/process/psTable.js';

const table = openProcessTable({ proc: false, cgroup: false });

describe('without /proc', () => {
  it('sees this process, its parent, and that others are not there', () => {
    expect(table.complete).toBe(true);
    expect(table.one(process.pid)).toMatchObject({ pid: process.pid, parent: process.ppid, zombie: false });
    expect(table.list().some(({ pid }) => pid === process.pid)).toBe(true);
    expect(table.command(process.pid)).toContain('node');
    expect(table.one(2 ** 30)).toBeUndefined();
    expect(table.command(2 ** 30)).toBe('[gone]');
    expect(table.boot).toMatch(/^init \d+$/);
  });

  it('sees a child at once, with its environment, and that it is gone', async () => {
    const child = spawn('/bin/sleep', ['1000'], { env: { MARK: 'one', LAST: 'x' }, detached: true });
    await once(child, 'spawn');
    const pid = child.pid ?? 0;
    expect(table.one(pid)).toMatchObject({ parent: process.pid, group: pid, session: pid });
    // Until it has become the program, it has our own variables.
    await expect.poll(() => table.hasEnvironment(pid, 'MARK=one'), { timeout: 20_000 }).toBe(true);
    expect(['MARK=on', 'ARK=one', 'LAST=x'].map((entry) => table.hasEnvironment(pid, entry))).toEqual([
      false,
      false,
      true,
    ]);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(table.one(pid)).toBeUndefined();
    expect(table.list().some((info) => info.pid === pid)).toBe(false);
  });

  it('does not take a word of the command for a variable', async () => {
    const child = spawn('/bin/sh', ['-c', 'sleep 1000; :', 'MARK=two'], { env: {}, detached: true });
    await once(child, 'spawn');
    const pid = child.pid ?? 0;
    await expect.poll(() => table.command(pid), { timeout: 20_000 }).toContain('MARK=two');
    expect(table.hasEnvironment(pid, 'MARK=two')).toBe(false);
    process.kill(-pid, 'SIGKILL');
    await once(child, 'exit');
  });

  it.runIf(table.listeners('self') !== undefined)('tells who listens, and who writes to a file', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const fresh = openProcessTable({ proc: false, cgroup: false });
    const own = fresh.listeners('self')?.find((listener) => listener.port === port);
    expect(own).toMatchObject({ address: '127.0.0.1', port });
    expect(fresh.sockets(process.pid)?.has(own?.socket ?? '')).toBe(true);
    expect(fresh.sockets(1)?.has(own?.socket ?? '')).toBe(false);
    server.close();

    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'bgj-ps-')));
    const file = join(folder, 'log');
    const writer = openSync(file, 'a');
    expect(fresh.writes(process.pid, file)).toBe(true);
    expect(fresh.writes(1, file)).toBe(false);
    expect(fresh.writes(process.pid, '')).toBe(false);
    closeSync(writer);
    rmSync(folder, { recursive: true });
  });
});

describe('where `ps` takes longer than a look is good for', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('asks for the environments of all processes once a look', () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const pids = [1, process.ppid, process.pid];
    let asked = 0;
    const row = (pid: number): string => `${pid} 1 ${pid} ${pid} Wed Nov 25 00:36:48 2026 S 00:00:07 3936 node`;
    const slow = psTable((_file, args) => {
      vi.advanceTimersByTime(1_000);
      if (!args.includes('-E')) return pids.map(row).join('\n');
      asked++;
      return pids.map((pid) => `${pid} node OWN=${pid}`).join('\n');
    });
    const listed = slow?.list().map(({ pid }) => pid) ?? [];
    expect(listed.map((pid) => slow?.hasEnvironment(pid, `OWN=${pid}`))).toEqual(listed.map(() => true));
    expect(listed).toContain(process.pid);
    expect(asked).toBe(1);
    slow?.list();
    slow?.hasEnvironment(process.pid, 'OWN=1');
    expect(asked).toBe(2);
  });
});
