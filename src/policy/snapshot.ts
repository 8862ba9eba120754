import type { Config } from '../config/config.js';
import type { Diagnostic } from '../config/diagnostic.js';
import type { CompiledPolicy } from './compiledPolicy.js';

/** What the last change of the file added, changed and removed, by profile name. */
export interface ReloadReport {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  /** The rules, or the limits. */
  readonly policyChanged: boolean;
  /** The same in one line. */
  readonly summary: string;
}

/** A good change of the file that waits for a person (`--locked`); what is in force is older. */
export interface PendingChange {
  /** SHA-256 of the waiting bytes, hex. */
  readonly digest: string;
  /** What it would change, a line each, what widens first. */
  readonly changes: readonly string[];
}

/** How it stands with the file itself; what is in force may be older. */
export interface FileStatus {
  /** Absolute; undefined when there is none. */
  readonly path: string | undefined;
  /** `invalid`: the file on disk is broken and the last good one is in force. */
  readonly state: 'valid' | 'invalid' | 'missing';
  /** Errors and warnings of the text that is on disk now. */
  readonly diagnostics: readonly Diagnostic[];
  /** Text of the file that the diagnostics speak of, for code frames. */
  readonly text: string | undefined;
  /** Of the last reload that went through; undefined before the first. */
  readonly report: ReloadReport | undefined;
  /** Absent when nothing waits. */
  readonly pending?: PendingChange;
  /** Absent where the server was started without a ceiling. */
  readonly ceiling?: CeilingStatus;
}

/** How it stands with the ceiling's file. A ceiling that is not valid permits nothing. */
export interface CeilingStatus {
  /** Absolute. */
  readonly path: string;
  readonly state: 'valid' | 'invalid' | 'missing';
  readonly diagnostics: readonly Diagnostic[];
  readonly text: string | undefined;
}

/** Everything that a call is decided by, swapped whole on reload. */
export interface Snapshot {
  /** Counts from 1; goes up when something that is in force changed. */
  readonly revision: number;
  /** SHA-256 of the file's bytes, hex; undefined without a file. */
  readonly digest: string | undefined;
  readonly config: Config;
  readonly policy: CompiledPolicy;
  readonly status: FileStatus;
}
