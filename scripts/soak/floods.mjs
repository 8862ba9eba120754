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
/**
 * What a server may take more than before, and how late its event loop may be by its own doing: more than one that does nothing, which is
 * late as well when the kernel is busy with ten files.
 */
const MOST_GROWTH_MIB = 20;
const MOST_LATE_MS = 20;
/** Beside the logs, in MiB. */
const SPARE_MIB = 5;
const PATIENCE_MS = 30_000;

/** One round is over before its slowest hundredth is more than a handful of looks at the loop. */
const ROUNDS = 3;

/** Lets so many jobs write so many MiB at once, several times, and checks what that does to the server and what is kept of it. */
export function soakFloods({ floods, mib, limitMiB, tell }) {
  const file = `version: 1\nlimits: { max_jobs: 50, max_log: ${limitMiB}MiB }\npolicy: { adhoc: any }\n`;
  const delaysOf = (project, who) => join(project.scratch, `${who}.json`);
  const work = async ({ call, pid }, project) => {
    const bytes = mib * MIB;
    const rounds = [];
    while (rounds.length < ROUNDS) rounds.push(await startFloods(call, project.scratch, floods, bytes));
    const bystander = await startBystander(delaysOf(project, 'bystander'));
    const before = measureServer(pid).residentMiB;
    forgetPeak(pid);
    const looks = [
      watchLoop(pid, delaysOf(project, 'server')),
      watchLoop(bystander.pid, delaysOf(project, 'bystander')),
    ];
    const peaks = [];
    const began = performance.now();
    for (const { gate, ids } of rounds) {
      gate.open(floods);
      await Promise.all(ids.map((id) => ended(call, id)));
      gate.remove();
      peaks.push(measureServer(pid).peakMiB);
    }
    const seconds = (performance.now() - began) / 1_000;
    const [late, others] = await Promise.all(looks.map((look) => look()));
    bystander.kill();
    const peakMiB = peaks.at(-1);
    const ids = rounds.flatMap((round) => round.ids);
    const onDisk = () => measureFolder(project.stateFolder()).bytes / MIB;
    const atEnd = onDisk();
    const look = () => Promise.all(ids.map(async (job) => (await call('get_job', { job })).job));
    // The last part is dropped when a job has ended.
    const isWithin = ({ output_bytes: whole, lost_bytes: lost }) => whole - lost <= limitMiB * MIB;
    await until(async () => (await look()).every(isWithin), PATIENCE_MS, 50, 'logs within their limits');
    const jobs = await look();
    const outcomes = [...new Set(jobs.map(({ status, outcome }) => `${status} (${outcome})`))];
    tell(
      `${ROUNDS} times ${floods} floods of ${mib} MiB in ${seconds.toFixed(1)} s; server ${megabytes(before)} MB before and at most ` +
        `${peaks.map(megabytes).join(', ')} MB by each round; its event loop late by ${shown(late.own)} of its own, and ${shown(late.late)} with the waits for a ` +
        `processor; a process that does nothing by ${shown(others.own)} and ${shown(others.late)} (median / p99 / most); ` +
        `${atEnd.toFixed(0)} MiB on disk at the end, ${onDisk().toFixed(0)} MiB then; ${outcomes.join(', ')}`,
    );
    assert.deepEqual(outcomes, ['completed (exit-code)']);
    for (const { output_bytes: whole, lost_bytes: lost } of jobs) {
      assert.equal(whole, bytes + LAST_LINE.length);
      assert.ok(lost < whole, 'nothing is kept');
    }
    assert.ok(onDisk() <= ids.length * limitMiB + SPARE_MIB, `${onDisk()} MiB are on the disk`);
    assert.ok(peakMiB < before + MOST_GROWTH_MIB, `the server took ${peakMiB} MiB, and ${before} MiB before`);
    const more = late.own.p99 - others.own.p99;
    assert.ok(more < MOST_LATE_MS, `the event loop was ${more} ms later than that of a process that does nothing`);
  };
  return withServer(file, work, {
    nodeArgs: () => loopWatchArgs,
    environment: (project) => ({ [loopWatchVariable]: delaysOf(project, 'server') }),
  });
}

/** Starts jobs that wait at a gate before they write. */
async function startFloods(call, folder, floods, bytes) {
  const gate = makeGate(folder);
  const argv = ['sh', programs.lines, String(bytes), gate.path];
  const starts = Array.from({ length: floods }, () => call('start_command', { argv, wait_ms: 0 }));
  return { gate, ids: (await Promise.all(starts)).map(({ job }) => job.id) };
}

/** What the kernel says of the most memory that a process ever took is counted from now on. See proc(5), clear_refs. */
function forgetPeak(pid) {
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
}

function megabytes(mib) {
  return ((mib * MIB) / 1e6).toFixed(0);
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
