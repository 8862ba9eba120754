import assert from 'node:assert/strict';
import { join } from 'node:path';
import { markedProcesses } from './processes.mjs';
import { measureServer } from './measure.mjs';
import { withServer } from './session.mjs';

/** Starts so many jobs at once, lists them, stops them all at once, and checks that nothing is left. */
export function soakManyAtOnce({ jobs, tell }) {
  const file = `version: 1\nlimits: { max_jobs: ${jobs} }\npolicy: { adhoc: any }\n`;
  return withServer(file, async ({ call, pid }, { scratch }) => {
    const park = join(scratch, 'programs', 'park.sh');
    const all = Array.from({ length: jobs }, (_, at) => at + 1);
    const parked = () => markedProcesses(scratch).filter(({ key }) => key !== undefined);

    const started = await timed(() =>
      Promise.all(all.map((at) => call('start_command', { argv: ['sh', park, `k${at}:`], wait_ms: 0 }))),
    );
    const ids = started.value.map(({ job }) => job.id);
    assert.equal(new Set(ids).size, jobs);
    assert.equal(parked().length, jobs);
    const listed = await timed(() => call('list_jobs', { status: ['running'] }));
    assert.equal(listed.value.running, jobs);
    const { residentMiB, descriptors } = measureServer(pid);
    const stopped = await timed(() => Promise.all(ids.map((job) => call('stop_job', { job }))));
    assert.deepEqual(
      stopped.value.flatMap(({ survivors }) => survivors),
      [],
    );
    assert.deepEqual(parked(), []);
    const after = measureServer(pid);
    tell(
      `${jobs} jobs: started in ${started.ms} ms, listed in ${listed.ms} ms, stopped in ${stopped.ms} ms; ` +
        `server ${Math.round(residentMiB)} MiB and ${descriptors} descriptors while they ran, ${after.descriptors} after`,
    );
  });
}

async function timed(work) {
  const began = performance.now();
  const value = await work();
  return { value, ms: Math.round(performance.now() - began) };
}
