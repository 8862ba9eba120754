import {
  chmodSync,
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  type Stats,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { hasProcess } from '../lib/hasProcess.js';

/** What a locked server leaves for `bgjobs approve`: what is in force, and what waits. */
export interface PendingRecord {
  /** The file in question, absolute. */
  readonly file: string;
  /** Text of the file that is in force; absent while no file ever was. */
  readonly inForce?: string;
  /** SHA-256 of the content that waits, hex. */
  readonly pendingDigest: string;
  /** The process id of the server that holds it. */
  readonly server: number;
}

/** What a person said yes to. */
interface Approval {
  readonly file: string;
  /** SHA-256 of the only content that it is about, hex. */
  readonly digest: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** The hand-over between a locked server and `bgjobs approve`, in the project's state folder (mode 0700). */
export interface Approvals {
  /** The file that changes when a person approves; for watching. */
  readonly approvedFile: string;
  /** Whether a person approved exactly this content, and not before it was held: an old yes is none to a new question. */
  isApproved(digest: string, heldSince: number): boolean;
  approve(digest: string): void;
  /** What each running server holds. They differ in what they have in force when they were started at different times. */
  pending(): readonly PendingRecord[];
  /** Says what this process holds; undefined is nothing. */
  setPending(record: PendingRecord | undefined): void;
}

/**
 * Reads and writes the hand-over below a state folder. Reading never throws, and believes only what this user alone can
 * have written: no link, no file or folder of another user, nothing that others may write. Writing throws when the folder
 * cannot be written.
 */
export function approvalsIn(stateFolder: string, file: string): Approvals {
  const approvedFile = join(stateFolder, `approved-${basename(file)}.json`);
  const prefix = `pending-${basename(file)}-`;
  return {
    approvedFile,
    isApproved(digest, heldSince) {
      const approval = readOwn(approvedFile) as Partial<Approval> | undefined;
      if (approval?.file !== file || approval.digest !== digest) return false;
      return typeof approval.at === 'number' && approval.at >= heldSince;
    },
    approve: (digest) => writeOwn(approvedFile, { file, digest, at: Date.now() } satisfies Approval),
    pending: () => namesIn(stateFolder).flatMap((name) => (name.startsWith(prefix) ? readPending(name) : [])),
    setPending(record) {
      const own = join(stateFolder, `${prefix}${process.pid}.json`);
      if (record === undefined) rmSync(own, { force: true });
      else writeOwn(own, record);
    },
  };

  function readPending(name: string): PendingRecord[] {
    const record = readOwn(join(stateFolder, name)) as Partial<PendingRecord> | undefined;
    if (record?.file !== file || typeof record.pendingDigest !== 'string') return [];
    if (typeof record.server !== 'number' || !hasProcess(record.server)) return [];
    const { pendingDigest, server, inForce } = record;
    return [{ file, pendingDigest, server, ...(typeof inForce === 'string' ? { inForce } : {}) }];
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

function readOwn(file: string): unknown {
  let descriptor: number | undefined;
  try {
    const folder = lstatSync(dirname(file));
    if (!folder.isDirectory() || !isOwn(folder)) return undefined;
    descriptor = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    const stat = fstatSync(descriptor);
    if (!stat.isFile() || stat.nlink !== 1 || !isOwn(stat)) return undefined;
    return JSON.parse(readFileSync(descriptor, 'utf8'));
  } catch {
    return undefined;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** Whether nobody but this user can have written it. */
function isOwn({ uid, mode }: Stats): boolean {
  return uid === process.getuid?.() && (mode & 0o022) === 0;
}

/** Whole or not at all: written aside, then renamed. */
function writeOwn(file: string, value: object): void {
  const folder = dirname(file);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  const aside = `${file}.${process.pid}`;
  rmSync(aside, { force: true });
  writeFileSync(aside, `${JSON.stringify(value)}\n`, { mode: 0o600, flag: 'wx' });
  renameSync(aside, file);
}
