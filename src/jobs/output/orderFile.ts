import { appendFileSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createStreamOrder, type StreamOrder, type StreamPair } from './streamOrder.js';

const ZERO: StreamPair = { stdout: 0, stderr: 0 };
/** The file is written anew when it has this many lines more than twice what is needed. */
const SPARE_LINES = 1_000;

/**
 * Reads an order from its file: a line `STDOUT STDERR` for each checkpoint, the first where it begins. A line that is
 * not complete is ignored.
 */
export function readStreamOrder(path: string): StreamOrder {
  const [first = ZERO, ...rest] = readPairs(path);
  const order = createStreamOrder(first);
  for (const pair of rest) order.note(pair);
  return order;
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
        appendFileSync(path, lineOf(ends));
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

function readPairs(path: string): StreamPair[] {
  let text: string;
  try {
    text = readFileSync(path, 'latin1');
  } catch {
    return [];
  }
  return [...text.matchAll(/^(\d+) (\d+)\n/gm)].map(([, stdout, stderr]) => ({
    stdout: Number(stdout),
    stderr: Number(stderr),
  }));
}
