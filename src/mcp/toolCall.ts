import type { Actor } from '../jobs/startRequest.js';
import type { Snapshot } from '../policy/snapshot.js';
import type { Host } from './host.js';
import type { Session } from './session.js';

/** What a tool sees of the call it answers. */
export interface ToolCall {
  readonly host: Host;
  /** What is in force, taken once for the whole call. */
  readonly snapshot: Snapshot;
  /** Who asks. */
  readonly actor: Actor;
  /** The client that asks. */
  readonly session: Session;
  /** How a person has permitted a command, if one has: `key` is its `consentKey`. */
  consentTo(key: string): 'once' | 'session' | undefined;
  /**
   * Says that a long wait begins, and how to end the job that the call started for it. Where the client knows tasks, the
   * call is answered with one, and the wait goes on behind it: then `isTask` is true.
   */
  beginWait(stopJob: (() => void) | undefined): { readonly isTask: boolean };
  /** Aborted when the client cancelled the call or is gone. It ends waits, never jobs. */
  readonly signal: AbortSignal;
  /** Tells the client how a wait goes; undefined where it did not ask. Never throws. */
  readonly progress: ((step: ProgressStep) => void) | undefined;
}

/** One notice of progress. */
export interface ProgressStep {
  /** Seconds gone. Goes up with every step of a call. */
  readonly progress: number;
  /** Seconds in all. */
  readonly total: number;
  readonly message: string;
}
