import { appendFileSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { AuditEntry } from '../policy/auditEntry.js';

/** The size at which the file is put aside, bytes; one older file is kept. */
const MAX_BYTES = 1_048_576;

export interface AuditLogOptions {
  /** The project's state folder; it is made when the first line is written. */
  readonly folder: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Hides what is known to be secret in a text; what looks like a secret is hidden before. */
  readonly mask?: (text: string) => string;
  /** Told once when lines cannot be written. */
  readonly log: (line: string) => void;
  /** Smaller in tests. */
  readonly maxBytes?: number;
}

/** Where decisions are written down. */
export interface AuditLog {
  /** Absolute. */
  readonly file: string;
  /** Writes one line, before what it speaks of happens. Never throws: a full disk must not stop the server. */
  record(entry: AuditEntry): void;
}

/**
 * Keeps a line of JSON for each decision in `audit.jsonl` of the state folder, for its owner's eyes alone (mode 0600). At
 * 1 MiB the file becomes `audit.1.jsonl` and replaces the one before, so that two files are the most there is. Several
 * servers of one project write to the same file.
 */
export function createAuditLog({
  folder,
  now,
  log,
  mask = (text) => text,
  maxBytes = MAX_BYTES,
}: AuditLogOptions): AuditLog {
  const file = join(folder, 'audit.jsonl');
  let hasFailed = false;
  return {
    file,
    record(entry) {
      const line = `${JSON.stringify({ time: new Date(now()).toISOString(), ...masked(entry, mask) })}\n`;
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        const room = maxBytes - Buffer.byteLength(line);
        if (isFull(file, room)) putAside(folder, file, room);
        appendFileSync(file, line, { mode: 0o600 });
        hasFailed = false;
      } catch (error) {
        if (!hasFailed)
          log(`decisions cannot be written to ${file}: ${error instanceof Error ? error.message : String(error)}`);
        hasFailed = true;
      }
    },
  };
}

/** An empty file is never full, however long the line. */
function isFull(file: string, room: number): boolean {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  return size > 0 && size > room;
}

/**
 * Takes the file away, and looks at what was taken: when another server put a full one aside a moment ago, it is a new one
 * whose lines belong back, or they would replace those of the full one.
 */
function putAside(folder: string, file: string, room: number): void {
  const taken = join(folder, `audit.${process.pid}.jsonl`);
  try {
    renameSync(file, taken);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  if (isFull(taken, room)) {
    renameSync(taken, join(folder, 'audit.1.jsonl'));
    return;
  }
  appendFileSync(file, readFileSync(taken), { mode: 0o600 });
  rmSync(taken);
}

function masked(entry: AuditEntry, mask: (text: string) => string): AuditEntry {
  const commands = entry.commands.map((command) => ({ ...command, argv: command.argv.map(mask) }));
  return { ...entry, commands, ...(entry.text === undefined ? {} : { text: mask(entry.text) }) };
}
