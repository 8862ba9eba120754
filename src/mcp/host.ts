import type { Jobs } from '../jobs/jobs.js';
import type { AuditEntry } from '../policy/auditEntry.js';
import type { Snapshot } from '../policy/snapshot.js';

/** What the tools see of the application. One for the whole process, however many server objects the SDK builds. */
export interface Host {
  /** The version that clients are told. */
  readonly version: string;
  readonly jobs: Jobs;
  /** What is in force now. Take it once a call and keep it for that call. */
  snapshot(): Snapshot;
  /** Waits until what servers that are gone have left is cleaned up or taken over. Every call awaits it, but one that stops a job. */
  ready(): Promise<void>;
  /** Called after a snapshot was swapped. Returns the way to stop. */
  onSnapshot(listener: (now: Snapshot, before: Snapshot) => void): () => void;
  /**
   * Lets a change of the file that is held come into force, because a person said yes to exactly it (SHA-256, hex).
   * @returns false when it does not wait any more, or something else does by now. Absent where nothing is ever held.
   */
  approveChange?(digest: string): boolean;
  /** Writes a decision down. Absent where nobody keeps them. Never throws. */
  audit?(entry: AuditEntry): void;
  /** Gets one line for everything that the person who runs the server should know; stderr where it is absent. */
  log?(line: string): void;
}
