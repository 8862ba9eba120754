import { accessSync, closeSync, constants, mkdirSync, realpathSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { err, ok, type Result } from '../lib/result.js';
import type { LogPaths } from './output/jobLog.js';
import { openRegular, REPLACE } from './regularFile.js';

/** The folder of one job. Who owns the job is in its `owner.<number>` files, see `ownership`. */
export interface JobFolder extends LogPaths {
  readonly path: string;
  /** What is known of the job, see `jobRecord`. */
  readonly recordFile: string;
  /** What has to be known to read the log, where that has changed since the job began, see `logFactsFile`. */
  readonly logFactsFile: string;
  /** What the launcher says of itself. */
  readonly launchFile: string;
  /** How a persistent job ended, written by its launcher. */
  readonly exitFile: string;
  /** A FIFO: the standard input of a persistent job. */
  readonly inputFile: string;
  /** Values that are masked in its output, for readers that did not start it. */
  readonly secretsFile: string;
}

/** Where the jobs of a state folder are kept. */
export function jobsFolder(stateFolder: string): string {
  return join(stateFolder, 'jobs');
}

/** The state folder that a job is kept in; undefined for one that is kept in a temporary folder. */
export function stateFolderOf({ path }: JobFolder): string | undefined {
  const jobs = dirname(path);
  const stateFolder = dirname(jobs);
  return jobs === jobsFolder(stateFolder) ? stateFolder : undefined;
}

/** Creates the state folder and what belongs in it (mode 0700). @returns the real path of the folder of jobs. */
export function prepareStateFolder(stateFolder: string): Result<string, string> {
  const folder = jobsFolder(stateFolder);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK | constants.X_OK);
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
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return ok(undefined);
    if (code !== 'ENOENT') return err(systemMessage(error));
    // Somebody removed the state folder; it is begun anew.
    try {
      mkdirSync(path, { recursive: true, mode: 0o700 });
    } catch (again) {
      return err(systemMessage(again));
    }
  }
  return ok(folderAt(path));
}

/** Names the files of a job's folder. */
export function folderAt(path: string): JobFolder {
  return {
    path,
    recordFile: join(path, 'job.json'),
    logFactsFile: join(path, 'log-facts'),
    logFile: join(path, 'output.log'),
    errorLogFile: join(path, 'stderr.log'),
    orderFile: join(path, 'order'),
    launchFile: join(path, 'launch'),
    exitFile: join(path, 'exit'),
    inputFile: join(path, 'stdin'),
    secretsFile: join(path, 'secrets'),
  };
}

/**
 * Creates the file that the launcher writes to, so that it has the right mode whatever the umask is. It has an empty line, and with it the
 * block of the disk that `lastWord` counts on.
 */
export function createLaunchFile(folder: JobFolder): void {
  const fd = openRegular(folder.launchFile, REPLACE, 0o600);
  try {
    writeSync(fd, '\n');
  } finally {
    closeSync(fd);
  }
}

/**
 * Makes way for the next attempt: what the last one's launcher wrote is not this one's.
 * @param keepsExit its launcher writes down how it ended: over blanks, for which there is space by now.
 * @throws what the file system says.
 */
export function clearLaunch(folder: JobFolder, keepsExit: boolean): void {
  createLaunchFile(folder);
  rmSync(folder.exitFile, { force: true });
  if (keepsExit) writeFileSync(folder.exitFile, NO_EXIT, { mode: 0o600, flag: 'wx' });
}

const NO_EXIT = '   \n';

/**
 * Removes a job's folder with everything in it. What cannot be removed stays, and is found by the next sweep. Whoever looks meanwhile must
 * not take it for a job that was started and whose record is gone.
 */
export function removeJobFolder(path: string): void {
  try {
    rmSync(folderAt(path).launchFile, { force: true });
    rmSync(path, { recursive: true, force: true });
  } catch {
    // Another process may be writing there; the record keeps its place until then.
  }
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
