import { statSync, type BigIntStats } from 'node:fs';
import { basename, dirname } from 'node:path';
import { watch, type FSWatcher } from 'chokidar';

/** How long a file that was replaced has to be quiet before it is read, milliseconds. A rename is whole at once. */
const SETTLE_MS = 40;
/** The same for a file that is written in place, where a pause may be one between two chunks. */
const SETTLE_IN_PLACE_MS = 100;
/** A burst of changes that does not end is cut here, milliseconds. */
const LONGEST_BURST_MS = 500;
/** How long a text that makes no sense has to stay as it is before it is no longer taken for one that is being written, milliseconds. */
const UNFINISHED_MS = 250;
/** Times of files are this coarse at worst, milliseconds: a file changed within it can change again unseen. */
const CLOCK_TICK_MS = 20;
/** How often the file is looked at without any event: for lost events and links that lead out of the folder. */
const GLANCE_MS = 2_000;
/** The same where there are no events. */
const POLL_MS = 500;

/** How changes are noticed: by events of the file system, or by looking alone (network folders, some containers). */
export type WatchBy = 'events' | 'poll';

export interface WatchOptions {
  readonly by: WatchBy;
  /** What `sightOf` said before the file was read last, so that no change in between is missed. */
  readonly seen: string | undefined;
}

/**
 * Reads the file. With `isLast` false it may answer false: the text looks half-written, nothing was told to anyone, and it
 * is asked again after a pause.
 */
export type FileReader = (isLast: boolean) => boolean;

/** A watch that goes on until it is closed. */
export interface FileWatcher {
  /** Events come from here on, and what happened before has been looked for. */
  readonly watching: Promise<void>;
  close(): Promise<void>;
}

/**
 * Calls back when a file may have changed, once it is quiet. The folder is watched, not the file, so that editors which
 * replace a file by renaming, and symlink swaps (Kubernetes config maps swap a link named `..data` beside the file), are
 * seen. A glance at the file from time to time catches what sends no events, and a folder that was made anew.
 * The callback is cheap to call in vain; nothing here keeps the process alive.
 */
export function watchFile(file: string, read: FileReader, options: WatchOptions): FileWatcher {
  const folder = dirname(file);
  const names = new Set([basename(file), '..data']);
  let { seen } = options;
  let folderSeen = folderSightOf(folder);
  let hasFailed = false;
  let isClosed = false;
  let reading: NodeJS.Timeout | undefined;
  let burstBegan: number | undefined;
  /** A text that makes no sense, and until when it has to stay as it is to be believed. */
  let unfinished: { readonly sight: string | undefined; readonly until: number } | undefined;
  let glancing: NodeJS.Timeout | undefined;
  let watcher = options.by === 'events' ? open() : undefined;
  const watching =
    watcher === undefined
      ? Promise.resolve()
      : new Promise<void>((resolve) => void watcher?.once('ready', resolve).once('error', () => resolve()));
  if (watcher === undefined) look();
  glanceLater();

  return {
    watching,
    async close() {
      isClosed = true;
      clearTimeout(glancing);
      clearTimeout(reading);
      await watcher?.close();
    },
  };

  function open(): FSWatcher {
    const opened = watch(folder, {
      depth: 0,
      ignoreInitial: true,
      persistent: false,
      // Nothing else in the folder gets a watch of its own: a repository's top folder can hold thousands of files.
      ignored: (path) => path !== folder && !names.has(basename(path)),
    });
    // `raw` too: a link that is swapped is an event of the folder, and none of a watched file. `ready`: what happened
    // while the watch was being set up had no event.
    opened.on('all', look).on('raw', look).on('ready', look);
    // Too many watches, a folder that cannot be read: looking goes on alone.
    opened.on('error', () => {
      hasFailed = true;
    });
    return opened;
  }

  function glanceLater(): void {
    clearTimeout(glancing);
    if (isClosed) return;
    const isBlind = watcher === undefined || hasFailed || seen === undefined;
    glancing = setTimeout(glance, isBlind ? POLL_MS : GLANCE_MS).unref();
  }

  function glance(): void {
    const folderNow = folderSightOf(folder);
    if (watcher !== undefined && folderNow !== folderSeen && folderNow !== undefined) {
      void watcher.close();
      hasFailed = false;
      watcher = open();
    }
    folderSeen = folderNow;
    look();
    glanceLater();
  }

  /** One stat; a folder that is busy with other files costs no more than that. */
  function look(): void {
    const now = sightOf(file);
    if (isClosed || now === seen) return;
    const isInPlace = inodeOf(now) === inodeOf(seen);
    seen = now;
    unfinished = undefined;
    // The folder may have gone with it.
    if (now === undefined) glanceLater();
    const time = performance.now();
    burstBegan ??= time;
    if (reading !== undefined && time - burstBegan > LONGEST_BURST_MS) return;
    readAfter(isInPlace ? SETTLE_IN_PLACE_MS : SETTLE_MS);
  }

  function readAfter(ms: number): void {
    clearTimeout(reading);
    reading = setTimeout(readNow, ms).unref();
  }

  function readNow(): void {
    reading = undefined;
    burstBegan = undefined;
    const isYoung = changedWithin(file, CLOCK_TICK_MS);
    const time = performance.now();
    // Looked at anew: on a busy machine this timer can be before the events of what changed meanwhile.
    const sight = sightOf(file);
    if (unfinished?.sight !== sight) unfinished = undefined;
    const isDone = read(unfinished !== undefined && time >= unfinished.until);
    if (isDone) unfinished = undefined;
    else unfinished ??= { sight, until: time + UNFINISHED_MS };
    if (!isDone) readAfter(UNFINISHED_MS + 1);
    else if (isYoung) readAfter(SETTLE_MS);
  }
}

/** What tells one state of a file from another without reading it; undefined when there is none. */
export function sightOf(file: string): string | undefined {
  const stat = statOf(file);
  return stat && [stat.dev, stat.ino, stat.size, stat.mtimeNs, stat.ctimeNs, stat.mode].join(':');
}

function inodeOf(sight: string | undefined): string | undefined {
  return sight?.split(':', 2).join(':');
}

/** A folder's times change with every file in it; only its being another folder matters. Inodes are used again at once. */
function folderSightOf(folder: string): string | undefined {
  const stat = statOf(folder);
  return stat && [stat.dev, stat.ino, stat.birthtimeNs].join(':');
}

function changedWithin(file: string, ms: number): boolean {
  const age = Date.now() - Number(statOf(file)?.ctimeMs ?? 0);
  return age >= 0 && age < ms;
}

function statOf(path: string): BigIntStats | undefined {
  try {
    return statSync(path, { bigint: true });
  } catch {
    return undefined;
  }
}
