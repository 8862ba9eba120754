import { execFile, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createConfigStore, type ConfigStore } from '../../src/app/configStore.js';
import { sightOf, watchFile, type FileWatcher, type WatchBy } from '../../src/app/fileWatcher.js';
import type { Snapshot } from '../../src/policy/snapshot.js';
import { within } from '../rig/eventually.js';
import { makeScratch, type Scratch } from '../rig/scratch.js';

let scratch: Scratch;
let folder: string;
let file: string;
let watcher: FileWatcher | undefined;
beforeEach(() => {
  scratch = makeScratch();
  folder = scratch.folder('project');
  file = join(folder, 'bgjobs.yaml');
});
afterEach(async () => {
  await watcher?.close();
  scratch.remove();
});

/** A good file whose only profile has this name. */
function fileOf(name: string): string {
  return `version: 1\nprofiles:\n  ${name}:\n    command: [echo, ${name}]\n`;
}

interface Running {
  readonly store: ConfigStore;
  /** What was told to the world, in order: the profile in force, or how it stands with the file. */
  readonly told: string[];
  /** Waits until exactly this was told last. */
  readonly until: (what: string) => Promise<void>;
}

interface Hooks {
  /** After each reading, with what it answered. */
  readonly afterRead?: (isDone: boolean) => void;
}

/** A store and its watcher, wired as the server wires them. */
async function run(by: WatchBy, hooks: Hooks = {}): Promise<Running> {
  const seen = sightOf(file);
  const store = createConfigStore({ file, env: { PATH: process.env.PATH }, diagnostics: [] });
  const told: string[] = [];
  let wake: () => void = () => undefined;
  store.onSnapshot((now: Snapshot) => {
    told.push(now.status.state === 'valid' ? [...now.config.profiles.keys()].join() : now.status.state);
    wake();
  });
  const read = (isLast: boolean): boolean => {
    const isDone = store.reload(isLast);
    hooks.afterRead?.(isDone);
    return isDone;
  };
  watcher = watchFile(file, read, { by, seen });
  await watcher.watching;
  const until = async (what: string): Promise<void> => {
    while (told.at(-1) !== what) await new Promise<void>((resolve) => (wake = resolve));
  };
  return { store, told, until: (what) => within(`\`${what}\` (told: ${told.join()})`, until(what)) };
}

function save(text: string): void {
  scratch.replace('project/bgjobs.yaml', text);
}

function inChunks(text: string): void {
  const descriptor = openSync(file, 'w');
  writeSync(descriptor, text.slice(0, 20));
  writeSync(descriptor, text.slice(20));
  closeSync(descriptor);
}

