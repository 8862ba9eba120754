import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeGate } from '../../bench/lib/gate.mjs';
import { until } from '../../bench/lib/poll.mjs';
import { programs } from '../../bench/lib/programs.mjs';
import { loopWatchArgs, loopWatchVariable, startBystander, watchLoop } from './loopWatch.mjs';
import { measureFolder, measureServer } from './measure.mjs';
import { withServer } from './session.mjs';

const MIB = 1024 ** 2;
/** The last line of a flood, see bench/programs/lines.sh. */
const LAST_LINE = 'the last line\n';
/** What a server may take more than before, and how late its event loop may be by its own doing. */
const MOST_GROWTH_MIB = 20;
const MOST_LATE_MS = 20;
/** Beside the logs, in MiB. */
const SPARE_MIB = 5;
const PATIENCE_MS = 30_000;

/** Lets so many jobs write so many MiB at once, and checks what that does to the server and what is kept of it. */
export function soakFloods({ floods, mib, limitMiB, tell }) {
  const file = `version: 1\nlimits: { max_jobs: 50, max_log: ${limitMiB}MiB }\npolicy: { adhoc: any }\n`;
  const delaysOf = (project, who) => join(project.scratch, `${who}.json`);
  const work = async ({ call, pid }, project) => {
    const gate = makeGate(project.scratch);
    const bytes = mib * MIB;
    const starts = Array.from({ length: floods }, () =>
      call('start_command', { argv: ['sh', programs.lines, String(bytes), gate.path], wait_ms: 0 }),
    );
    const ids = (await Promise.all(starts)).map(({ job }) => job.id);
    const bystander = await startBystander(delaysOf(project, 'bystander'));
    const before = measureServer(pid).residentMiB;
    forgetPeak(pid);
    const looks = [
      watchLoop(pid, delaysOf(project, 'server')),
      watchLoop(bystander.pid, delaysOf(project, 'bystander')),
    ];
    const began = performance.now();
    gate.open(floods);
    await Promise.all(ids.map((id) => ended(call, id)));
    const seconds = (performance.now() - began) / 1_000;
    const [late, others] = await Promise.all(looks.map((look) => look()));
    bystander.kill();
    gate.remove();
    const { peakMiB } = measureServer(pid);
    const onDisk = () => measureFolder(project.stateFolder()).bytes / MIB;
    const atEnd = onDisk();
    await until(() => onDisk() <= floods * limitMiB + SPARE_MIB, PATIENCE_MS, 50, 'logs within their limits');
    // The last part is dropped when a job has ended.
    const jobs = await Promise.all(ids.map(async (job) => (await call('get_job', { job })).job));
    const outcomes = [...new Set(jobs.map(({ status, outcome }) => `${status} (${outcome})`))];
    tell(
      `${floods} floods of ${mib} MiB in ${seconds.toFixed(1)} s; server ${before.toFixed(0)} MiB before and at most ` +
        `${peakMiB.toFixed(0)} MiB; its event loop late by ${shown(late.own)} of its own, and ${shown(late.late)} with the waits for a ` +
        `processor, which are ${shown(others.late)} for a process that does nothing (median / p99 / most); ` +
        `${atEnd.toFixed(0)} MiB on disk at the end, ${onDisk().toFixed(0)} MiB then; ${outcomes.join(', ')}`,
    );
    assert.deepEqual(outcomes, ['completed (exit-code)']);
    for (const { output_bytes: whole, lost_bytes: lost } of jobs) {
      assert.equal(whole, bytes + LAST_LINE.length);
      assert.ok(whole - lost <= limitMiB * MIB, `${whole - lost} bytes are kept`);
    }

    assert.ok(peakMiB < before + MOST_GROWTH_MIB, `the server took ${peakMiB} MiB, and ${before} MiB before`);
    assert.ok(late.own.p99 < MOST_LATE_MS, `the event loop was ${late.own.p99} ms late`);
  };
  return withServer(file, work, {
    nodeArgs: () => loopWatchArgs,
    environment: (project) => ({ [loopWatchVariable]: delaysOf(project, 'server') }),
  });
}

/** What the kernel says of the most memory that a process ever took is counted from now on. See proc(5), clear_refs. */
function forgetPeak(pid) {
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
}

function shown({ p50, p99, max }) {
  return `${p50.toFixed(1)} / ${p99.toFixed(1)} / ${max.toFixed(1)} ms`;
}

async function ended(call, id) {
  for (;;) {
    const { returned } = await call('wait_for_job', { jobs: [id], until: 'exited', wait_ms: 45_000 });
    if (returned === 'exited') return;
  }
}
