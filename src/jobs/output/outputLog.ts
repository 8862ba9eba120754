import { closeSync, constants, fstatSync, openSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';

/** What there is of a log, in positions that only ever grow. */
export interface LogExtent {
  /** First byte that is still there. Everything before it is lost. */
  readonly from: number;
  readonly to: number;
  /** `from` is somewhere in the middle of the output, and not where a log begins. */
  readonly isCut: boolean;
}

/**
 * The bounded record of a job's output: one file that the job appends to, read on demand.
 * Positions count every byte that was ever seen in it. A job that truncates the file itself, and holes punched into
 * its oldest part, move `from`; no position ever means another byte.
 */
export interface OutputLog {
  readonly file: string;
  /** Looks at the file's size (one fstat). */
  observe(): LogExtent;
  /** Reads at most `length` bytes; fewer when the log ends before, none when the file is gone. */
  read(position: number, length: number): Promise<Buffer>;
  /** Says that everything before `position` is about to be dropped. */
  dropBefore(position: number): void;
  /** Where a position is in the file itself. */
  offsetOf(position: number): number;
  /** For the record: what the next server needs to know. */
  facts(): { readonly base: number; readonly kept: number };
  /** Closes the descriptor that `observe` uses while the job runs; everything else keeps working. */
  settle(): void;
}

/** Creates the log's file (mode 0600). @returns it, and a descriptor for the job to append to; the caller closes that. */
export function createOutputLog(file: string): { readonly log: OutputLog; readonly appendFd: number } {
  const flags = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | constants.O_EXCL;
  const appendFd = openSync(file, flags, 0o600);
  return { log: openOutputLog(file, openSync(file, 'r')), appendFd };
}

/** Opens a log for a job to append to; the caller closes the descriptor. @throws what the file system says. */
export function openForAppending(file: string): number {
  return openSync(file, constants.O_WRONLY | constants.O_APPEND);
}

/** Opens the log of a job that another server started. It may be gone; then there is nothing in it. */
export function reopenOutputLog(file: string, facts: { readonly base: number; readonly kept: number }): OutputLog {
  const log = openOutputLog(file, undefined, facts);
  log.observe();
  return log;
}

function openOutputLog(file: string, opened: number | undefined, facts = { base: 0, kept: 0 }): OutputLog {
  let fd = opened;
  /** Position of the file's first byte: what was in it before the job truncated it. */
  let base = facts.base;
  /** Offset in the file of the first byte that was not dropped. */
  let kept = facts.kept;
  let size = 0;

  function currentSize(): number {
    try {
      return (fd === undefined ? statSync(file) : fstatSync(fd)).size;
    } catch {
      return size;
    }
  }

  return {
    file,
    observe() {
      const now = currentSize();
      if (now < size) {
        base += size;
        kept = 0;
      }
      size = now;
      return { from: base + kept, to: base + size, isCut: kept > 0 };
    },
    async read(position, length) {
      const offset = position - base;
      if (offset < 0 || length <= 0) return Buffer.alloc(0);
      try {
        return await readAt(file, offset, length);
      } catch {
        return Buffer.alloc(0);
      }
    },
    dropBefore(position) {
      kept = Math.max(kept, position - base);
    },
    offsetOf: (position) => position - base,
    facts: () => ({ base, kept }),
    settle() {
      if (fd !== undefined) closeSync(fd);
      fd = undefined;
    },
  };
}

async function readAt(file: string, offset: number, length: number): Promise<Buffer> {
  const handle = await open(file, 'r');
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(length), 0, length, offset);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
