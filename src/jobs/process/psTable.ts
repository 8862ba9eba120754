import { spawnSync } from 'node:child_process';
import { hasProcess } from '../../lib/hasProcess.js';
import { parseLsofListeners, parseLsofWriters } from './parseLsof.js';
import { parsePs, parsePsEnvironments, PS_COLUMNS, type PsRow } from './parsePs.js';
import type { ProcessTable } from './processTable.js';

/** A look with `ps` costs a process of its own, and is good for so long, milliseconds. */
const FRESH_MS = 50;
/** `lsof` looks at every file of every process. */
const LSOF_FRESH_MS = 1_000;
const PATIENCE_MS = 5_000;
const MOST_BYTES = 64 * 1024 * 1024;
/** Nothing of ours is handed on; the formats are those of the C locale. */
const ENV = { PATH: '/usr/bin:/bin:/usr/sbin:/sbin:/usr/local/bin', LC_ALL: 'C', TZ: 'UTC' };

/** Runs a program to its end. @returns what it wrote; undefined when there is no such program, or it hung. */
export type Run = (file: string, args: readonly string[]) => string | undefined;

/** Runs one that is there. */
export const runProgram: Run = (file, args) => {
  const end = spawnSync(file, args, { encoding: 'utf8', env: ENV, maxBuffer: MOST_BYTES, timeout: PATIENCE_MS });
  return end.error === undefined ? end.stdout : undefined;
};

/** All processes at one time. Their environments are asked for when somebody wants them. */
interface Snapshot {
  readonly rows: ReadonlyMap<number, PsRow>;
  readonly environments: () => ReadonlyMap<number, string>;
}

/**
 * Processes as `ps` and `lsof` show them, for machines without `/proc`, such as macOS. Undefined where there is no `ps`.
 * Without `lsof`, nothing is known of listening ports and of who writes to a log.
 * @param run how `ps` and `lsof` are run.
 */
export function psTable(run: Run): ProcessTable | undefined {
  let last: Snapshot | undefined;
  const look = fresh(FRESH_MS, () => {
    const taken = takeSnapshot(run);
    // A machine that is too full for `ps` has not become empty: who was there and still answers is there.
    if (last === undefined || taken.rows.has(process.pid)) last = taken;
    return last;
  });
  const listeners = fresh(LSOF_FRESH_MS, () => {
    const text = run('lsof', ['-nP', '-w', '-iTCP', '-sTCP:LISTEN', '-F', 'pfan']);
    return text === undefined ? undefined : parseLsofListeners(text);
  });
  const writers = new Map<string, () => ReadonlySet<number>>();
  const { rows } = look();
  if (!rows.has(process.pid)) return undefined;

  function one(pid: number): PsRow | undefined {
    if (!hasProcess(pid)) return undefined;
    // One that started since the last look is not in it.
    return look().rows.get(pid) ?? look('anew').rows.get(pid);
  }

  return {
    complete: true,
    boot: `init ${rows.get(1)?.start ?? 'unknown'}`,
    space: 'unknown',
    pollMs: 100,
    canBrand: false,
    list: () => [...look().rows.values()].filter((row) => hasProcess(row.pid)),
    newcomers(known) {
      const rows = [...look('anew').rows.values()].filter(({ pid }) => !known.has(pid) && hasProcess(pid));
      // What they write to was not looked at yet.
      if (rows.length > 0) writers.clear();
      return rows;
    },
    one,
    givenAfter: () => undefined,
    children: () => undefined,
    hasEnvironment(pid, entry) {
      // Asked of everybody whom a look has listed, which may take longer than a look is good for: it is answered from that look.
      const snapshot = last?.rows.has(pid) === true ? last : look();
      const text = snapshot.environments().get(pid);
      if (text === undefined) return false;
      const command = snapshot.rows.get(pid)?.command ?? '';
      // The command stands before the environment, and may name the variable without having it.
      const environment = text.startsWith(command) ? text.slice(command.length) : text;
      return ` ${environment} `.includes(` ${entry} `);
    },
    brand: () => undefined,
    writes(pid, realPath) {
      if (realPath === '') return false;
      let read = writers.get(realPath);
      if (read === undefined) {
        read = fresh(LSOF_FRESH_MS, () => parseLsofWriters(run('lsof', ['-w', '-F', 'pfan', '--', realPath]) ?? ''));
        writers.set(realPath, read);
      }
      return read().has(pid);
    },
    command: (pid) => (one(pid)?.command ?? '[gone]').slice(0, 200),
    sockets(pid) {
      const own = listeners()?.filter(({ socket }) => socket.startsWith(`${pid}:`));
      return own === undefined ? undefined : new Set(own.map(({ socket }) => socket));
    },
    listeners: () => listeners(),
    input: () => undefined,
    reading: () => [],
    network: () => undefined,
  };
}

function takeSnapshot(run: Run): Snapshot {
  const columns = PS_COLUMNS.flatMap((column) => ['-o', `${column}=`]);
  const rows = parsePs(run('ps', ['-A', '-ww', ...columns]) ?? '');
  return {
    rows: new Map(rows.map((row) => [row.pid, row])),
    environments: fresh(Infinity, () => parsePsEnvironments(withEnvironments(run))),
  };
}

/** macOS and the BSDs show environments with `-E`, Linux with `e`; each says nothing to the other's. */
function withEnvironments(run: Run): string {
  const columns = ['-o', 'pid=', '-o', 'command='];
  const shown = run('ps', ['-A', '-ww', '-E', ...columns]) ?? '';
  return shown === '' ? (run('ps', ['axeww', ...columns]) ?? '') : shown;
}

/** Reads again what is older than it may be; `anew` reads in any case. */
function fresh<T>(forMs: number, read: () => T): (how?: 'anew') => T {
  let kept: { readonly value: T; readonly until: number } | undefined;
  return (how) => {
    if (kept === undefined || how === 'anew' || performance.now() >= kept.until) {
      kept = { value: read(), until: performance.now() + forMs };
    }
    return kept.value;
  };
}
