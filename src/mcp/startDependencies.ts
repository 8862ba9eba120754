import type { Profile } from '../config/config.js';
import type { JobDetails } from '../jobs/jobView.js';
import type { Jobs } from '../jobs/jobs.js';
import { err, ok, type Result } from '../lib/result.js';

type Dependencies = Profile['dependsOn'];
type Condition = 'started' | 'ready' | 'succeeded';

/** Starts a profile that others depend on, unless it runs. @returns the job's id, or why there is none. */
export type StartDependency = (profile: string) => Promise<Result<string, string>>;

/** So many lines of a dependency's output explain why it failed. */
const TAIL_LINES = 10;
const TAIL_BYTES = 1_000;

/** What a profile waits for, in a few words: `db (ready), migrate (succeeded)`. */
export function describeDependencies(dependencies: Dependencies): string {
  return [...dependencies].map(([name, condition]) => `\`${name}\` (${condition})`).join(', ');
}

/**
 * Starts all dependencies, and waits until each is as it has to be. The first that fails ends the waiting; those that run
 * are left running, as they are when the dependent is stopped.
 * @returns why not: which dependency, what came of it, and the last of its output.
 */
export async function meetDependencies(
  jobs: Jobs,
  dependencies: Dependencies,
  start: StartDependency,
  signal: AbortSignal,
): Promise<Result<undefined, string>> {
  const over = new AbortController();
  const waiting = AbortSignal.any([signal, over.signal]);
  let failure: string | undefined;
  await Promise.all(
    [...dependencies].map(async ([name, condition]) => {
      const why = await meet(jobs, name, condition, start, waiting);
      if (why === undefined) return;
      failure ??= why;
      over.abort();
    }),
  );
  return failure === undefined ? ok(undefined) : err(failure);
}

/** @returns why the condition cannot come true; undefined when it has, or when nobody waits any more. */
async function meet(
  jobs: Jobs,
  name: string,
  condition: Condition,
  start: StartDependency,
  signal: AbortSignal,
): Promise<string | undefined> {
  const started = await start(name);
  if (!started.ok) return `its dependency \`${name}\` could not be started: ${started.error}`;
  const id = started.value;
  const why = await verdictOf(jobs, id, condition, signal);
  if (why === undefined) return undefined;
  return `its dependency \`${name}\` (${id}) ${why}${await lastOutput(jobs, id)}`;
}

/** Looks whenever the job changes. @returns a clause that says why the condition cannot come true any more. */
function verdictOf(jobs: Jobs, id: string, condition: Condition, signal: AbortSignal): Promise<string | undefined> {
  return new Promise((resolve) => {
    const settle = (why: string | undefined): void => {
      forget();
      signal.removeEventListener('abort', abandon);
      resolve(why);
    };
    const abandon = (): void => settle(undefined);
    const look = (): void => {
      const job = jobs.details(id);
      const verdict = job.ok ? judge(job.value, condition) : { isMet: false, why: 'is forgotten already' };
      if (verdict !== undefined) settle(verdict.isMet ? undefined : verdict.why);
    };
    const forget = jobs.onChange((ids) => {
      if (ids.includes(id)) look();
    });
    signal.addEventListener('abort', abandon, { once: true });
    if (signal.aborted) abandon();
    else look();
  });
}

type Verdict = { readonly isMet: true } | { readonly isMet: false; readonly why: string };

const met: Verdict = { isMet: true };

/** Undefined while it can still turn out either way. */
function judge(job: JobDetails, condition: Condition): Verdict | undefined {
  const hasEnded = job.ended_at !== undefined;
  const because = job.reason === undefined ? '' : `: ${job.reason}`;
  switch (condition) {
    case 'started':
      if (job.status === 'running' || (hasEnded && job.pid !== undefined)) return met;
      return hasEnded ? { isMet: false, why: `did not start${because}` } : undefined;
    case 'ready':
      if (hasEnded) return { isMet: false, why: `ended before it was ready (${ending(job)})${because}` };
      if (job.readiness === 'ready') return met;
      if (job.readiness === 'failed') return { isMet: false, why: `did not become ready${because}` };
      return job.readiness === 'none' && job.status === 'running' ? met : undefined;
    case 'succeeded':
      if (!hasEnded) return undefined;
      return job.status === 'completed' ? met : { isMet: false, why: `did not succeed (${ending(job)})${because}` };
  }
}

function ending({ status, exit_code: code, signal }: JobDetails): string {
  return code === undefined ? (signal ?? status) : `exit code ${code}`;
}

async function lastOutput(jobs: Jobs, id: string): Promise<string> {
  const page = await jobs.read(id, {
    stream: 'merged',
    from: { kind: 'tail', lines: TAIL_LINES },
    maxBytes: TAIL_BYTES,
    pattern: undefined,
    context: 0,
  });
  const text = page.ok ? page.value.text.trimEnd() : '';
  return text === '' ? '' : `. The last of its output:\n${text}`;
}
