import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { measureFolder, measureServer } from './measure.mjs';
import { withServer } from './session.mjs';

const KEPT = 100;
const AT_ONCE = 10;
/** Descriptors that come and go with what is under way. */
const SPARE_DESCRIPTORS = 10;
/** How often the folder is looked at until the last ones are forgotten, and for how long. Milliseconds. */
const GLANCE_MS = 100;
const PATIENCE_MS = 30_000;

/** Runs so many jobs one after another, ten at a time, and checks that nothing of a server grows with them. */
export function soakJobsInARow({ jobs, tell }) {
  const file = `version: 1\nlimits: { max_jobs: 50, keep_finished: ${KEPT} }\npolicy: { adhoc: any }\n`;
  return withServer(file, async ({ call, pid }, project) => {
    let first;
    for (let done = 0; done < jobs;) {
      const starts = Array.from({ length: AT_ONCE }, () =>
        call('start_command', { argv: ['true'], wait_until: 'exited' }),
      );
      for (const { job } of await Promise.all(starts)) assert.equal(job.status, 'completed');
      done += AT_ONCE;
      if (done !== 100 && done !== 1_000 && done < jobs) continue;
      const facts = await settled(project, pid);
      tell(`after ${done} jobs: ${JSON.stringify(facts)}`);
      first ??= facts;
      assert.ok(facts.descriptors <= first.descriptors + SPARE_DESCRIPTORS, 'descriptors grow');
    }
  });
}

/** What the server takes up once it has forgotten what it may not keep. */
async function settled(project, pid) {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const { folders } = count(project);
    if (folders <= KEPT) break;
    assert.ok(performance.now() < deadline, `${folders} jobs are kept, and ${KEPT} may be`);
    await delay(GLANCE_MS);
  }
  const { residentMiB, descriptors } = measureServer(pid);
  return { residentMiB: Math.round(residentMiB), descriptors, ...count(project) };
}

/** Job folders, and files of the state folder in all. */
function count(project) {
  const state = project.stateFolder();
  return { folders: readdirSync(join(state, 'jobs')).length, files: measureFolder(state).files };
}
