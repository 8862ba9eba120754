import { randomUUID } from 'node:crypto';
import { closeSync } from 'node:fs';
import { err, ok, type Result } from '../lib/result.js';
import { createSignal } from './changes.js';
import type { Job, JobContext } from './job.js';
import { createJobFolder, createLaunchFile, removeJobFolder, systemMessage } from './jobFolder.js';
import type { StartRequest } from './jobs.js';
import { createOutputLog } from './output/outputLog.js';
import { brandOf } from './process/brand.js';
import { cgroupOf } from './process/cgroup.js';
import { newTree } from './process/tree.js';
import type { Workplace } from './server.js';

/** How often an id that is there already is passed over. */
const MOST_IDS = 100;

/** Gives a job its id, its folder and its log. @returns it in state `starting`, or what the file system said. */
export function newJob(
  request: StartRequest,
  name: string,
  ports: ReadonlyMap<string, number>,
  place: Pick<Workplace, 'jobsFolder' | 'ids' | 'since' | 'cgroupHome'>,
  context: JobContext,
): Result<Job, string> {
  for (let tries = 0; tries < MOST_IDS; tries++) {
    const id = `${name}-${place.ids.next()}`;
    const folder = createJobFolder(place.jobsFolder, id);
    if (!folder.ok) return folder;
    if (folder.value === undefined) continue;
    let files: ReturnType<typeof createOutputLog>;
    try {
      files = createOutputLog(folder.value.logFile);
      closeSync(files.appendFd);
      createLaunchFile(folder.value);
    } catch (error) {
      removeJobFolder(folder.value.path);
      return err(systemMessage(error));
    }
    const uid = randomUUID();
    const startedMono = context.clock.monotonic();
    const job: Job = {
      id,
      name,
      uid,
      request,
      ports,
      folder: folder.value,
      log: files.log,
      tree: newTree({
        marker: `BGJOBS_JOB_UID=${uid}`,
        logFile: folder.value.logFile,
        since: place.since,
        brand: context.table.canBrand ? brandOf(uid).bytes : undefined,
        cgroup: place.cgroupHome === undefined ? undefined : cgroupOf(place.cgroupHome, uid),
      }),
      startedAt: context.clock.wall(),
      startedMono,
      state: 'starting',
      readiness: request.settings.ready.length === 0 ? 'none' : 'pending',
      cause: undefined,
      lastProbe: undefined,
      readinessReason: undefined,
      health: 'unknown',
      healthReason: undefined,
      isWaiting: false,
      attempt: undefined,
      runStartedMono: undefined,
      restarts: 0,
      restartsInARow: 0,
      restartReason: undefined,
      nextAttemptMono: undefined,
      restartAsked: undefined,
      stopNote: undefined,
      exitCode: undefined,
      signal: undefined,
      endedAt: undefined,
      endedMono: undefined,
      stoppedBy: undefined,
      isStale: false,
      isStdinOpen: false,
      pendingInput: 0,
      survivors: [],
      isTreeGone: false,
      env: {},
      masks: [],
      process: undefined,
      isHurried: false,
      stopping: undefined,
      outputEnd: 0,
      outputGrewAt: startedMono,
      changed: createSignal(),
      attention: 0,
      onAttention: () => undefined,
    };
    return ok(job);
  }
  return err('it holds too many jobs of the same id');
}
