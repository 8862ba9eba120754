import type { JobDetails, JobView, SurvivorView } from '../jobs/jobView.js';
import type { OutputPage, WaitReason } from '../jobs/jobs.js';
import type { StartError, StartRequest } from '../jobs/startRequest.js';
import { err, ok } from '../lib/result.js';
import { fileTrouble, type FileView } from './fileTrouble.js';
import { inputSentence, jobLine, outputText, survivorSentence, viewOf } from './jobFacts.js';
import { rememberStart, type StartMemo } from './memory.js';
import type { Refusal } from './refusal.js';
import { readRefusal, startRefusal, unknownJob } from './refusals.js';
import { DEFAULT_OUTPUT_BYTES, DEFAULT_WAIT_MS, GLANCE_MS } from './schemas.js';
import { TASK_TTL_MS } from './tasks.js';
import type { Answer } from './tool.js';
import type { ToolCall } from './toolCall.js';
import { waitWithProgress } from './wait.js';

/** So many lines of output come back with a start. */
const TAIL_LINES = 50;

export type WaitUntil = 'started' | 'ready' | 'exited';

/** Why a start returned. */
type Returned = 'started' | 'ready' | 'exited' | 'not-ready' | 'timeout';

/** A start that is permitted and did not happen yet. */
export interface PreparedStart {
  readonly request: StartRequest;
  /** What to ask for again when the job is to be restarted. */
  readonly memo: StartMemo;
  /** What a call waits for when it does not say. */
  readonly standardWait: WaitUntil;
  /** The job is to end when its client is gone. */
  readonly endsWithSession: boolean;
}

interface StartAnswer {
  readonly job: JobView;
  readonly reused?: true;
  /** The job that this one was started in place of. */
  readonly replaced?: JobView;
  readonly returned: Returned;
  readonly output: OutputPage;
  readonly hint?: string;
  /** Only while the file on disk is not what is in force. */
  readonly file?: FileView;
}

/** Starts a job, waits for what the call wants to see, and shows the job with the tail of its output. */
export async function startJob(
  call: ToolCall,
  prepared: PreparedStart,
  until: WaitUntil,
  waitMs: number | undefined,
  replaced?: Replaced,
): Promise<Answer> {
  const { jobs } = call.host;
  const started = await jobs.start(prepared.request);
  if (!started.ok)
    return err(replaced === undefined ? startRefusal(started.error) : notStartedAgain(started.error, replaced));
  const { id, reused } = started.value;
  if (!reused) rememberStart(call.host, id, prepared.memo);
  if (prepared.endsWithSession) call.session.jobs.add(id);

  const stopJob = (): void => void jobs.stop(id, { force: false, by: call.actor });
  const isTask = until === 'exited' && call.beginWait(reused ? undefined : stopJob).isTask;
  // A task holds no call, so it has no reason to end before the job does.
  const standardMs = isTask ? TASK_TTL_MS : DEFAULT_WAIT_MS;
  // It has started after a glance; no time that was allowed makes that more true.
  const mostMs = until === 'started' ? GLANCE_MS : Infinity;
  const timeoutMs = Math.min(waitMs ?? standardMs, mostMs);
  const waiting = jobs.wait({
    jobs: [id],
    mode: 'any',
    // A job that was only to be started is watched for an end that comes at once.
    until: { kind: until === 'ready' ? 'ready' : 'exited' },
    timeoutMs,
    cursor: undefined,
    signal: call.signal,
  });
  const waited = await waitWithProgress(call, timeoutMs, () => `${id}: waiting for ${until}`, waiting);
  if (!waited.ok) return err(readRefusal(waited.error));

  const output = await jobs.read(id, {
    stream: 'merged',
    from: { kind: 'tail', lines: TAIL_LINES },
    maxBytes: DEFAULT_OUTPUT_BYTES,
    pattern: undefined,
    context: 0,
  });
  if (!output.ok) return err(readRefusal(output.error));
  const details = jobs.details(id);
  if (!details.ok) return err(unknownJob(details.error));

  const returned = returnedFor(until, waited.value.returned);
  return ok(show(call, { job: details.value, reused, replaced, returned, until, output: output.value }));
}

