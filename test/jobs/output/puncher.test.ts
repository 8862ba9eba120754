import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPuncher } from '../../../src/jobs/output/puncher.js';
import { brandOf } from '../../../src/jobs/process/brand.js';
import { openProcessTable } from '../../../src/jobs/process/openProcessTable.js';

const MIB = 1024 * 1024;
const canPunch = spawnSync('fallocate', ['--version']).status === 0;

describe.runIf(canPunch && openProcessTable().canBrand)('createPuncher', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'bgj punch-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function file(name: string): string {
    const path = join(folder, name);
    writeFileSync(path, Buffer.alloc(MIB, 'x'));
    return path;
  }

  /** The process of this brand that runs the script. */
  function puncherOf(bytes: string): number | undefined {
    const table = openProcessTable();
    return table.list().find((info) => !info.zombie && info.parent === process.pid && table.brand(info.pid) === bytes)
      ?.pid;
  }

  it('gives space back, of several files at once, whatever their names are', async () => {
    const punch = createPuncher(brandOf(randomUUID()));
    const files = ['plain', ' two  words ', "it's $(x) \\n", 'line\nbreak'].map(file);
    const before = files.map((path) => statSync(path).blocks);
    expect(await Promise.all(files.map((path) => punch(path, 0, MIB / 2)))).toEqual(files.map(() => true));
    for (const [at, path] of files.entries()) {
      expect(statSync(path)).toMatchObject({ size: MIB, blocks: (before[at] ?? 0) / 2 });
      expect(readFileSync(path).subarray(MIB / 2 - 1, MIB / 2 + 1)).toEqual(Buffer.from('\0x'));
    }
  });

  it('says when it did not work', async () => {
    const punch = createPuncher(brandOf(randomUUID()));
    expect(await punch(join(folder, 'none'), 0, 4_096)).toBe(false);
    expect(await punch(file('there'), 0, 4_096)).toBe(true);
  });

  it('goes on when its process was ended', async () => {
    const brand = brandOf(randomUUID());
    const punch = createPuncher(brand);
    const path = file('log');
    expect(await punch(path, 0, 4_096)).toBe(true);
    const pid = puncherOf(brand.bytes);
    expect(pid).toBeDefined();
    process.kill(pid ?? 0, 'SIGSTOP');
    const pending = punch(path, 4_096, 4_096);
    process.kill(pid ?? 0, 'SIGKILL');
    expect(await pending).toBe(true);
    expect(await punch(path, 8_192, 4_096)).toBe(true);
  });

  it('ends by itself when nothing is left to do', async () => {
    const brand = brandOf(randomUUID());
    await createPuncher(brand)(file('log'), 0, 4_096);
    expect(puncherOf(brand.bytes)).toBeDefined();
    await expect.poll(() => puncherOf(brand.bytes), { timeout: 20_000 }).toBeUndefined();
  });
});
