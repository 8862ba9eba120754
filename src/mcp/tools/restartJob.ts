import { z } from 'zod';
import { err, type Result } from '../../lib/result.js';
import { memoryOf } from '../memory.js';
import { prepareCommand } from '../prepareCommand.js';
import { prepareProfile } from '../prepareProfile.js';
import type { Refusal } from '../refusal.js';
import { startRefusal, unknownJob } from '../refusals.js';
import { DEFAULT_WAIT_MS, jobOutput, jobRef, outputSchema, pageOutput, startWaitMs, waitUntil } from '../schemas.js';
import { startJob, type PreparedStart } from '../startJob.js';
import { defineTool } from '../tool.js';
import type { ToolCall } from '../toolCall.js';
import { typedParams } from '../typedParams.js';
import { waitWithProgress } from '../wait.js';
import type { JobDetails } from '../../jobs/jobView.js';

/** `restart_job`: the same thing again, as the file in force says it now. */
export const restartJob = defineTool({
  name: 'restart_job',
  title: 'Restart a job',
  description:
    'Stop a job, then start the same profile or command again as the file in force has it now. What is no longer permitted is refused, and the old job runs on. The new job has a new id.',
  effect: 'runs',
  input: z.strictObject({
    job: jobRef,
    wait_until: waitUntil,
    wait_ms: startWaitMs,
  }),
  output: outputSchema({
    job: jobOutput,
    returned: z.string().optional(),
    output: pageOutput,
  }),
  async handle({ job: ref, wait_until: until, wait_ms: waitMs }, call) {
    const { jobs } = call.host;
    const found = jobs.details(ref);
    if (!found.ok) return err(unknownJob(found.error));
    const old = found.value;
    // First, so that a refusal leaves the old job alone.
    const prepared = prepareAgain(old, call);
    if (!prepared.ok) return prepared;
    const startable = await jobs.checkStartInPlaceOf(old.id, prepared.value.request);
    if (!startable.ok) return err(startRefusal(startable.error));
    const stopping = jobs.stop(old.id, { force: false, by: call.actor });
    const stopped = await waitWithProgress(call, DEFAULT_WAIT_MS, () => `${old.id}: stopping`, stopping);
    if (!stopped.ok) return err(unknownJob(stopped.error));
    const { standardWait } = prepared.value;
    const wait = until === undefined || until === 'ready' ? standardWait : until;
    return startJob(call, prepared.value, wait, waitMs, stopped.value);
  },
});

function prepareAgain(old: JobDetails, call: ToolCall): Result<PreparedStart, Refusal> {
  const memo = memoryOf(call.host).starts.get(old.id);
  switch (memo?.kind) {
    case undefined:
      return ofAnotherServer(old, call);
    case 'profile': {
      const { profile, params } = memo;
      // A job that is named after its profile takes that name by itself.
      return prepareProfile(call, { profile, params, name: old.name === profile ? undefined : old.name });
    }
    case 'command': {
      const { args, timeout, stdin, lifetime, tty } = memo;
      return prepareCommand(call, { args, name: old.name, timeout, stdin, lifetime, tty });
    }
  }
}

/** A preset job says itself what it was started with; a command does not, as words that were masked are not the words. */
function ofAnotherServer(old: JobDetails, call: ToolCall): Result<PreparedStart, Refusal> {
  const profile = old.profile === undefined ? undefined : call.snapshot.config.profiles.get(old.profile);
  if (profile === undefined) {
    return err({
      code: 'start-unknown',
      message: `how \`${old.id}\` was started is not known to this server`,
      hint: 'call stop_job, then start_profile or start_command with the arguments that you want',
      facts: { job: old.id },
    });
  }
  const params = typedParams(profile, Object.entries(old.params ?? {}));
  const name = old.name === profile.name ? undefined : old.name;
  return prepareProfile(call, { profile: profile.name, params, name });
}
