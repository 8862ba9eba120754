import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { AuditEntry } from '../policy/auditEntry.js';

/** The size at which the file is put aside, bytes; one older file is kept. */
const MAX_BYTES = 1_048_576;

export interface AuditLogOptions {
  /** The project's state folder; it is made when the first line is written. */
  readonly folder: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
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
 * 1 MiB the file becomes `audit.1.jsonl` and replaces the one before, so that two files are the most there is.
 */
export function createAuditLog({ folder, now, log, maxBytes = MAX_BYTES }: AuditLogOptions): AuditLog {
  const file = join(folder, 'audit.jsonl');
  let hasFailed = false;
  return {
    file,
    record(entry) {
      const line = `${JSON.stringify({ time: new Date(now()).toISOString(), ...entry })}\n`;
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
        if (size > 0 && size + Buffer.byteLength(line) > maxBytes) renameSync(file, join(folder, 'audit.1.jsonl'));
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
