import { isGone, whyLost, type ServerId } from './serverId.js';
import type { ProcessTable } from '../process/processTable.js';
import { stopTree } from '../process/stopTree.js';
import { stateFolderOf, type JobFolder } from '../jobFolder.js';
import { lastRecord } from './lastRecord.js';
import { treeOf } from './recordedTree.js';
import { jobFolders, readRecord, writeRecord } from './recordFile.js';
import type { JobRecord } from './jobRecord.js';
import { filedStop, type AskedStop } from './stopRequests.js';

const KILL_MS = 5_000;
/** A process that was being forked when the server was killed shows up a moment later. */
const QUIET_ROUNDS = 3;

/**
 * Stops what servers that are gone have left running, and notes in the records that they did. Persistent jobs are left
 * to run: they are for the next server to take over.
 */
export async function reapJobs(
  jobsFolder: string,
  table: ProcessTable,
  isOrphaned: (owner: ServerId) => boolean = (owner) => isGone(owner, table),
): Promise<void> {
  const orphaned = jobFolders(jobsFolder).flatMap((folder) => {
    const record = lastRecord(folder, isOrphaned);
    return record !== undefined && needsReaping(record) ? { folder, record } : [];
  });
  await Promise.all(orphaned.map(({ folder, record }) => reapJob(folder, record, table)));
}

function needsReaping({ progress, settings }: JobRecord): boolean {
  // What a persistent job left behind after its end is nobody's any more, and its launcher is gone.
  return !progress.isTreeGone && (settings.lifetime !== 'persistent' || progress.state === 'exited');
}

/** Stops what is left of a job whose server is gone. @returns the record that says so. */
export async function reapJob(folder: JobFolder, record: JobRecord, table: ProcessTable): Promise<JobRecord> {
  const { settings } = record;
  const left = await stopTree(treeOf(folder, record, table), table, {
    signal: settings.stop.signal,
    graceMs: settings.stop.graceMs,
    killMs: KILL_MS,
    quietRounds: QUIET_ROUNDS,
    isHurried: () => false,
  });
  // Before the record is read again: another reaper removes the request when it has written down what became of the job.
  const stateFolder = stateFolderOf(folder);
  const asked = stateFolder === undefined ? undefined : filedStop(stateFolder, record.id);
  const now = readRecord(folder);
  const last = typeof now === 'string' ? record : now;
  const reaped: JobRecord = {
    ...last,
    progress: {
      ...last.progress,
      ...(last.progress.state === 'exited' ? {} : endingOf(last, asked, table)),
      survivors: left.map(({ pid }) => ({ pid, command: table.command(pid) })),
      isTreeGone: left.length === 0,
    },
    members: left.map(({ pid, start }) => ({ pid, start })),
  };
  writeRecord(folder, reaped);
  // Not before: whoever shows the job meanwhile goes by the request.
  asked?.remove();
  return reaped;
}

/** How it ended, as far as anybody can know. */
function endingOf(
  record: JobRecord,
  asked: AskedStop | undefined,
  table: ProcessTable,
): Partial<JobRecord['progress']> {
  const endedAt = Date.now();
  return {
    state: 'exited',
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
  asked: AskedStop | undefined,
  table: ProcessTable,
): Pick<JobRecord['progress'], 'cause' | 'stoppedBy'> {
  if (progress.cause !== undefined) return {};
  return asked === undefined
    ? { cause: { outcome: 'lost', reason: whyLost(owner, table) } }
    : { cause: { outcome: 'stopped', reason: undefined }, stoppedBy: asked.by };
}
