import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const SOAK = fileURLToPath(new URL('../../scripts/soak.mjs', import.meta.url));
const FORGETFUL = fileURLToPath(new URL('./fixtures/forgetful.mjs', import.meta.url));
/** It ends every process by itself, and waits for each at most a minute. */
const LONGEST_MS = 300_000;

/** Runs a short soak. @returns how it ended, and what it said. */
async function soak(
  seconds: number,
  env: Readonly<Record<string, string>> = {},
): Promise<{ code: number; said: string }> {
  const words = [SOAK, '--seconds', String(seconds), '--seed', '1'];
  const child = spawn(process.execPath, words, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  const exited = new Promise<number>((resolve) => child.once('exit', (code) => resolve(code ?? -1)));
  const said = await text(child.stderr);
  return { code: await exited, said };
}

describe.runIf(process.platform === 'linux')('a short soak', { timeout: LONGEST_MS }, () => {
  it('holds, and says its seed at both ends', async () => {
    const { code, said } = await soak(5);
    expect(said).toMatch(/everything held\n$/);
    expect(code).toBe(0);
    expect(said.match(/seed 1$/gm)).toHaveLength(2);
  });

  it('fails when a line of output is missing, and says which, where, and of which job', async () => {
    const { code, said } = await soak(30, { BGJOBS_SOAK_CLI: FORGETFUL });
    const [, kept = ''] = /its folder is kept: (\S+)/.exec(said) ?? [];
    expect(kept).not.toBe('');
    rmSync(kept, { recursive: true });
    // The first byte in which the third line differs from the fourth.
    expect(said).toMatch(/VIOLATION at step \d+, seed 1: (merged|stdout|stderr) is wrong at 135: "/);
    expect(said).toMatch(/^ {2}plan: +\{"key":"k\d+"/m);
    expect(code).toBe(1);
  });
});
