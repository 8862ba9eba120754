import { closeSync, openSync, readdirSync, readFileSync, readlinkSync, readSync } from 'node:fs';
import { blockedRead } from './blockedRead.js';
import type { Listener, ProcessInfo, ProcessTable } from './processTable.js';

/** `TCP_LISTEN` in the kernel's `include/net/tcp_states.h`. */
const LISTEN = '0A';

/**
 * Processes as Linux shows them.
 * @see proc(5): `/proc/pid/stat`, `/proc/pid/environ`, `/proc/pid/fd`, `/proc/pid/fdinfo`, `/proc/pid/net/tcp`,
 *   `/proc/pid/task/tid/syscall`
 */
export function procfsTable(root: string): ProcessTable {
  const buffer = Buffer.allocUnsafe(4_096);

  function one(pid: number): ProcessInfo | undefined {
    const text = readSmall(`${root}/${pid}/stat`, buffer);
    return text === undefined ? undefined : parseStat(text);
  }

  return {
    complete: true,
    boot: readText(`${root}/sys/kernel/random/boot_id`)?.trim() ?? 'unknown',
    space: readLink(`${root}/self/ns/pid`) ?? 'unknown',
    one,
    list: () => pids(root).flatMap((pid) => one(pid) ?? []),
    hasEnvironment(pid, entry) {
      const environment = readBytes(`${root}/${pid}/environ`);
      if (environment === undefined) return false;
      const wanted = Buffer.from(`${entry}\0`);
      for (let at = environment.indexOf(wanted); at !== -1; at = environment.indexOf(wanted, at + 1)) {
        if (at === 0 || environment[at - 1] === 0) return true;
      }
      return false;
    },
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
  };
}

/** Reads one line of `/proc/<pid>/stat`. The name in parentheses may hold anything, parentheses and spaces too. */
export function parseStat(text: string): ProcessInfo | undefined {
  const open = text.indexOf('(');
  const close = text.lastIndexOf(')');
  if (open === -1 || close === -1) return undefined;
  const fields = text.slice(close + 2).split(' ');
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
    zombie: state === 'Z' || state === 'X' || state === 'x',
  };
}

/** Reads `/proc/<pid>/net/tcp` or `tcp6`: the listening ones. */
export function parseListeners(text: string): Listener[] {
  const listeners: Listener[] = [];
  for (const line of text.split('\n').slice(1)) {
    const fields = line.trim().split(/\s+/);
    const [address, port] = (fields[1] ?? '').split(':');
    if (fields[3] !== LISTEN || address === undefined || port === undefined) continue;
    listeners.push({ address, port: Number.parseInt(port, 16), inode: fields[9] ?? '0' });
  }
  return listeners;
}

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
