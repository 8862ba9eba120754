import { randomUUID } from 'node:crypto';
import { err, ok, type Result } from '../lib/result.js';
import { blankJob } from './blankJob.js';
import type { Job, JobContext } from './job.js';
import { createJobFolder, createLaunchFile, removeJobFolder, systemMessage } from './jobFolder.js';
import type { StartRequest } from './startRequest.js';
import { createJobLog, type JobLog } from './output/jobLog.js';
import { jobMarker, newTree } from './process/tree.js';
import { carriersOf } from './carriers.js';
import type { Terminal } from './terminal.js';
import { writeFirstOwner } from './registry/ownership.js';
import { brandOf } from './process/brand.js';
import { cgroupOf } from './process/cgroup.js';
import type { Workplace } from './server.js';

/** How often an id that is there already is passed over. */
const MOST_IDS = 100;

/**
 * Gives a job its id, its folder and its log.
 * @param isKnown whether there is a job of this id.
 * @returns it in state `starting`, or what the file system said.
 */
export function newJob(
  request: StartRequest,
  name: string,
  ports: ReadonlyMap<string, number>,
  place: Pick<Workplace, 'jobsFolder' | 'ids' | 'since' | 'cgroupHome'> & { readonly terminal: Terminal | undefined },
  isKnown: (id: string) => boolean,
  context: JobContext,
): Result<Job, string> {
  for (let tries = 0; tries < MOST_IDS; tries++) {
    const id = `${name}-${place.ids.next()}`;
    // Of the state folder, where this one is to be kept elsewhere.
    if (isKnown(id)) continue;
    const folder = createJobFolder(place.jobsFolder, id);
    if (!folder.ok) return folder;
    if (folder.value === undefined) continue;
    let log: JobLog;
    try {
      log = createJobLog(folder.value, request.settings.log.streams, context.punchHole);
      createLaunchFile(folder.value);
      writeFirstOwner(folder.value.path, context.owner);
    } catch (error) {
      removeJobFolder(folder.value.path);
      return err(systemMessage(error));
    }
    const uid = randomUUID();
    const startedMono = context.clock.monotonic();
    const { command, settings, origin, startedBy, prerequisite } = request;
    const job = blankJob({
      id,
      name,
      uid,
      owner: context.owner,
      request: { command, settings, origin, startedBy },
      approved: command,
      prerequisite,
      ports,
      folder: folder.value,
      log,
      tree: newTree({
        ...folder.value,
        marker: jobMarker(uid),
        since: place.since,
        carriers: carriersOf(settings),
        brand: context.table.canBrand ? brandOf(uid).bytes : undefined,
        cgroup: place.cgroupHome === undefined ? undefined : cgroupOf(place.cgroupHome, uid),
      }),
      terminal: place.terminal,
      startedAt: context.clock.wall(),
      startedMono,
    });
    return ok(job);
  }
  return err('it holds too many jobs of the same id');
}
