import { closeSync, fstatSync, openSync, readSync, renameSync, writeSync } from 'node:fs';
import { open } from 'node:fs/promises';
import type { OutputLog } from './outputLog.js';
import { removeFile } from './removeFile.js';
import { REPLACE } from '../regularFile.js';

export interface TailRequest {
  readonly log: OutputLog;
  /** From here on everything is kept. */
  readonly position: number;
  /** The file that is emptied afterwards, and the position of its first byte. */
  readonly source: string;
  readonly base: number;
  /** The file that the copy is made in. */
  readonly draft: string;
  /** Where what is kept goes. There is none of that name yet. */
  readonly target: string;
  /** Whether offsets still mean what they meant. */
  readonly isCurrent: () => boolean;
}

/** What was kept is in `target` now, up to `end`; the source is as it was until `empty` is called, at once. */
export interface SavedTail {
  readonly end: number;
  readonly empty: () => Promise<void>;
}

const SLICE = 1024 * 1024;
/** The last bytes are copied in one go, so that as few as possible can come in between. */
const LAST = 64 * 1024;
/** A job that writes faster than we copy is left to the rule for jobs that outrun their limit. */
const MOST_SLICES = 4_096;

/**
 * Copies the end of a log to another file. Bytes that the job writes between the end of this and the emptying that
 * follows are lost without being counted; nothing can be done about that while the job holds the file.
 * @returns undefined when it failed; nothing has changed then.
 */
export async function saveTail(request: TailRequest): Promise<SavedTail | undefined> {
  const { draft, target } = request;
  try {
    const at = await copyMost(request, draft);
    if (at === undefined) return undefined;
    // No bytes are written by the job through this descriptor, and nothing is awaited from here on. Nor is any file replaced: a
    // file system may write the new one out first, which takes 10 ms of a disk that is not busy, and whatever comes meanwhile is lost.
    const source = await open(request.source, 'r+');
    try {
      const end = copyLast(source.fd, draft, at - request.base) + request.base;
      renameSync(draft, target);
      return { end, empty: () => source.truncate(0).finally(() => source.close()) };
    } catch (error) {
      await source.close();
      throw error;
    }
  } catch {
    removeFile(draft);
    return undefined;
  }
}

/** @returns how far it came: into the source, and nearly to its end; undefined when it cannot keep up. */
async function copyMost({ log, position, base, isCurrent }: TailRequest, made: string): Promise<number | undefined> {
  const target = await open(made, REPLACE, 0o600);
  try {
    let at = position;
    for (let slices = 0; isCurrent() && slices < MOST_SLICES; slices++) {
      const left = log.observe().to - at;
      if (left <= LAST && at >= base) return at;
      const bytes = await log.read(at, Math.min(SLICE, left));
      if (bytes.length === 0) return undefined;
      await target.writeFile(bytes);
      at += bytes.length;
    }
    return undefined;
  } finally {
    await target.close();
  }
}

/** @returns the offset of the source up to which the copy goes now. */
function copyLast(source: number, made: string, offset: number): number {
  const bytes = Buffer.alloc(Math.max(0, fstatSync(source).size - offset));
  const length = readSync(source, bytes, 0, bytes.length, offset);
  const target = openSync(made, 'a');
  try {
    for (let at = 0; at < length;) at += writeSync(target, bytes, at, length - at);
  } finally {
    closeSync(target);
  }
  return offset + length;
}
