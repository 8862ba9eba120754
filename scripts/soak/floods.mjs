import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeGate } from '../../bench/lib/gate.mjs';
import { programs } from '../../bench/lib/programs.mjs';
import { measureFolder, measureServer } from './measure.mjs';
import { withServer } from './session.mjs';

const MIB = 1024 ** 2;
/** The last line of a flood, see bench/programs/lines.sh. */
const LAST_LINE = 'the last line\n';
const MOST_MEMORY_MIB = 80;
const MOST_LATE_MS = 20;

/** Lets so many jobs write so many MiB at once, and checks what that does to the server and what is kept of it. */
export function soakFloods({ floods, mib, limitMiB, tell }) {
  const file = `version: 1\nlimits: { max_jobs: 50, max_log: ${limitMiB}MiB }\npolicy: { adhoc: any }\n`;
  const delayFile = ({ scratch }) => join(scratch, 'loop-delay.json');
  const work = async ({ call, pid }, project) => {
    const gate = makeGate(project.scratch);
    const bytes = mib * MIB;
    const starts = Array.from({ length: floods }, () =>
      call('start_command', { argv: ['sh', programs.lines, String(bytes), gate.path], wait_ms: 0 }),
    );
    const ids = (await Promise.all(starts)).map(({ job }) => job.id);
    const began = performance.now();
    gate.open(floods);
    await Promise.all(ids.map((id) => ended(call, id)));
    const seconds = (performance.now() - began) / 1_000;
    const jobs = await Promise.all(ids.map(async (job) => (await call('get_job', { job, tail_lines: 1 })).job));
    gate.remove();
    const { peakMiB } = measureServer(pid);
    const { bytes: onDisk } = measureFolder(project.stateFolder());
    return () => {
      const late = JSON.parse(readFileSync(delayFile(project), 'utf8'));
      const outcomes = jobs.map(({ status, outcome }) => `${status} (${outcome})`);
      tell(
        `${floods} floods of ${mib} MiB in ${seconds.toFixed(1)} s; server at most ${Math.round(peakMiB)} MiB; event loop late by ` +
          `${late.p50.toFixed(1)} ms (median), ${late.p99.toFixed(1)} ms (p99), ${late.max.toFixed(1)} ms (most); ` +
          `${(onDisk / MIB).toFixed(1)} MiB on disk; ${[...new Set(outcomes)].join(', ')}`,
      );
      assert.deepEqual(new Set(outcomes), new Set(['completed (exit-code)']));
      for (const { output_bytes: whole, lost_bytes: lost } of jobs) {
        assert.equal(whole, bytes + LAST_LINE.length);
        assert.ok(whole - lost <= limitMiB * MIB, `${whole - lost} bytes are kept`);
      }
      assert.ok(peakMiB < MOST_MEMORY_MIB, `the server took ${peakMiB} MiB`);
      assert.ok(late.p99 < MOST_LATE_MS, `the event loop was ${late.p99} ms late`);
    };
  };
  return withServer(file, work, {
    nodeArgs: ({ scratch }) => ['--import', join(scratch, 'programs', 'loopDelay.mjs')],
    environment: (project) => ({ SOAK_LOOP_DELAY: delayFile(project) }),
  });
}

async function ended(call, id) {
  for (;;) {
    const { returned } = await call('wait_for_job', { jobs: [id], until: 'exited', wait_ms: 45_000 });
    if (returned === 'exited') return;
  }
}
