import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freeName, isJobName, nameFromProgram, openIdSequence, scramble } from '../../src/jobs/ids.js';
import { makeFifo } from '../../src/jobs/spawn.js';

describe('scramble', () => {
  it('gives four hex digits, all different, for the first 65,536 and five after that', () => {
    const seen = new Set(Array.from({ length: 70_000 }, (_, count) => scramble(count)));
    expect(seen.size).toBe(70_000);
    expect(scramble(65_535)).toMatch(/^[0-9a-f]{4}$/);
    expect(scramble(65_536)).toMatch(/^[0-9a-f]{5}$/);
  });
});

describe('openIdSequence', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'bgj-ids-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('goes on where another sequence of the same folder stopped', () => {
    const first = openIdSequence(folder);
    const given = [first.next(), first.next()];
    const second = openIdSequence(folder);
    given.push(second.next(), first.next(), second.next());
    expect(new Set(given).size).toBe(5);
  });

  it('goes on where the sequence of another folder stands, whose jobs are seen and which cannot be written', () => {
    const first = openIdSequence(folder);
    const given = [first.next(), first.next()];
    const elsewhere = mkdtempSync(join(tmpdir(), 'bgj-ids-'));
    const second = openIdSequence(elsewhere, folder);
    given.push(second.next(), second.next());
    rmSync(elsewhere, { recursive: true });
    expect(new Set(given).size).toBe(4);
    // One that another program left there has no other end, and is not waited for.
    rmSync(join(folder, 'last-id'));
    expect(makeFifo(join(folder, 'last-id'))).toBeUndefined();
    expect(openIdSequence(folder).next()).toMatch(/^[0-9a-f]{4}$/);
  });

  it('starts again when its file is broken or cannot be written', () => {
    writeFileSync(join(folder, 'last-id'), 'nonsense');
    expect(openIdSequence(folder).next()).toMatch(/^[0-9a-f]{4}$/);
    const nowhere = openIdSequence(join(folder, 'missing'));
    expect(nowhere.next()).not.toBe(nowhere.next());
  });
});

describe('names', () => {
  it('are made from programs and are always permitted', () => {
    expect(nameFromProgram('/usr/bin/python3.11')).toBe('python3-11');
    expect(nameFromProgram('npm-cli.js')).toBe('npm-cli');
    expect(nameFromProgram('/x/_ö_')).toBe('job');
    fc.assert(fc.property(fc.string(), (program) => isJobName(nameFromProgram(program))));
  });

  it('get a number when they are taken', () => {
    const taken = new Set(['web', 'web-2']);
    expect(freeName('web', (name) => taken.has(name))).toBe('web-3');
  });

  it.each(['', '1a', '-x', 'a b', 'a/b', '../x', 'a.b', 'x'.repeat(49)])('%j is none', (name) => {
    expect(isJobName(name)).toBe(false);
  });
});