/** The job that made room for the one to be started. */
export interface Replaced {
  readonly job: JobView;
  /** What of it could not be ended. */
  readonly survivors: readonly SurvivorView[];
}

/** The old job is gone and the new one did not come: both have to be said. */
function notStartedAgain(error: StartError, { job }: Replaced): Refusal {
  const refusal = startRefusal(error);
  const stopped = `\`${job.id}\` was stopped, and nothing runs in its place`;
  return {
    ...refusal,
    hint: refusal.hint === undefined ? stopped : `${stopped}; ${refusal.hint}`,
    facts: { ...refusal.facts, replaced: viewOf(job) },
  };
}

function returnedFor(until: WaitUntil, reason: WaitReason): Returned {
  switch (reason) {
    case 'exited':
    case 'ready':
    case 'not-ready':
      return reason;
    case 'timeout':
    case 'cancelled':
    case 'output':
    case 'idle':
      return until === 'started' ? 'started' : 'timeout';
  }
}

interface Outcome {
  readonly job: JobDetails;
  readonly reused: boolean;
  readonly replaced: Replaced | undefined;
  readonly returned: Returned;
  readonly until: WaitUntil;
  readonly output: OutputPage;
}

function show(call: ToolCall, outcome: Outcome): { structured: StartAnswer; text: string } {
  const { job, reused, replaced, returned, until, output } = outcome;
  const trouble = fileTrouble(call.snapshot);
  const sentences = [
    ...hints(job, returned, until, output),
    ...(replaced === undefined || replaced.survivors.length === 0 ? [] : [survivorSentence(replaced.survivors)]),
    ...(trouble === undefined ? [] : [trouble.sentence]),
  ];
  const hint = sentences.join('. ');
  const structured: StartAnswer = {
    job: viewOf(job),
    ...(reused ? { reused } : {}),
    ...(replaced === undefined ? {} : { replaced: viewOf(replaced.job) }),
    returned,
    output,
    ...(hint === '' ? {} : { hint }),
    ...(trouble === undefined ? {} : { file: trouble.file }),
  };
  const lines = [
    ...(replaced === undefined ? [] : [`in place of ${jobLine(replaced.job)}`]),
    `${reused ? 'was running already, nothing new was started: ' : ''}${jobLine(job)}`,
    `returned: ${returned}`,
    outputText(output),
    ...(hint === '' ? [] : [`hint: ${hint}`]),
  ];
  return { structured, text: lines.join('\n') };
}

/** What to do next, where that is not plain from the job itself. */
function hints(job: JobDetails, returned: Returned, until: WaitUntil, output: OutputPage): string[] {
  const reason = job.reason === undefined ? [] : [job.reason];
  switch (returned) {
    case 'exited':
      return job.status === 'completed' ? [] : [...reason, ...moreOutput(job, output)];
    case 'not-ready':
      return [...reason, `it is still running: look with read_output, or end it with stop_job`];
    case 'timeout':
      return [
        ...(job.waiting_for === undefined ? [] : [`it waits for ${job.waiting_for}`]),
        ...restarted(job),
        ...(job.waiting_for_input === true ? [inputSentence(job)] : []),
        `not ${until} yet, and still ${job.status}: ${watch(job, until)}`,
      ];
    case 'started':
      if (job.waiting_for !== undefined) return [`it waits for ${job.waiting_for}: ${watch(job, 'ready')}`];
      return job.readiness === 'pending'
        ? [...restarted(job), `not ready yet: ${watch(job, 'ready')}`]
        : restarted(job);
    case 'ready':
      return restarted(job);
  }
}

function watch({ id }: JobDetails, until: WaitUntil): string {
  return `call wait_for_job with jobs [\`${id}\`] and until \`${until}\``;
}

function restarted({ restarts = 0, restart_reason: reason = '' }: JobDetails): string[] {
  return restarts === 0 ? [] : [`it was restarted ${restarts === 1 ? 'once' : `${restarts} times`}: ${reason}`];
}

/** Of a job that failed, the first lines often say why. */
function moreOutput({ id, output_bytes: bytes }: JobDetails, output: OutputPage): string[] {
  return bytes > Buffer.byteLength(output.text) ? [`read_output with job \`${id}\` has all of its output`] : [];
}
