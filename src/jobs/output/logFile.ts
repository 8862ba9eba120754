import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, type Stats } from 'node:fs';
import { countLines, readFresh } from './countNewlines.js';
import { openForReading, type OpenFile } from './openFile.js';
import type { OutputLog } from './outputLog.js';
import type { PunchHole } from './punchHole.js';
import { readAt } from './readAt.js';
import { removeFile } from './removeFile.js';
import { saveTail } from './saveTail.js';
import { openRegular } from '../regularFile.js';

/** What has to be kept about a file of a log for another process to read it. */
export interface FileFacts {
  /** Position of the file's first byte. */
  readonly base: number;
  /** Offset in the file of the first byte that was not dropped. */
  readonly kept: number;
  /** Bytes before `base` that are in the file beside it (`.old.<position of the first of them>`). */
  readonly old: number;
  /** Newlines in what is gone; absent where they were not counted. */
  readonly lines?: number;
  /** How often somebody else emptied it. */
  readonly emptied: number;
}

/** A log whose first byte is still to come. */
export const NEW_FILE: FileFacts = { base: 0, kept: 0, old: 0, lines: 0, emptied: 0 };

/** One file that a job appends to. */
export interface LogFile extends OutputLog {
  /** Opens it for the job to append to, anew where it was removed; the caller closes that. @throws what the file system says. */
  openForAppending(): number;
  /**
   * Drops everything before `position`, but for the last byte that there is, and gives its space back: by a hole in the file, or, where that cannot be had, by
   * saving what is kept in a file beside it and emptying this one. Lines are counted first where they are not more
   * than `mostCounted` bytes.
   * @returns whether it worked; where it did not, nothing was lost.
   */
  drop(position: number, mostCounted: number): Promise<boolean>;
  /** Bytes that take up space. */
  sizeOnDisk(): number;
  /** The last bytes, as many as there are of so many. */
  lastBytes(length: number): Buffer;
  /** Somebody removed it; what was written to it can be read as long as this server keeps it open. */
  isRemoved(): boolean;
  /** Bytes that came while it was being emptied, and before what was kept was complete, are not counted anywhere. */
  wasEmptiedByUs(): boolean;
  facts(): FileFacts;
  /** Takes over what its owner knows of it by now. */
  learn(facts: FileFacts): void;
  /** Closes the descriptor for now: the job has ended. Everything else keeps working. */
  settle(): void;
  /** Lets go of the file for good. */
  close(): void;
}

/** Holes are made of whole blocks. */
const BLOCK = 4_096;
/** So many bytes before the end are remembered, to see whether the file was emptied and filled again. */
const MARK = 64;
const MOST_RETRIES = 5;

/** Creates the file (mode 0600). @throws what the file system says. */
export function createLogFile(path: string): void {
  closeSync(openSync(path, constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | constants.O_EXCL, 0o600));
}

export interface LogFileOptions {
  /** How holes are made; undefined where they cannot be. */
  readonly punch: PunchHole | undefined;
  /** Called when the facts have changed; resolves when whoever reads the file in another process can know. */
  readonly changed: () => Promise<void>;
  /** There when another process owns the file, so that nothing is changed here: called before each look, for it to `learn`. */
  readonly ask?: (() => void) | undefined;
}

