import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readRegular } from '../../src/jobs/regularFile.js';
import { makeFifo } from '../../src/jobs/spawn.js';
import { makeScratch, type Scratch } from '../rig/scratch.js';

let scratch: Scratch;
let file: string;
beforeEach(() => {
  scratch = makeScratch();
  file = join(scratch.path, 'file');
});
afterEach(() => {
  scratch.remove();
});

describe('what is read of a file that a job may have replaced', () => {
  it('is all of it where it is a file', () => {
    writeFileSync(file, 'what it says');
    expect(readRegular(file)).toBe('what it says');
    expect(readRegular(file, 12)).toBe('what it says');
    expect(() => readRegular(file, 11)).toThrow('larger');
  });

  it('is nothing of what has no end', () => {
    writeFileSync(file, '');
    truncateSync(file, 3_000_000_000);
    expect(() => readRegular(file)).toThrow('larger');
  });

  it.each([
    ['a FIFO', () => void makeFifo(file)],
    ['a link', () => symlinkSync('/etc/passwd', file)],
    ['a folder', () => mkdirSync(file)],
    ['nothing', () => undefined],
  ])('is nothing where it is %s', (_, make) => {
    make();
    expect(() => readRegular(file)).toThrow();
  });
});
