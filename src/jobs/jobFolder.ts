import { mkdirSync, readFileSync, readdirSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { err, ok, type Result } from '../lib/result.js';
import type { JobState, Outcome } from './jobView.js';
import type { ProcessId } from './process/tree.js';

/** A server, so that another one knows whether it still lives. */
export interface ServerId extends ProcessId {
  readonly boot: string;
  /** Its pid namespace. */
  readonly space: string;
}

/** `job.json`: what another process has to know to show the job, to stop it and to clean up after it. No secrets. */
export interface JobRecord {
  readonly schema: 1;
  readonly id: string;
  readonly name: string;
  /** Value of BGJOBS_JOB_UID in the environment of the job's processes. */
  readonly uid: string;
  readonly owner: ServerId;
  readonly lifetime: 'session';
  readonly state: JobState;
  readonly command: string;
  readonly cwd: string;
  readonly profile?: string;
  readonly digest?: string;
  readonly started_by: string;
  readonly stopped_by?: string;
  readonly started_at: string;
  readonly ended_at?: string;
  readonly exit_code?: number;
  readonly signal?: string;
  readonly outcome?: Outcome;
  readonly reason?: string;
  /** Ticks since boot before which nothing of the job can have started. */
  readonly since: number;
  readonly leader?: ProcessId;
  /** Folder of the control group that was made for the job; its name is `bgjobs-` and the uid. */
  readonly cgroup?: string;
  /** Processes of the job that were seen and may be alive. */
  readonly members: readonly ProcessId[];
  /** Nothing of the job's tree is left. */
  readonly tree_gone: boolean;
  readonly stop: { readonly signal: string; readonly grace_ms: number };
  readonly log: { readonly base: number; readonly kept: number };
}

/** The folder of one job. */
export interface JobFolder {
  readonly path: string;
  readonly logFile: string;
  readonly launchFile: string;
}

/** Where the jobs of a state folder are kept. */
export function jobsFolder(stateFolder: string): string {
  return join(stateFolder, 'jobs');
}

/** Creates the state folder and what belongs in it (mode 0700). @returns the real path of the folder of jobs. */
export function prepareStateFolder(stateFolder: string): Result<string, string> {
  const folder = jobsFolder(stateFolder);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return ok(realpathSync(folder));
  } catch (error) {
    return err(systemMessage(error));
  }
}

/** Creates a job's folder. @returns undefined when there is one of that id already. */
export function createJobFolder(folder: string, id: string): Result<JobFolder | undefined, string> {
  const path = join(folder, id);
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EEXIST' ? ok(undefined) : err(systemMessage(error));
  }
  return ok(folderAt(path));
}

/** Names the files of a job's folder. */
export function folderAt(path: string): JobFolder {
  return { path, logFile: join(path, 'output.log'), launchFile: join(path, 'launch') };
}

/** Creates the file that the launcher writes to, so that it has the right mode whatever the umask is. */
export function createLaunchFile(folder: JobFolder): void {
  writeFileSync(folder.launchFile, '', { mode: 0o600 });
}

/** Removes a job's folder with everything in it. What cannot be removed stays, and is found by the next sweep. */
export function removeJobFolder(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch {
    // Another process may be writing there; the record keeps its place until then.
  }
}

/** Writes the record whole, then renames it: a reader sees the old one or the new one. @returns what went wrong, if anything. */
export function writeRecord(folder: JobFolder, record: JobRecord): string | undefined {
  const file = join(folder.path, 'job.json');
  try {
    writeFileSync(`${file}.new`, `${JSON.stringify(record)}\n`, { mode: 0o600 });
    renameSync(`${file}.new`, file);
    return undefined;
  } catch (error) {
    return systemMessage(error);
  }
}

/** Every job folder with its record; undefined for a record that is missing or broken. */
export function readRecords(
  folder: string,
): readonly { readonly folder: JobFolder; readonly record: JobRecord | undefined }[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return [];
  }
  return names.map((name) => {
    const jobFolder = folderAt(join(folder, name));
    return { folder: jobFolder, record: readRecord(jobFolder) };
  });
}

function readRecord(folder: JobFolder): JobRecord | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(join(folder.path, 'job.json'), 'utf8'));
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Checks what cleaning up relies on; a record of a later schema is left alone. */
function isRecord(value: unknown): value is JobRecord {
  if (typeof value !== 'object' || value === null) return false;
  const record = value as Partial<Record<keyof JobRecord, unknown>>;
  const owner = record.owner as Partial<ServerId> | undefined;
  return (
    record.schema === 1 &&
    typeof record.id === 'string' &&
    typeof record.uid === 'string' &&
    /^[0-9a-f-]{36}$/.test(record.uid) &&
    typeof record.since === 'number' &&
    typeof record.tree_gone === 'boolean' &&
    (record.cgroup === undefined ||
      (typeof record.cgroup === 'string' && basename(record.cgroup) === `bgjobs-${record.uid}`)) &&
    Array.isArray(record.members) &&
    typeof record.stop === 'object' &&
    typeof owner?.pid === 'number' &&
    typeof owner.start === 'number' &&
    typeof owner.boot === 'string' &&
    typeof owner.space === 'string'
  );
}

/** The system's own words about a failed file operation, without its stack. */
export function systemMessage(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return 'permission denied';
    case 'EROFS':
      return 'the file system is read-only';
    case 'ENOSPC':
      return 'the disk is full';
    case 'ENOTDIR':
    case 'EEXIST':
      return 'a file is in the way';
    default:
      return error instanceof Error ? error.message : String(error);
  }
}
