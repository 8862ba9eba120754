import { monotonicAt } from '../lib/clock.js';
import { describeEnd, keptExit, type AttemptEnd } from './endJob.js';
import type { Job, JobContext } from './job.js';
import type { RestartSettings } from './jobSettings.js';
import { planRestart, type AttemptFacts } from './restart.js';
import { statusOf } from './status.js';

/** What the end of an attempt means for the job. `final`: it is over. */
export type Judgement =
  | { readonly kind: 'final' }
  | { readonly kind: 'exhausted'; readonly reason: string }
  | { readonly kind: 'again'; readonly pauseMs: number; readonly inARow: number; readonly why: string };

/** Says what follows from the end of an attempt, for its owner and for whoever looks while it has none. Changes nothing. */
export function judgeEnd(job: Job, ending: AttemptEnd, context: JobContext): Judgement {
  const { restart } = job.request.settings;
  // Whatever set a cause wants the end: a person, the agent, a timeout, the server.
  if (restart === undefined || job.cause !== undefined) return { kind: 'final' };
  // What cannot be executed at all will not be in a second either.
  if (ending.spawnError !== undefined && job.restarts === 0) return { kind: 'final' };
  const why = job.restartAsked ?? describeEnd(ending, job);
  const facts = { kind: kindOf(job, ending), uptimeMs: uptimeMs(job, context), inARow: job.restartsInARow };
  const plan = planRestart(restart, facts);
  switch (plan.kind) {
    case 'none':
      return { kind: 'final' };
    case 'exhausted':
      return { kind: 'exhausted', reason: exhausted(restart, plan.inARow, why) };
    case 'again':
      return { ...plan, why };
  }
}

/** Without the time in which nobody was there. */
function uptimeMs(job: Job, { clock }: JobContext): number {
  return monotonicAt(keptExit(job)?.at ?? clock.wall(), clock) - (job.attempt?.startedMono ?? 0);
}

function kindOf(job: Job, { code, signal, spawnError }: AttemptEnd): AttemptFacts['kind'] {
  if (job.restartAsked !== undefined) return 'unhealthy';
  if (spawnError !== undefined || signal !== undefined) return 'failed';
  const status = statusOf('exited', { outcome: 'exit-code', exitCode: code }, job.request.settings);
  return status === 'completed' ? 'completed' : 'failed';
}

function exhausted({ max }: RestartSettings, inARow: number, why: string): string {
  const times = inARow === 1 ? 'one restart' : `${inARow} restarts in a row`;
  return `${times} did not help (\`restart.max\` is ${max}); the last time ${why}`;
}
