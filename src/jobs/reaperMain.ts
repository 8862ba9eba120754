import { openProcessTable } from './process/openProcessTable.js';
import { readOwner } from './registry/ownership.js';
import { stopNameless } from './registry/quarantine.js';
import { reapJobs } from './registry/reap.js';
import { readRecords } from './registry/recordFile.js';
import type { ServerId } from './registry/serverId.js';

// What the watchdog becomes when its server is gone: `node reaperMain.js <jobs folder> <server's pid> <start> <boot>`.
const [jobsFolder = '', pid = '', start = '', boot = ''] = process.argv.slice(2);

// Whoever ended the server may want to end this as well: a job would live on.
for (const signal of ['SIGTERM', 'SIGHUP', 'SIGINT']) process.on(signal, () => undefined);

const table = openProcessTable();
const isOrphaned = (owner: ServerId): boolean =>
  String(owner.pid) === pid && String(owner.start) === start && owner.boot === boot;

// Jobs whose records are broken or gone: nobody can name them. The next server puts aside what is left, and says so.
const nameless = readRecords(jobsFolder).filter(({ folder, record }) => {
  const owner = readOwner(folder.path);
  return (record === 'broken' || record === 'missing') && owner !== undefined && isOrphaned(owner);
});
await Promise.all([
  reapJobs(jobsFolder, table, { isOrphaned, finishesStops: true }),
  ...nameless.map(({ folder }) => stopNameless(folder, table)),
]);
