import { createJobs } from '../../../src/jobs/createJobs.js';
import type { Jobs } from '../../../src/jobs/jobs.js';
import type { StartRequest } from '../../../src/jobs/startRequest.js';
import type { Place } from '../place.js';

/** A job table whose policy approves a job anew. */
export function withProfile(place: Place, request: StartRequest, keepFinished = 100): Jobs {
  return createJobs({
    stateFolder: place.stateFolder,
    limits: { maxJobs: 20, keepFinished, keepFinishedForMs: 3_600_000 },
    serverEnv: process.env,
    revive: () => request,
  });
}
