import { randomUUID } from 'node:crypto';
import type { Question } from './refusal.js';

/** What belongs to one client, however many server objects the SDK builds for it. */
export interface Session {
  /** Unguessable. */
  readonly id: string;
  /** Commands that a person permitted for as long as the session lasts: keys of `consentKey`. */
  readonly grants: Set<string>;
  /** Questions to a person that were put in the 2026 era and are not answered yet, by name. `at` is monotonic, milliseconds. */
  readonly questions: Map<string, { readonly question: Question; readonly at: number }>;
  /**
   * Nobody but the client can speak for it, as over the pipe of the process that started the server. Then its person may
   * let a held change come into force; over HTTP every program of the machine could say that it asked one.
   */
  readonly isPrivate: boolean;
  /** Held changes that its person did not say yes to (SHA-256, hex): they are not asked about twice. */
  readonly declined: Set<string>;
  /** Ids of the jobs that it started, or was given because they ran already. They end with it. */
  readonly jobs: Set<string>;
  /** Calls of tools that are not answered yet. */
  callsInFlight: number;
}

/** A client that has done nothing yet. */
export function createSession({ isPrivate = false }: { readonly isPrivate?: boolean } = {}): Session {
  return {
    id: randomUUID(),
    grants: new Set(),
    questions: new Map(),
    isPrivate,
    declined: new Set(),
    jobs: new Set(),
    callsInFlight: 0,
  };
}
