import { isGone, isSameServer, whyLost, type ServerId } from './serverId.js';
import type { StopRequest } from '../jobs.js';
import type { ProcessTable } from '../process/processTable.js';
import { stopTree } from '../process/stopTree.js';
import { stateFolderOf, type JobFolder } from '../jobFolder.js';
import { readExit } from './exitFile.js';
import { lastRecord } from './lastRecord.js';
import { treeOf } from './recordedTree.js';
import { jobFolders, readRecord, writeRecord } from './recordFile.js';
import type { JobRecord } from './jobRecord.js';
import { readOwner } from './ownership.js';
import { filedStop, isForceAsked } from './stopRequests.js';

const KILL_MS = 5_000;
/** A process that was being forked when the server was killed shows up a moment later. */
const QUIET_ROUNDS = 3;

export interface ReapOptions {
  /** Whose jobs; absent is of servers that are gone. */
  readonly isOrphaned?: (owner: ServerId) => boolean;
  /** Also brings to its end the stop of a persistent job that its server was at: there may be no next server. */
  readonly finishesStops?: boolean;
}

/**
 * Stops what servers that are gone have left running, and notes in the records that they did. Persistent jobs are left
 * to run: they are for the next server to take over.
 */
export async function reapJobs(jobsFolder: string, table: ProcessTable, options: ReapOptions = {}): Promise<void> {
  const { isOrphaned = (owner: ServerId) => isGone(owner, table), finishesStops = false } = options;
  const orphaned = jobFolders(jobsFolder).flatMap((folder) => {
    const record = lastRecord(folder, isOrphaned);
    return record !== undefined && needsReaping(record, finishesStops) ? { folder, record } : [];
  });
  await Promise.all(orphaned.map(({ folder, record }) => reapJob(folder, record, table)));
}

function needsReaping({ progress, settings }: JobRecord, finishesStops: boolean): boolean {
  if (progress.isTreeGone) return false;
  if (settings.lifetime !== 'persistent') return true;
  // What one left behind after its end is nobody's any more, and its launcher is gone.
  return progress.state === 'exited' || (finishesStops && progress.state === 'stopping');
}

/**
 * Stops what is left of a job whose server is gone, and says so in its record, unless another server has taken it over meanwhile.
 * @param order the stop that it is reaped for, which may not be filed: the disk may be full.
 * @returns the record that says so.
 */
export async function reapJob(
  folder: JobFolder,
  record: JobRecord,
  table: ProcessTable,
  order?: StopRequest,
): Promise<JobRecord> {
  const { settings } = record;
  const stateFolder = stateFolderOf(folder);
  const left = await stopTree(treeOf(folder, record, table), table, {
    signal: settings.stop.signal,
    graceMs: settings.stop.graceMs,
    killMs: KILL_MS,
    quietRounds: QUIET_ROUNDS,
    isHurried: () => order?.force === true || (stateFolder !== undefined && isForceAsked(stateFolder, record.id)),
  });
  // Before the record is read again: another reaper removes the request when it has written down what became of the job.
  const asked = stateFolder === undefined ? undefined : filedStop(stateFolder, folder);
  const now = readRecord(folder);
  const last = typeof now === 'string' ? record : now;
  const reaped: JobRecord = {
    ...last,
    progress: {
      ...last.progress,
      ...(last.progress.state === 'exited' ? {} : endingOf(folder, last, asked ?? order, table)),
      survivors: left.map(({ pid }) => ({ pid, command: table.command(pid) })),
      isTreeGone: left.length === 0,
    },
    members: left.map(({ pid, start }) => ({ pid, start })),
  };
  const owner = readOwner(folder.path);
  if (owner !== undefined && !isSameServer(owner, record.owner)) return last;
  // Not before, and not without: whoever shows the job meanwhile goes by the request, and so does the next server.
  if (writeRecord(folder, reaped) === undefined) asked?.remove();
  return reaped;
}

/** How it ended, as far as anybody can know. */
function endingOf(
  folder: JobFolder,
  record: JobRecord,
  asked: StopRequest | undefined,
  table: ProcessTable,
): Partial<JobRecord['progress']> {
  // Of a persistent job its launcher says so.
  const exit = record.settings.lifetime === 'persistent' ? readExit(folder) : undefined;
  const endedAt = exit?.at ?? Date.now();
  return {
    state: 'exited',
    ...(exit === undefined ? {} : { exitCode: exit.code }),
    ...causeOf(record, asked, table),
    isStdinOpen: false,
    isWaiting: false,
    nextAttemptMono: undefined,
    endedAt,
    endedMono: record.startedMono + Math.max(0, endedAt - record.startedAt),
  };
}

/** A stop that its owner did not hear of any more was asked for all the same. */
function causeOf(
  { progress, owner }: JobRecord,
  asked: StopRequest | undefined,
  table: ProcessTable,
): Pick<JobRecord['progress'], 'cause' | 'stoppedBy'> {
  if (progress.cause !== undefined) return {};
  return asked === undefined
    ? { cause: { outcome: 'lost', reason: whyLost(owner, table) } }
    : { cause: { outcome: 'stopped', reason: undefined }, stoppedBy: asked.by };
}
