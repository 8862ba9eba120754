import { openProcessTable } from './process/openProcessTable.js';
import { reapJobs } from './registry/reap.js';

// What the watchdog becomes when its server is gone: `node reaperMain.js <jobs folder> <server's pid> <start> <boot>`.
const [jobsFolder = '', pid = '', start = '', boot = ''] = process.argv.slice(2);

await reapJobs(
  jobsFolder,
  openProcessTable(),
  (owner) => String(owner.pid) === pid && String(owner.start) === start && owner.boot === boot,
);
