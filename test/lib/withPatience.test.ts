import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { describe, expect, it } from 'vitest';
import { withPatience } from '../../src/lib/withPatience.js';
import { makeScratch } from '../rig/scratch.js';

const SOURCE = fileURLToPath(new URL('../../src/lib/withPatience.ts', import.meta.url));

describe('withPatience', () => {
  it('gives what comes in time, and what goes wrong', async () => {
    expect(await withPatience(Promise.resolve(7), 3_600_000)).toBe(7);
    await expect(withPatience(Promise.reject(new Error('no')), 3_600_000)).rejects.toThrow('no');
  });

  it('gives up in the end', async () => {
    expect(await withPatience(new Promise(() => undefined), 1)).toBeUndefined();
  });

  it('keeps a process alive that nothing else does', async () => {
    const scratch = makeScratch();
    const bundle = await rolldown({ input: SOURCE, platform: 'node' });
    const file = join(scratch.path, 'withPatience.mjs');
    await bundle.write({ file, format: 'esm' });
    await bundle.close();
    const script = `import('${file}').then(async ({ withPatience }) => {
      await withPatience(new Promise(() => undefined), 50);
      console.log('over');
    })`;
    expect(spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' }).stdout).toBe('over\n');
    scratch.remove();
  });
});