/** Opens a file of a log. */
export function openLogFile(path: string, known: FileFacts, { punch, changed, ask }: LogFileOptions): LogFile {
  /** Named by where it begins: who knows of an earlier one never takes the next for it. */
  const oldPathAt = (first: number): string => `${path}.old.${first}`;
  /** Kept open while the job runs. */
  let file: OpenFile | undefined = openForReading(path);
  let { base, kept, old, lines, emptied } = known;
  let size = 0;
  /** The bytes right before `size`. */
  let mark = Buffer.alloc(0);
  let isGone = false;
  let canPunch = punch !== undefined;
  /** Where the last hole ended, as an offset in the file. */
  let punched = old > 0 ? 0 : kept - (kept % BLOCK);
  let hasEmptied = false;
  /** Set while the file is being emptied by us; nothing is looked at then. */
  let emptying: Promise<void> | undefined;
  /** Counts how often offsets began to mean other bytes. */
  let generation = 0;

  function look(): Stats | undefined {
    try {
      const stat = file === undefined ? lstatSync(path) : fstatSync(file.fd);
      // Something else was put in its place, and is none of the log.
      return stat.isFile() ? stat : undefined;
    } catch {
      return undefined;
    }
  }

  /** Everything that was seen is gone: somebody else emptied the file, or removed it when nobody had it open any more. */
  function forgetAll(): void {
    if (ask === undefined) removeFile(oldPathAt(base - old));
    base += size;
    [kept, old, size, punched, lines] = [0, 0, 0, 0, undefined];
    mark = Buffer.alloc(0);
    generation++;
  }

  /** Whether what was at the end is still there: a file that was emptied and filled again may have grown. */
  function continues(): boolean {
    if (file === undefined || isMarkGone()) return true;
    const now = Buffer.alloc(mark.length);
    if (readSync(file.fd, now, 0, now.length, size - now.length) === now.length && now.equals(mark)) return true;
    // Its owner may have dropped it since, which it said before.
    ask?.();
    return isMarkGone();
  }

  /** There is nothing to compare: what was at the end is dropped by now. */
  function isMarkGone(): boolean {
    return size - mark.length < kept || mark.length === 0;
  }

  function remember(): void {
    if (file === undefined) return;
    const length = Math.min(MARK, size);
    const now = Buffer.alloc(length);
    mark = now.subarray(0, readSync(file.fd, now, 0, length, size - length));
  }

  function observe() {
    ask?.();
    const stat = emptying === undefined ? look() : undefined;
    let hasForgotten = false;
    if (stat !== undefined) {
      isGone = stat.nlink === 0;
      if (stat.size < size || (stat.size > size && !continues())) {
        forgetAll();
        emptied++;
        hasForgotten = true;
      }
      if (stat.size !== size) {
        size = stat.size;
        remember();
      }
    } else if (emptying === undefined && file === undefined) {
      // It was removed after the job had ended, and nobody kept it open.
      if (!isGone || size > 0) {
        forgetAll();
        hasForgotten = true;
      }
      isGone = true;
    }
    if (hasForgotten) void changed();
    return { from: start(), to: base + size, isCut: kept > 0 || old > 0 };
  }

  function start(): number {
    return old > 0 ? base - old : base + kept;
  }

  /** A path under which the file can be opened, even after it was removed. */
  function openablePath(): string {
    return isGone && file !== undefined ? `/proc/${process.pid}/fd/${file.fd}` : path;
  }

  async function readParts(position: number, length: number): Promise<Buffer> {
    const offset = position - base;
    const readMain = (at: number, most: number): Promise<Buffer> => file?.read(at, most) ?? readAt(path, at, most);
    if (offset >= 0) return readMain(offset, length);
    if (offset < -old) return Buffer.alloc(0);
    const head = await readAt(oldPathAt(base - old), old + offset, Math.min(length, -offset));
    if (head.length < -offset || head.length === length) return head;
    return Buffer.concat([head, await readMain(0, length - head.length)]);
  }

  async function readBytes(position: number, length: number): Promise<Buffer> {
    if (length <= 0) return Buffer.alloc(0);
    for (let attempt = 0; attempt < MOST_RETRIES; attempt++) {
      await emptying;
      const before = generation;
      try {
        const bytes = await readParts(position, length);
        if (before === generation && emptying === undefined) return bytes;
      } catch {
        // Its owner may have dropped it since.
        ask?.();
        if (before === generation) break;
      }
    }
    return Buffer.alloc(0);
  }

  async function drop(wanted: number, mostCounted: number): Promise<boolean> {
    const { from, to } = observe();
    // A log that has lost its beginning is told by what is left of it.
    const position = Math.min(wanted, to - 1);
    if (position <= from) return true;
    const before = generation;
    const isCounted = lines !== undefined && position - from <= mostCounted;
    const gone = isCounted ? await countBetween(from, position) : undefined;
    if (generation !== before) return true;
    const linesAfter = gone === undefined || lines === undefined ? undefined : lines + gone;
    if (canPunch && position > base && (await dropByHole(position, linesAfter))) return true;
    canPunch = false;
    return generation === before ? dropByCopy(position, linesAfter) : true;
  }

  function countBetween(from: number, to: number): Promise<number | undefined> {
    // What was saved beside the file is read as everything else.
    if (from < base || file === undefined) return countLines(readBytes, from, to);
    const first = base;
    const fresh = (at: number, length: number): Buffer =>
      file === undefined ? Buffer.alloc(0) : readFresh(file.fd, at - first, length);
    return countLines(fresh, from, to);
  }

  async function dropByHole(position: number, linesAfter: number | undefined): Promise<boolean> {
    const offset = position - base;
    const end = offset - (offset % BLOCK);
    const replaced = oldPathAt(base - old);
    // Said before it is done: who reads the record and then the file must not take zeros for output.
    [kept, old, lines] = [offset, 0, linesAfter];
    const before = generation;
    await changed();
    // Emptied meanwhile: there is nothing to drop any more.
    if (generation !== before) return true;
    removeFile(replaced);
    if (end <= punched) return true;
    const isDone = (await punch?.(openablePath(), punched, end - punched)) === true;
    if (isDone && generation === before) punched = end;
    return isDone;
  }

  async function dropByCopy(position: number, linesAfter: number | undefined): Promise<boolean> {
    const before = generation;
    const saved = await saveTail({
      log: self,
      position,
      draft: `${path}.old.new`,
      target: oldPathAt(position),
      source: openablePath(),
      base,
      isCurrent: () => generation === before,
    });
    if (saved === undefined) return false;
    const replaced = oldPathAt(base - old);
    emptying = saved.empty();
    await emptying;
    emptying = undefined;
    [base, kept, old, size, punched, lines] = [saved.end, 0, saved.end - position, 0, 0, linesAfter];
    mark = Buffer.alloc(0);
    hasEmptied = true;
    generation++;
    await changed();
    removeFile(replaced);
    return true;
  }

  const self: LogFile = {
    observe,
    read: readBytes,
    linesBefore: () => lines,
    openForAppending() {
      observe();
      const flags = constants.O_WRONLY | constants.O_APPEND;
      // Something else may stand in its place. Not what the job is given: that is to wait as files do.
      closeSync(openRegular(path, flags | constants.O_CREAT, 0o600));
      const appendFd = openSync(path, flags | constants.O_NOFOLLOW);
      if (!isGone && look()?.ino === fstatSync(appendFd).ino) return appendFd;
      file?.release();
      file = openForReading(path);
      isGone = false;
      if (size > 0) forgetAll();
      void changed();
      return appendFd;
    },
    drop,
    sizeOnDisk: () => size - Math.min(size, punched) + old,
    lastBytes(length) {
      observe();
      const from = Math.max(kept, size - length);
      const bytes = Buffer.alloc(Math.max(0, size - from));
      return file === undefined
        ? bytes.subarray(0, 0)
        : bytes.subarray(0, readSync(file.fd, bytes, 0, bytes.length, from));
    },
    isRemoved: () => isGone,
    wasEmptiedByUs: () => hasEmptied,
    facts: () => ({ base, kept, old, ...(lines === undefined ? {} : { lines }), emptied }),
    learn(facts) {
      if (facts.base !== base || facts.old !== old || facts.emptied !== emptied) {
        // Offsets mean other bytes now.
        [size, mark] = [0, Buffer.alloc(0)];
        generation++;
      }
      ({ base, kept, old, lines, emptied } = facts);
    },
    settle() {
      observe();
      // What was removed is there only as long as it is open.
      if (!isGone) self.close();
    },
    close() {
      file?.release();
      file = undefined;
    },
  };
  return self;
}
