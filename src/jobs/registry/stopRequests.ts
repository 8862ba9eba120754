import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StopRequest } from '../jobs.js';

/** How often the owner of running jobs looks for requests, milliseconds. */
export const LOOK_EVERY_MS = 250;

const FILE = /^(.+)\.[0-9a-f-]{36}\.json$/;

/** A stop that another server, or a person, asks the owner of a job for. */
export interface AskedStop extends StopRequest {
  readonly job: string;
}

/** Asks the owner of a job to stop it. @returns whether the owner has taken note yet. @throws what the file system says. */
export function askForStop(stateFolder: string, { job, by, force }: AskedStop): () => boolean {
  const folder = requestsFolder(stateFolder);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, `${job}.${randomUUID()}.json`);
  writeFileSync(`${file}.new`, JSON.stringify({ by, force }), { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return () => !existsSync(file);
}

/** Takes the requests for jobs of which `isOwn` is true out of the folder. */
export function takeStopRequests(stateFolder: string, isOwn: (job: string) => boolean): readonly AskedStop[] {
  const folder = requestsFolder(stateFolder);
  return namesIn(folder).flatMap((name) => {
    const job = FILE.exec(name)?.[1];
    if (job === undefined || !isOwn(job)) return [];
    const file = join(folder, name);
    try {
      const { by, force } = JSON.parse(readFileSync(file, 'utf8')) as Partial<StopRequest>;
      rmSync(file);
      return typeof by === 'string' ? [{ job, by, force: force === true }] : [];
    } catch {
      rmSync(file, { force: true });
      return [];
    }
  });
}

function requestsFolder(stateFolder: string): string {
  return join(stateFolder, 'requests');
}

function namesIn(folder: string): readonly string[] {
  // Asked for all the time, and nearly never there: an error costs more than a look.
  if (!existsSync(folder)) return [];
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
