import { closeSync, openSync, readdirSync, readFileSync, readlinkSync, readSync } from 'node:fs';
import { blockedRead } from './blockedRead.js';
import { canonicalAddress } from './canonicalAddress.js';
import type { Listener, ProcessInfo, ProcessTable } from './processTable.js';

/** `TCP_LISTEN` in the kernel's `include/net/tcp_states.h`. */
const LISTEN = '0A';

/** What the numbers in `/proc/<pid>/stat` are counted in. */
export interface StatUnits {
  readonly tickMs: number;
  readonly pageBytes: number;
}

/** As nearly everywhere; used where the kernel does not say. */
const USUAL_UNITS: StatUnits = { tickMs: 10, pageBytes: 4_096 };

/**
 * Processes as Linux shows them.
 * @see proc(5): `/proc/pid/stat`, `/proc/pid/environ`, `/proc/pid/limits`, `/proc/pid/fd`, `/proc/pid/fdinfo`,
 *   `/proc/pid/net/tcp`, `/proc/pid/task/tid/syscall`, `/proc/pid/task/tid/children`, `/proc/loadavg`
 */
export function procfsTable(root: string): ProcessTable {
  const buffer = Buffer.allocUnsafe(4_096);
  const units = unitsFrom(readBytes(`${root}/self/auxv`));

  function one(pid: number): ProcessInfo | undefined {
    const text = readSmall(`${root}/${pid}/stat`, buffer);
    return text === undefined ? undefined : parseStat(text, units);
  }

  return {
    complete: true,
    boot: readText(`${root}/sys/kernel/random/boot_id`)?.trim() ?? 'unknown',
    space: readLink(`${root}/self/ns/pid`) ?? 'unknown',
    pollMs: 20,
    // One of our own would be lost with the brand, as in a job of another bgjobs.
    canBrand: residentLimit(readText(`${root}/self/limits`)) === 'unlimited',
    one,
    givenAfter(pid) {
      const last = lastPid(readSmall(`${root}/loadavg`, buffer));
      if (last === undefined || last < pid || last - pid > FEW_PIDS) return undefined;
      return Array.from({ length: last - pid }, (_, nth) => pid + 1 + nth);
    },
    children: (pid) => childrenOf(root, pid),
    list: () => pids(root).flatMap((pid) => one(pid) ?? []),
    newcomers: (known) => pids(root).flatMap((pid) => (known.has(pid) ? [] : (one(pid) ?? []))),
    hasEnvironment(pid, entry) {
      const environment = readBytes(`${root}/${pid}/environ`);
      if (environment === undefined) return false;
      const wanted = Buffer.from(`${entry}\0`);
      for (let at = environment.indexOf(wanted); at !== -1; at = environment.indexOf(wanted, at + 1)) {
        if (at === 0 || environment[at - 1] === 0) return true;
      }
      return false;
    },
    brand: (pid) => residentLimit(readSmall(`${root}/${pid}/limits`, buffer)),
    writes(pid, realPath) {
      return descriptors(root, pid).some(
        ({ fd, target }) => target === realPath && isWritable(readText(`${root}/${pid}/fdinfo/${fd}`)),
      );
    },
    input: (pid) => readLink(`${root}/${pid}/fd/0`),
    reading(pid) {
      const peek = (address: bigint, length: number): Buffer | undefined =>
        readMemory(`${root}/${pid}/mem`, address, length);
      return threads(root, pid).flatMap((thread) => {
        const line = readText(`${root}/${pid}/task/${thread}/syscall`);
        const fd = line === undefined ? undefined : blockedRead(line, process.arch, peek);
        return (fd === undefined ? undefined : readLink(`${root}/${pid}/fd/${fd}`)) ?? [];
      });
    },
    command(pid) {
      const line = readText(`${root}/${pid}/cmdline`)?.replace(/\0+$/, '').replaceAll('\0', ' ');
      if (line !== undefined && line !== '') return line.slice(0, 200);
      return `[${readText(`${root}/${pid}/comm`)?.trim() ?? 'gone'}]`;
    },
    sockets(pid) {
      const links = listDescriptors(root, pid);
      if (links === undefined) return undefined;
      return new Set(links.flatMap(({ target }) => /^socket:\[(\d+)\]$/.exec(target)?.[1] ?? []));
    },
    listeners(pid) {
      const found = ['tcp', 'tcp6'].map((file) => readText(`${root}/${pid}/net/${file}`));
      if (found.every((text) => text === undefined)) return undefined;
      return found.flatMap((text) => (text === undefined ? [] : parseListeners(text)));
    },
    network: (pid) => readLink(`${root}/${pid}/ns/net`),
  };
}

/** Reads one line of `/proc/<pid>/stat`. The name in parentheses may hold anything, parentheses and spaces too. */
export function parseStat(text: string, units = USUAL_UNITS): ProcessInfo | undefined {
  const open = text.indexOf('(');
  const close = text.lastIndexOf(')');
  if (open === -1 || close === -1) return undefined;
  const fields = text.slice(close + 2).split(' ', 22);
  // Counted from the state, which is the third field of the line.
  const [state, parent, group, session] = fields;
  const start = Number(fields[19]);
  const pid = Number(text.slice(0, open));
  if (!Number.isSafeInteger(pid) || !Number.isFinite(start)) return undefined;
  return {
    pid,
    parent: Number(parent),
    group: Number(group),
    session: Number(session),
    start,
    // Its first thread may have ended while others go on: all that it holds is still held.
    zombie: (state === 'Z' || state === 'X' || state === 'x') && !(Number(fields[17]) > 1),
    cpuMs: [11, 12, 13, 14].reduce((ticks, field) => ticks + Number(fields[field]), 0) * units.tickMs,
    memoryBytes: Number(fields[21]) * units.pageBytes,
  };
}

