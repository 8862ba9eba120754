import { createSignal } from './changes.js';
import type { Job } from './job.js';

/** What a job is from its first moment on. */
type JobFacts = Pick<
  Job,
  | 'id'
  | 'name'
  | 'uid'
  | 'owner'
  | 'request'
  | 'approved'
  | 'prerequisite'
  | 'ports'
  | 'folder'
  | 'log'
  | 'tree'
  | 'terminal'
  | 'startedAt'
  | 'startedMono'
>;

/** A job to which nothing has happened yet, in state `starting`. */
export function blankJob(facts: JobFacts): Job {
  return {
    ...facts,
    state: 'starting',
    readiness: facts.request.settings.ready.length === 0 ? 'none' : 'pending',
    cause: undefined,
    lastProbe: undefined,
    readinessReason: undefined,
    health: 'unknown',
    healthReason: undefined,
    healthFailures: undefined,
    isWaiting: false,
    attempt: undefined,
    runStartedMono: undefined,
    restarts: 0,
    restartsInARow: 0,
    restartReason: undefined,
    nextAttemptMono: undefined,
    restartAsked: undefined,
    stopNote: undefined,
    exitCode: undefined,
    signal: undefined,
    endedAt: undefined,
    endedMono: undefined,
    unsavedEnd: undefined,
    stoppedBy: undefined,
    isStale: false,
    isStdinOpen: false,
    input: undefined,
    isInputLineOpen: false,
    pendingInput: 0,
    survivors: [],
    isTreeGone: false,
    env: {},
    envNames: [],
    masks: [],
    process: undefined,
    isHurried: false,
    stopping: undefined,
    outputEnd: 0,
    outputGrewAt: facts.startedMono,
    changed: createSignal(),
    attention: 0,
    onAttention: () => undefined,
  };
}
