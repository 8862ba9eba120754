import { openProcessTable } from './process/openProcessTable.js';
import { reapJobs } from './registry/reap.js';

// What the watchdog becomes when its server is gone: `node reaperMain.js <jobs folder> <server's pid> <start> <boot>`.
const [jobsFolder = '', pid = '', start = '', boot = ''] = process.argv.slice(2);

// Whoever ended the server may want to end this as well: a job would live on.
for (const signal of ['SIGTERM', 'SIGHUP', 'SIGINT']) process.on(signal, () => undefined);

await reapJobs(jobsFolder, openProcessTable(), {
  isOrphaned: (owner) => String(owner.pid) === pid && String(owner.start) === start && owner.boot === boot,
  finishesStops: true,
});
