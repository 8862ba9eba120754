import type { JobState } from './jobView.js';

/**
 * What can happen to a job. `gone` is the end of its main process for good, or that there never was one; `to-restart` is
 * an end after which it is started again.
 */
export type JobEvent = 'spawned' | 'to-restart' | 'stop-asked' | 'gone';

type Moves = Readonly<Record<JobState, Readonly<Partial<Record<JobEvent, JobState>>>>>;

/** Every legal move; what is not here is a bug. */
const moves = {
  starting: { spawned: 'running', 'to-restart': 'starting', 'stop-asked': 'stopping', gone: 'exited' },
  running: { 'to-restart': 'starting', 'stop-asked': 'stopping', gone: 'exited' },
  stopping: { gone: 'exited' },
  exited: {},
} as const satisfies Moves;

/** Whether the event may happen in this state. */
export function canMove(state: JobState, event: JobEvent): boolean {
  return event in moves[state];
}

/** The state after the event. @throws when the table has no such move: that is a bug in the caller. */
export function nextState(state: JobState, event: JobEvent): JobState {
  const to = (moves as Moves)[state][event];
  if (to === undefined) throw new Error(`a job that is ${state} cannot be ${event}`);
  return to;
}
