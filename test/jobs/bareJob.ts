import { basename } from 'node:path';
import { blankJob } from '../../src/jobs/blankJob.js';
import type { Job } from '../../src/jobs/job.js';
import { folderAt } from '../../src/jobs/jobFolder.js';
import { createLogFile, NEW_FILE } from '../../src/jobs/output/logFile.js';
import { openJobLog } from '../../src/jobs/output/jobLog.js';
import { jobMarker, newTree } from '../../src/jobs/process/tree.js';
import type { ServerId } from '../../src/jobs/registry/serverId.js';
import { DEFAULTS } from './place.js';

const UID = '01234567-89ab-4cde-8f01-23456789abcd';

/** A job in a folder, to which nothing has happened yet. Its log is to be closed. */
export function bareJob(path: string, owner: ServerId): Job {
  const folder = folderAt(path);
  createLogFile(folder.logFile);
  return blankJob({
    id: basename(path),
    name: 'a',
    uid: UID,
    owner,
    request: {
      command: { program: '/bin/true', argv: ['true'], cwd: '/', display: 'true' },
      settings: DEFAULTS,
      origin: undefined,
      startedBy: 'the test',
    },
    approved: undefined,
    prerequisite: undefined,
    ports: new Map(),
    folder,
    log: openJobLog(folder, NEW_FILE, { punch: undefined }),
    tree: newTree({ marker: jobMarker(UID), logFile: folder.logFile, since: 0 }),
    terminal: undefined,
    startedAt: 0,
    startedMono: 0,
  });
}
