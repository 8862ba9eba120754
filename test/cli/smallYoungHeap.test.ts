import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CLI } from '../rig/server.js';

/** Makes much that lives for a moment and some that lives longer, and says what V8 keeps for young objects, MiB. */
const PROGRAM = `
const { getHeapSpaceStatistics } = require('node:v8');
const recent = [];
for (let at = 0; at < 2_000_000; at++) {
  recent.push({ at, text: String(at) });
  if (recent.length > 20_000) recent.splice(0, 10_000);
}
const young = getHeapSpaceStatistics().find((space) => space.space_name === 'new_space');
process.stdout.write(String(young.space_size / 2 ** 20));
`;

// The real launcher beside a program of ours.
describe('the heap of young objects', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'bgjobs-young-heap-'));
    copyFileSync(CLI, join(folder, 'cli.js'));
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    writeFileSync(join(folder, 'program.cjs'), PROGRAM);
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  function youngMiB(command: string): number {
    const env = { PATH: process.env.PATH, NODE_DISABLE_COMPILE_CACHE: '1' };
    const { stdout, stderr } = spawnSync(process.execPath, ['cli.js', command], { cwd: folder, env, encoding: 'utf8' });
    // A flag that V8 does not know is told there.
    expect(stderr).toBe('');
    return Number(stdout);
  }

  it('stays as small in a server as it begins, and grows in what runs for a moment', () => {
    const served = youngMiB('serve');
    expect(served).toBeGreaterThan(0);
    expect(served).toBeLessThanOrEqual(2);
    expect(youngMiB('ps')).toBeGreaterThan(served);
  });
});
