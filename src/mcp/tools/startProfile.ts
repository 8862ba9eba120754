import { z } from 'zod';
import { prepareProfile } from '../prepareProfile.js';
import { jobOutput, outputSchema, pageOutput, startWaitMs, waitUntil } from '../schemas.js';
import { startJob } from '../startJob.js';
import { defineTool } from '../tool.js';

/** `start_profile`: a named task of the file. */
export const startProfile = defineTool({
  name: 'start_profile',
  title: 'Start a profile',
  description:
    'Start a named profile of bgjobs.yaml (dev server, tests, build) in the background; prefer it to start_command. Returns the job, why the call returned and the last output. A service that runs already comes back with reused. Pass wait_until exited for tests and builds. Ids stay good long after the end (24 h by default).',
  effect: 'runs',
  input: z.strictObject({
    profile: z.string().describe('from list_profiles'),
    params: z.record(z.string(), z.unknown()).optional().describe('its parameters'),
    name: z.string().optional().describe("for the job; default the profile's"),
    wait_until: waitUntil,
    wait_ms: startWaitMs,
  }),
  output: outputSchema({
    job: jobOutput,
    returned: z.string().optional(),
    reused: z.boolean().optional(),
    output: pageOutput,
  }),
  handle({ profile, params = {}, name, wait_until: until, wait_ms: waitMs }, call) {
    const prepared = prepareProfile(call, { profile, params, name });
    if (!prepared.ok) return prepared;
    const { standardWait } = prepared.value;
    // Without a probe there is no more to wait for than the start.
    return startJob(call, prepared.value, until === undefined || until === 'ready' ? standardWait : until, waitMs);
  },
});