function shell(script: string): void {
  const { status, stderr } = spawnSync('/bin/sh', ['-ec', script], { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}

/** How files are saved: each turns the file into another text. */
const WAYS: readonly (readonly [string, (text: string, name: string) => void])[] = [
  ['written in place in two chunks', inChunks],
  ['written aside and renamed', save],
  ['changed by sed -i', (_text, name) => shell(`sed -i -e 's/before/${name}/g' bgjobs.yaml`)],
  [
    // As vim does with `backup` and `writebackup`: it probes the folder, moves the old file away and writes a new one.
    'moved to a backup and written anew',
    (text) => {
      writeFileSync(join(folder, '.bgjobs.yaml.swp'), 'b0VIM');
      writeFileSync(join(folder, '4913'), '');
      unlinkSync(join(folder, '4913'));
      renameSync(file, `${file}~`);
      writeFileSync(file, text);
      unlinkSync(`${file}~`);
      unlinkSync(join(folder, '.bgjobs.yaml.swp'));
    },
  ],
  [
    'deleted and created again',
    (text) => {
      rmSync(file);
      writeFileSync(file, text);
    },
  ],
  [
    'replaced by a link',
    (text) => {
      scratch.write('elsewhere/other.yaml', text);
      symlinkSync('../elsewhere/other.yaml', join(folder, 'link'));
      renameSync(join(folder, 'link'), file);
    },
  ],
  ['copied over with its old times', (text) => keepTimes(() => writeFileSync(file, text))],
  ['written through another name of it', (text) => shell(`ln bgjobs.yaml ../other; cat > ../other <<'E'\n${text}E`)],
  [
    'saved 200 times at once',
    (text) => {
      for (let count = 1; count < 200; count++) (count % 2 === 0 ? save : inChunks)(fileOf(`save-${count}`));
      save(text);
    },
  ],
];

function keepTimes(change: () => void): void {
  const at = new Date('2024-01-01T00:00:00Z');
  utimesSync(file, at, at);
  change();
  utimesSync(file, at, at);
}

describe.each(['events', 'poll'] as const)('a file watched by %s', (by) => {
  it.each(WAYS)('that is %s is told once', async (_what, change) => {
    writeFileSync(file, fileOf('before'));
    const { told, until, store } = await run(by);
    change(fileOf('changed'), 'changed');
    await until('changed');
    save(fileOf('last'));
    await until('last');
    expect(told).toEqual(['changed', 'last']);
    expect(store.current().status.report?.summary).toBe('added profile `last`; removed profile `changed`');
  });

  it('that is touched, made private, or saved as it was is not told', async () => {
    save(fileOf('same'));
    const reads: boolean[] = [];
    let wake: () => void = () => undefined;
    const { told, until } = await run(by, {
      afterRead: (isDone) => {
        reads.push(isDone);
        wake();
      },
    });
    const changes = [
      () => utimesSync(file, new Date(), new Date()),
      () => chmodSync(file, 0o600),
      () => save(fileOf('same')),
    ];
    for (const change of changes) {
      const read = new Promise<void>((resolve) => (wake = resolve));
      change();
      await within('the file to be read again', read);
    }
    save(fileOf('last'));
    await until('last');
    expect(told).toEqual(['last']);
    expect(reads.length).toBeGreaterThanOrEqual(4);
  });

  it('that is half-written is told when it is whole', async () => {
    save(fileOf('before'));
    const text = fileOf('changed');
    const answers: boolean[] = [];
    const { told, until } = await run(by, {
      // The rest comes after the first half was read.
      afterRead(isDone) {
        answers.push(isDone);
        if (answers.length === 1) appendFileSync(file, text.slice(30));
      },
    });
    writeFileSync(file, text.slice(0, 30));
    await until('changed');
    expect(answers[0]).toBe(false);
    expect(told).toEqual(['changed']);
  });

  it('that goes for a moment is not told to be gone', async () => {
    save(fileOf('before'));
    let reads = 0;
    const { told, until } = await run(by, {
      afterRead() {
        if (++reads === 1) save(fileOf('changed'));
      },
    });
    rmSync(file);
    await until('changed');
    expect(told).toEqual(['changed']);
  });

  it('that changes while it is read is read again', async () => {
    save(fileOf('first0'));
    let reads = 0;
    const { told, until } = await run(by, {
      // In place, and as long as before.
      afterRead() {
        reads += 1;
        if (reads <= 3) writeFileSync(file, fileOf(`again${reads}`));
      },
    });
    save(fileOf('second'));
    await until('again3');
    expect(told).toEqual(['second', 'again1', 'again2', 'again3']);
  });

  it('that is broken is told once, keeps what is in force, and is told once when it is good', async () => {
    save(fileOf('before'));
    const { told, until, store } = await run(by);
    writeFileSync(file, 'version: 1\nprofiles: [\n');
    await until('invalid');
    writeFileSync(file, 'version: 1\nprofiles: [\n\n# not yet\n');
    utimesSync(file, new Date(), new Date());
    expect([...store.current().config.profiles.keys()]).toEqual(['before']);
    save(fileOf('repaired'));
    await until('repaired');
    expect(told.filter((what) => what !== 'invalid')).toEqual(['repaired']);
  });

  it('that comes and goes is told each time', async () => {
    const { told, until } = await run(by);
    save(fileOf('new'));
    await until('new');
    rmSync(file);
    await until('missing');
    save(fileOf('back'));
    await until('back');
    expect(told).toEqual(['new', 'missing', 'back']);
  });

  it('is found again when its folder was removed and made anew', async () => {
    save(fileOf('before'));
    const { told, until } = await run(by);
    rmSync(folder, { recursive: true });
    await until('missing');
    mkdirSync(folder);
    writeFileSync(file, fileOf('anew'));
    await until('anew');
    save(fileOf('changed'));
    await until('changed');
    expect(told).toEqual(['missing', 'anew', 'changed']);
  });

  it('is found again when another folder took the place of its folder', async () => {
    save(fileOf('before'));
    const { told, until } = await run(by);
    scratch.write('other/bgjobs.yaml', fileOf('other'));
    renameSync(folder, `${folder}-old`);
    renameSync(join(scratch.path, 'other'), folder);
    await until('other');
    save(fileOf('changed'));
    await until('changed');
    expect(told).toEqual(['other', 'changed']);
  });

  it('behind a link that is swapped is told once', async () => {
    for (const name of ['one', 'two', 'three']) scratch.write(`project/${name}/bgjobs.yaml`, fileOf(name));
    const point = (name: string): void => {
      symlinkSync(name, join(folder, '..data_tmp'));
      renameSync(join(folder, '..data_tmp'), join(folder, '..data'));
    };
    point('one');
    symlinkSync('..data/bgjobs.yaml', file);
    const { told, until } = await run(by);
    for (const name of ['two', 'three', 'one']) {
      point(name);
      await until(name);
    }
    expect(told).toEqual(['two', 'three', 'one']);
  });

  it('that another process saves 200 times in a second ends with the last text, and is told seldom', async () => {
    save(fileOf('before'));
    const { told, until } = await run(by);
    const script = `
      const { openSync, writeSync, closeSync, writeFileSync, renameSync } = require('node:fs');
      const [file] = process.argv.slice(1);
      let count = 0;
      let longest = 0;
      const inPlace = (text) => {
        const began = performance.now();
        const fd = openSync(file, 'w');
        writeSync(fd, text);
        closeSync(fd);
        longest = Math.max(longest, performance.now() - began);
      };
      const timer = setInterval(() => {
        count += 1;
        const text = ${JSON.stringify(fileOf('NAME'))}.replaceAll('NAME', count < 200 ? 'save-' + count : 'last');
        if (count % 2 === 0) inPlace(text);
        else { writeFileSync(file + '.tmp', text); renameSync(file + '.tmp', file); }
        if (count === 200) clearInterval(timer), console.log(longest);
      }, 5);`;
    const { stdout } = await promisify(execFile)(process.execPath, ['-e', script, file]);
    await until('last');
    expect(readFileSync(file, 'utf8')).toBe(fileOf('last'));
    // A writer that stops in the middle for longer than the file is waited for has left half a file.
    const wasStopped = Number(stdout) > 200;
    if (!wasStopped) expect(told).not.toContain('invalid');
    expect(told).not.toContain('missing');
    expect(told.length).toBeLessThan(100);
  });
});
