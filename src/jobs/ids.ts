import { closeSync, constants, writeSync } from 'node:fs';
import { basename, join } from 'node:path';
import { openRegular, readRegular } from './regularFile.js';

/** Names that a job may be given. */
const NAME = /^[A-Za-z][A-Za-z0-9_-]{0,47}$/;

/** Whether a caller may name a job so. */
export function isJobName(name: string): boolean {
  return NAME.test(name);
}

/** A name for a job that was given none: what its program is called. */
export function nameFromProgram(program: string): string {
  const name = basename(program)
    .toLowerCase()
    .replace(/\.(?:c|m)?js$|\.(?:sh|py)$/, '')
    .replace(/[^a-z0-9_-]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 24);
  return name === '' ? 'job' : name;
}

/** The name itself, or with the first number that makes it free: `node`, `node-2`. */
export function freeName(name: string, isTaken: (name: string) => boolean): string {
  let free = name;
  for (let count = 2; isTaken(free); count++) free = `${name.slice(0, 44)}-${count}`;
  return free;
}

/** Gives out id suffixes that never come twice in a state folder. */
export interface IdSequence {
  next(): string;
}

const START = 1;
/** Odd, so that multiplying by it visits every value of a power of two once; neighbours look nothing alike. */
const STRIDE = 0x9e3b;
const FILE = 'last-id';
/** Digits of the largest safe integer. */
const COUNTER_WIDTH = 16;

/**
 * Counts in a file of the folder, so that an id is not used again after its folder went.
 * A counter that cannot be read starts again; whoever makes the folder finds out about ids that are there already.
 * @param stateFolder where counting goes on from, if that is another folder: the jobs in it are seen, though none can be added.
 */
export function openIdSequence(folder: string, stateFolder = folder): IdSequence {
  const file = join(folder, FILE);
  let last = readCounter(join(stateFolder, FILE));
  return {
    next() {
      last = Math.max(last, readCounter(file)) + 1;
      writeCounter(file, last);
      return scramble(last + START);
    },
  };
}

/** Four hex digits for the first 65,536, then five, and so on; different for different counts. */
export function scramble(count: number): string {
  const width = Math.max(4, count.toString(16).length);
  const values = 16n ** BigInt(width);
  return ((BigInt(count) * BigInt(STRIDE)) % values).toString(16).padStart(width, '0');
}

function readCounter(file: string): number {
  try {
    const count = Number(readRegular(file));
    return Number.isSafeInteger(count) && count > 0 ? count : 0;
  } catch {
    return 0;
  }
}

/** Over the old one in a single write, and always as long: a file put in its place would go to the disk with every job. */
function writeCounter(file: string, count: number): void {
  try {
    const fd = openRegular(file, constants.O_WRONLY | constants.O_CREAT, 0o600);
    try {
      writeSync(fd, String(count).padStart(COUNTER_WIDTH), 0);
    } finally {
      closeSync(fd);
    }
  } catch {
    // A full disk must not keep jobs from starting: the count goes on in memory.
  }
}
