import { describe, expect } from 'vitest';
import { LONGEST_TEST_MS, rigTest } from '../rig/describeEachClient.js';
import { eventually } from '../rig/eventually.js';
import { lstatSync } from 'node:fs';
import { peakOf } from './server.js';

const FLOODS = 10;
const MIB = 1024 ** 2;
const [WRITTEN, LIMIT] = [16 * MIB, MIB];
/** A file system gives space in blocks, and so it takes it back. */
const SPARE = 64 * 1024;
/** What the server may take more while it keeps them within their limits, MiB. */
const MOST_GROWTH = 40;
const LAST_LINE = 'the last line\n';

describe('ten floods at once', { timeout: LONGEST_TEST_MS }, () => {
  const it = rigTest('2.x-2025');

  it('are kept within their limits, are accounted for to the last byte, and cost the server no memory', async ({
    rig,
  }) => {
    const go = rig.scratch.write(
      'go.sh',
      `read -r go\nyes 0123456789abcdef | head -c ${WRITTEN}\nprintf '${LAST_LINE}'\n`,
    );
    rig.config({ limits: { max_jobs: FLOODS, max_log: `${LIMIT / MIB}MiB` }, policy: { adhoc: 'any' } });
    const { ok, server } = await rig.serve();
    const starts = await Promise.all(
      Array.from({ length: FLOODS }, () => ok('start_command', { argv: ['sh', go], stdin: 'open', wait_ms: 0 })),
    );
    const ids = starts.map(({ job }) => job.id);
    const before = peakOf(server.pid);
    await Promise.all(ids.map((job) => ok('send_input', { job, text: 'go\n', wait_ms: 0 })));
    await ok('wait_for_job', { jobs: ids, until: 'exited', mode: 'all', wait_ms: 45_000 });
    for (const id of ids) {
      const details = async () => (await ok('get_job', { job: id })).job;
      await eventually('the log to be within its limit', async () => {
        const { output_bytes: whole, lost_bytes: lost, log_file: file } = await details();
        return whole - lost <= LIMIT && lstatSync(file).blocks * 512 <= LIMIT + SPARE;
      });
      const { status, output_bytes: whole, lost_bytes: lost } = await details();
      expect({ status, whole }).toEqual({ status: 'completed', whole: WRITTEN + LAST_LINE.length });
      // The newest is what is kept.
      expect(whole - lost).toBeGreaterThan(LIMIT / 2);
      expect((await ok('read_output', { job: id, tail_lines: 1 })).text).toMatch(LAST_LINE);
    }
    expect(peakOf(server.pid) - before).toBeLessThan(MOST_GROWTH);
  });
});
