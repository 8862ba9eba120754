import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { parseListeners, parseStat, procfsTable } from '../../../src/jobs/process/procfs.js';

const table = procfsTable('/proc');

describe('parseStat', () => {
  const rest = 'S 1 42 41 0 -1 4194304 1 2 3 4 5 6 7 8 20 0 1 0 987654 1000 1';

  it.each([
    ['a name', `42 (sh) ${rest}`],
    ['a name with blanks and parentheses', `42 (a ) b (c) ${rest}`],
  ])('reads a process with %s', (_, text) => {
    const identity = { pid: 42, parent: 1, group: 42, session: 41, start: 987654, zombie: false };
    expect(parseStat(text)).toEqual({ ...identity, cpuMs: 260, memoryBytes: 4_096 });
    const units = { tickMs: 1, pageBytes: 65_536 };
    expect(parseStat(text, units)).toEqual({ ...identity, cpuMs: 26, memoryBytes: 65_536 });
  });

  it('knows a zombie, and text that is none of it', () => {
    expect(parseStat(`42 (sh) ${rest.replace('S', 'Z')}`)?.zombie).toBe(true);
    const inTwoThreads = rest.replace('S', 'Z').replace('20 0 1 0', '20 0 2 0');
    expect(parseStat(`42 (sh) ${inTwoThreads}`)?.zombie).toBe(false);
    for (const text of ['', 'x', '42 (sh)', '(sh) S 1']) expect(parseStat(text)).toBeUndefined();
  });
});

describe('parseListeners', () => {
  it('takes the listening ones', () => {
    const text = [
      '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode',
      '   0: 0100007F:1538 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4711 1 0 100 0',
      '   1: 0100007F:1538 0100007F:9999 01 00000000:00000000 00:00000000 00000000     0        0 4712 1 0 100 0',
    ].join('\n');
    expect(parseListeners(text)).toEqual([{ address: '127.0.0.1', port: 5432, socket: '4711' }]);
  });
});

describe('procfsTable', () => {
  it('sees this process: its parent, its environment, its files and its sockets', async () => {
    const own = table.list().find((info) => info.pid === process.pid);
    expect(own).toMatchObject({ parent: process.ppid, zombie: false });
    const { pid, start } = own ?? {};
    expect(table.one(process.pid)).toMatchObject({ pid, start });
    expect(own?.memoryBytes).toBeGreaterThan(1_000_000);
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const listener = table.listeners('self')?.find((entry) => entry.port === port);
    expect(listener?.address).toBe('127.0.0.1');
    expect(table.sockets(process.pid)?.has(listener?.socket ?? '')).toBe(true);
    server.close();
  });

  it('tells the children of a process, of each of its threads', async () => {
    const child = spawn('sleep', ['1000']);
    // A thread of a worker starts its own.
    const worker = new Worker(
      "require('node:child_process').spawn('sleep', ['1000']).on('spawn', function () { require('node:worker_threads').parentPort.postMessage(this.pid) })",
      { eval: true },
    );
    const [other] = (await once(worker, 'message')) as [number];
    try {
      expect(table.children(process.pid)).toEqual(expect.arrayContaining([child.pid, other]));
      expect(table.children(other)).toEqual([]);
    } finally {
      child.kill('SIGKILL');
      process.kill(other, 'SIGKILL');
      await worker.terminate();
    }
  });

  it('tells which pids were given out after one, where they are few', () => {
    const root = mkdtempSync(join(tmpdir(), 'bgj-'));
    const givenAfter = (loadavg: string, pid: number): readonly number[] | undefined => {
      writeFileSync(join(root, 'loadavg'), loadavg);
      return procfsTable(root).givenAfter(pid);
    };
    expect(givenAfter('0.10 0.20 0.30 1/99 4713\n', 4711)).toEqual([4712, 4713]);
    expect(givenAfter('0.10 0.20 0.30 1/99 4711\n', 4711)).toEqual([]);
    // Many, from the start again, and where the system does not say.
    expect(givenAfter('0.10 0.20 0.30 1/99 9999\n', 4711)).toBeUndefined();
    expect(givenAfter('0.10 0.20 0.30 1/99 12\n', 4711)).toBeUndefined();
    expect(givenAfter('0.10 0.20 0.30\n', 4711)).toBeUndefined();
    rmSync(root, { recursive: true });
    expect(procfsTable(root).givenAfter(4711)).toBeUndefined();
  });

  it('tells who writes to a file from who reads it', () => {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'bgj-proc-')));
    const file = join(folder, 'log');
    const writer = openSync(file, 'a');
    expect(table.writes(process.pid, file)).toBe(true);
    closeSync(writer);
    const reader = openSync(file, 'r');
    expect(table.writes(process.pid, file)).toBe(false);
    closeSync(reader);
    rmSync(folder, { recursive: true });
  });

  it('finds a variable by its whole name and value', async () => {
    const child = spawn('/bin/sleep', ['1000'], { env: { A: 'x', MARK: 'one', B: 'y' } });
    await once(child, 'spawn');
    const pid = child.pid ?? 0;
    await expect.poll(() => table.command(pid), { timeout: 20_000 }).toBe('/bin/sleep 1000');
    const found = ['MARK=one', 'MARK=on', 'ARK=one', 'A=x'].map((entry) => table.hasEnvironment(pid, entry));
    expect(found).toEqual([true, false, false, true]);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(table.one(pid)).toBeUndefined();
    expect(table.hasEnvironment(pid, 'MARK=one')).toBe(false);
  });

  it('says nothing of a process that is not there', () => {
    const none = 2 ** 30;
    expect(table.one(none)).toBeUndefined();
    expect(table.sockets(none)).toBeUndefined();
    expect(table.listeners(none)).toBeUndefined();
    expect(table.command(none)).toBe('[gone]');
  });
});
