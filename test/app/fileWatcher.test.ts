import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sightOf, watchFile, type FileWatcher } from '../../src/app/fileWatcher.js';

let folder: string;
let watcher: FileWatcher | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bgjobs-watch-'));
});

afterEach(async () => {
  await watcher?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Watches, and resolves at the first call back after `change`. */
async function seen(file: string, change: () => void): Promise<void> {
  await new Promise<void>((resolve) => {
    const seen = sightOf(file);
    const read = (): boolean => {
      resolve();
      return true;
    };
    watcher = watchFile(file, read, { by: 'events', seen });
    void watcher.watching.then(change);
  });
}

describe('watchFile', () => {
  it('sees a file written in place', async () => {
    const file = join(folder, 'bgjobs.yaml');
    writeFileSync(file, 'version: 1\n');
    await seen(file, () => writeFileSync(file, 'version: 1\nprofiles: {}\n'));
  });

  it('sees a file replaced by renaming', async () => {
    const file = join(folder, 'bgjobs.yaml');
    writeFileSync(file, 'version: 1\n');
    writeFileSync(join(folder, '.new'), 'version: 1\n');
    await seen(file, () => renameSync(join(folder, '.new'), file));
  });

  it('sees a file appear and disappear', async () => {
    const file = join(folder, 'bgjobs.yaml');
    await seen(file, () => writeFileSync(file, 'version: 1\n'));
    await watcher?.close();
    await seen(file, () => rmSync(file));
  });

  it('sees the link beside it swapped, as a Kubernetes config map does', async () => {
    for (const version of ['one', 'two']) {
      mkdirSync(join(folder, version));
      writeFileSync(join(folder, version, 'bgjobs.yaml'), `# ${version}\nversion: 1\n`);
    }
    symlinkSync('one', join(folder, '..data'));
    symlinkSync('..data/bgjobs.yaml', join(folder, 'bgjobs.yaml'));
    await seen(join(folder, 'bgjobs.yaml'), () => {
      symlinkSync('two', join(folder, '..data_tmp'));
      renameSync(join(folder, '..data_tmp'), join(folder, '..data'));
    });
  });

  it('sees a file in a folder that was removed and made again', async () => {
    const inner = join(folder, 'inner');
    const file = join(inner, 'bgjobs.yaml');
    mkdirSync(inner);
    writeFileSync(file, 'version: 1\n');
    let calls = 0;
    let called: () => void = () => undefined;
    const read = (): boolean => {
      calls++;
      called();
      return true;
    };
    watcher = watchFile(file, read, { by: 'events', seen: sightOf(file) });
    const next = (): Promise<void> => new Promise((resolve) => (called = resolve));
    const gone = next();
    rmSync(inner, { recursive: true });
    await gone;
    const back = next();
    mkdirSync(inner);
    writeFileSync(file, 'version: 1\n# again\n');
    await back;
    expect(calls).toBeGreaterThanOrEqual(2);
  });
});
