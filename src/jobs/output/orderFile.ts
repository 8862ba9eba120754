import { closeSync, constants, fstatSync, readSync, renameSync, writeFileSync, writeSync, type Stats } from 'node:fs';
import { createStreamOrder, type StreamOrder, type StreamPair } from './streamOrder.js';
import { openRegular, readRegular } from '../regularFile.js';

const ZERO: StreamPair = { stdout: 0, stderr: 0 };
/** The file is written anew when it has this many lines more than twice what is needed. */
const SPARE_LINES = 1_000;

/** Of an order that is much longer than any that is kept. */
const MOST_BYTES = 256 * 1024 * 1024;

/** An order that another process keeps. */
export interface FollowedOrder extends StreamOrder {
  /** Takes over what was written down since. */
  refresh(): void;
}

/**
 * Reads an order from its file: a line `STDOUT STDERR` for each checkpoint, the first where it begins. A line that is
 * not complete is ignored.
 */
function readStreamOrder(path: string): StreamOrder {
  return orderOf(parsePairs(readWhole(path)));
}

/** Follows the order in a file that another process writes. What is noted here is known here alone. */
export function followStreamOrder(path: string): FollowedOrder {
  let order = createStreamOrder(ZERO);
  /** Which file was read, and how far. */
  let [file, read] = ['', 0];

  function take(fd: number, stat: Stats): void {
    const which = `${stat.ino} ${stat.birthtimeMs}`;
    if (which !== file || stat.size < read) [file, read] = [which, 0];
    if (stat.size === read) return;
    const bytes = Buffer.alloc(stat.size - read);
    const text = bytes.toString('latin1', 0, readSync(fd, bytes, 0, bytes.length, read));
    const pairs = parsePairs(text);
    if (read === 0) order = orderOf(pairs);
    else for (const pair of pairs) order.note(pair);
    read += text.lastIndexOf('\n') + 1;
  }

  const followed: FollowedOrder = {
    refresh() {
      let fd: number;
      try {
        fd = openRegular(path, constants.O_RDONLY);
      } catch {
        return;
      }
      try {
        take(fd, fstatSync(fd));
      } finally {
        closeSync(fd);
      }
    },
    note: (ends) => order.note(ends),
    at: (position) => order.at(position),
    end: () => order.end(),
    stretchEnd: (position) => order.stretchEnd(position),
    firstAfter: (kept) => order.firstAfter(kept),
    forget: (position) => order.forget(position),
    checkpoints: () => order.checkpoints(),
    count: () => order.count(),
  };
  followed.refresh();
  return followed;
}

/**
 * Goes on with the order in the file, or begins one; what it notes is written down, so that another process shows the
 * same. A disk that is full ends nothing: the file is written whole as soon as that works again.
 */
export function keepStreamOrder(path: string): StreamOrder {
  const order = readStreamOrder(path);
  let lines = Number.POSITIVE_INFINITY;

  function save(): void {
    const pairs = order.checkpoints();
    try {
      writeFileSync(`${path}.new`, pairs.map(lineOf).join(''), { mode: 0o600 });
      renameSync(`${path}.new`, path);
      lines = pairs.length;
    } catch {
      lines = Number.POSITIVE_INFINITY;
    }
  }

  return {
    ...order,
    note(ends) {
      const isNew = order.note(ends);
      if (!isNew) return false;
      if (lines > 2 * order.count() + SPARE_LINES) {
        save();
        return true;
      }
      try {
        append(path, lineOf(ends));
        lines++;
      } catch {
        lines = Number.POSITIVE_INFINITY;
      }
      return true;
    },
  };
}

function lineOf({ stdout, stderr }: StreamPair): string {
  return `${stdout} ${stderr}\n`;
}

function orderOf([first = ZERO, ...rest]: readonly StreamPair[]): StreamOrder {
  const order = createStreamOrder(first);
  for (const pair of rest) order.note(pair);
  return order;
}

function append(path: string, line: string): void {
  const fd = openRegular(path, constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT, 0o600);
  try {
    writeSync(fd, line);
  } finally {
    closeSync(fd);
  }
}

function readWhole(path: string): string {
  try {
    return readRegular(path, MOST_BYTES);
  } catch {
    return '';
  }
}

function parsePairs(text: string): StreamPair[] {
  return [...text.matchAll(/^(\d+) (\d+)\n/gm)].map(([, stdout, stderr]) => ({
    stdout: Number(stdout),
    stderr: Number(stderr),
  }));
}
