import { randomUUID } from 'node:crypto';

/** What belongs to one client, however many server objects the SDK builds for it. */
export interface Session {
  /** Unguessable. */
  readonly id: string;
  /** Commands that a person permitted for as long as the session lasts: keys of `consentKey`. */
  readonly grants: Set<string>;
  /** Questions to a person that were put in the 2026 era and are not answered yet, by name. `at` is monotonic, milliseconds. */
  readonly questions: Map<string, { readonly key: string; readonly at: number }>;
  /** Ids of the jobs that it started, or was given because they ran already. They end with it. */
  readonly jobs: Set<string>;
  /** Calls of tools that are not answered yet. */
  callsInFlight: number;
}

/** A client that has done nothing yet. */
export function createSession(): Session {
  return { id: randomUUID(), grants: new Set(), questions: new Map(), jobs: new Set(), callsInFlight: 0 };
}
