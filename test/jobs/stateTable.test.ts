import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JobState } from '../../src/jobs/jobView.js';
import { canMove, nextState, type JobEvent } from '../../src/jobs/stateTable.js';
import { statusOf } from '../../src/jobs/status.js';

const EVENTS: readonly JobEvent[] = ['spawned', 'to-restart', 'stop-asked', 'gone'];
const ORDER: readonly JobState[] = ['starting', 'running', 'stopping', 'exited'];

describe('the state table', () => {
  it('only ever moves forward, but for a restart, whatever happens in whatever order, and ends with `gone`', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...EVENTS), { maxLength: 30 }), (events) => {
        let state: JobState = 'starting';
        for (const event of events) {
          if (!canMove(state, event)) {
            expect(() => nextState(state, event)).toThrow(/cannot be/);
            continue;
          }
          const next = nextState(state, event);
          if (event === 'to-restart')
            expect([next, state]).toEqual(['starting', expect.stringMatching(/starting|running/)]);
          else expect(ORDER.indexOf(next)).toBeGreaterThan(ORDER.indexOf(state));
          expect(next === 'exited').toBe(event === 'gone');
          state = next;
        }
        if (events.includes('gone')) expect(state).toBe('exited');
      }),
    );
  });

  it('never leaves `exited`', () => {
    for (const event of EVENTS) expect(() => nextState('exited', event)).toThrow();
  });

  it('can end a job that was never spawned', () => {
    expect(nextState('starting', 'gone')).toBe('exited');
  });
});

describe('statusOf', () => {
  const task = { type: 'task', successCodes: [0, 3] } as const;
  const service = { type: 'service', successCodes: [0] } as const;

  it.each([
    ['exit-code', 0, task, 'completed'],
    ['exit-code', 3, task, 'completed'],
    ['exit-code', 1, task, 'failed'],
    ['exit-code', 0, service, 'failed'],
    ['signal', undefined, task, 'failed'],
    ['stopped', 0, service, 'killed'],
    ['server-shutdown', undefined, task, 'killed'],
    ['timeout', 0, task, 'timed_out'],
    ['idle-timeout', undefined, task, 'timed_out'],
    ['spawn-error', undefined, task, 'failed'],
    ['log-limit', undefined, task, 'failed'],
    ['lost', undefined, task, 'failed'],
  ] as const)('shows %s (code %s) as it should', (outcome, exitCode, settings, status) => {
    expect(statusOf('exited', { outcome, exitCode }, settings)).toBe(status);
  });

  it('shows the state of a job that has not ended, even when the cause is known', () => {
    expect(statusOf('stopping', { outcome: 'timeout', exitCode: undefined }, task)).toBe('stopping');
    expect(statusOf('running', undefined, task)).toBe('running');
  });
});