/** Reads `/proc/self/auxv`: pairs of words, of which 6 is the page size and 17 the ticks in a second (getauxval(3)). */
export function unitsFrom(auxv: Buffer | undefined): StatUnits {
  const found = new Map<bigint, number>();
  const words = auxv === undefined ? [] : [...new BigUint64Array(new Uint8Array(auxv).buffer, 0, auxv.length >> 3)];
  for (let at = 0; at + 1 < words.length; at += 2) found.set(words[at] ?? 0n, Number(words[at + 1]));
  const [pageBytes = 0, ticks = 0] = [found.get(6n), found.get(17n)];
  if (pageBytes < 1_024 || ticks < 1 || ticks > 10_000) return USUAL_UNITS;
  return { tickMs: 1_000 / ticks, pageBytes };
}

/** To look at more pids one by one costs as much as to look at all processes. */
const FEW_PIDS = 200;

/** The last field of `/proc/loadavg`: the pid that was given out last. They are given out in turn, from the start again at the end. */
function lastPid(text: string | undefined): number | undefined {
  const digits = / (\d+)\n$/.exec(text ?? '')?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** The soft limit on resident memory in `/proc/<pid>/limits`: bytes, or `unlimited`. */
function residentLimit(text: string | undefined): string | undefined {
  return /^Max resident set +(\S+)/m.exec(text ?? '')?.[1];
}

/** Reads `/proc/<pid>/net/tcp` or `tcp6`: the listening ones. */
export function parseListeners(text: string): Listener[] {
  const listeners: Listener[] = [];
  for (const line of text.split('\n').slice(1)) {
    const fields = line.trim().split(/\s+/);
    const [address, port] = (fields[1] ?? '').split(':');
    if (fields[3] !== LISTEN || address === undefined || port === undefined) continue;
    listeners.push({ address: readAddress(address), port: Number.parseInt(port, 16), socket: fields[9] ?? '0' });
  }
  return listeners;
}

/** The kernel prints each four bytes of an address as one number, in the byte order of the machine. */
function readAddress(hex: string): string {
  const bytes = (hex.match(/.{8}/g) ?? []).flatMap((word) => {
    const four = [0, 2, 4, 6].map((at) => word.slice(at, at + 2));
    return isLittleEndian ? four.reverse() : four;
  });
  const text =
    bytes.length === 4
      ? bytes.map((byte) => Number.parseInt(byte, 16)).join('.')
      : (bytes.join('').match(/.{4}/g) ?? []).join(':');
  return canonicalAddress(text) ?? text;
}

const isLittleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

function pids(root: string): number[] {
  return readdirSync(root).flatMap((name) => (/^\d+$/.test(name) ? Number(name) : []));
}

/** The main one first. More than these are not looked at: a program that asks for something has few. */
const MOST_THREADS = 64;

function threads(root: string, pid: number): readonly string[] {
  try {
    return readdirSync(`${root}/${pid}/task`).slice(0, MOST_THREADS);
  } catch {
    return [];
  }
}

/** Each thread has its own; a kernel without `CONFIG_PROC_CHILDREN` does not tell. */
function childrenOf(root: string, pid: number): readonly number[] | undefined {
  const found = threads(root, pid).map((thread) => readText(`${root}/${pid}/task/${thread}/children`));
  if (found.length > 0 && found.every((text) => text === undefined)) return undefined;
  return found.flatMap((text) => (text ?? '').match(/\d+/g) ?? []).map(Number);
}

function readMemory(path: string, address: bigint, length: number): Buffer | undefined {
  const buffer = Buffer.alloc(length);
  try {
    const fd = openSync(path, 'r');
    try {
      return buffer.subarray(0, readSync(fd, buffer, 0, length, address));
    } finally {
      closeSync(fd);
    }
  } catch {
    return undefined;
  }
}

interface Descriptor {
  readonly fd: string;
  readonly target: string;
}

function descriptors(root: string, pid: number): readonly Descriptor[] {
  return listDescriptors(root, pid) ?? [];
}

function listDescriptors(root: string, pid: number): Descriptor[] | undefined {
  try {
    return readdirSync(`${root}/${pid}/fd`).flatMap((fd) => {
      const target = readLink(`${root}/${pid}/fd/${fd}`);
      return target === undefined ? [] : { fd, target };
    });
  } catch {
    return undefined;
  }
}

/** `flags` in fdinfo are octal; the access mode is in the last two bits (open(2)). */
function isWritable(fdinfo: string | undefined): boolean {
  const flags = /^flags:\s*([0-7]+)/m.exec(fdinfo ?? '')?.[1];
  return flags !== undefined && (Number.parseInt(flags, 8) & 3) !== 0;
}

function readSmall(path: string, buffer: Buffer): string | undefined {
  let fd: number;
  try {
    fd = openSync(path, 'r');
  } catch {
    return undefined;
  }
  try {
    return buffer.toString('latin1', 0, readSync(fd, buffer));
  } catch {
    return undefined;
  } finally {
    closeSync(fd);
  }
}

function readBytes(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

function readText(path: string): string | undefined {
  return readBytes(path)?.toString();
}

function readLink(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}
