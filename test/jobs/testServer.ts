import { startJobServer, type JobServer } from './jobServer.js';
import type { Place } from './place.js';

/** Starts a server on the state folder of a place. `build` is what `buildJobs` made. */
export function startServer(build: string, place: Place, uid?: number): Promise<JobServer> {
  return startJobServer({ build, stateFolder: place.stateFolder, mark: place.scratch.path, uid });
}
