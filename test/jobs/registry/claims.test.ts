import { chmodSync, chownSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { claimAfter, claimsIn } from '../../../src/jobs/registry/claims.js';
import { makeScratch, type Scratch } from '../../rig/scratch.js';

let scratch: Scratch;
beforeEach(() => {
  scratch = makeScratch();
});
afterEach(() => scratch.remove());

const claim = (number: number): string => claimAfter(scratch.path, 'owner', number, 'text');
const files = (): readonly string[] => readdirSync(scratch.path);

describe('claims', () => {
  it('follow one another, and take the place of those before', () => {
    expect([claim(0), claim(1), claim(2)]).toEqual(['claimed', 'claimed', 'claimed']);
    expect(files()).toEqual(['owner.3']);
  });

  it('are one when several follow the same one', () => {
    expect([claim(0), claim(0)]).toEqual(['claimed', 'late']);
    expect(files()).toEqual(['owner.1']);
  });

  it('are none to whoever was held up until the one that followed is gone as well', () => {
    expect([claim(0), claim(1), claim(0)]).toEqual(['claimed', 'claimed', 'late']);
    expect(files()).toEqual(['owner.2']);
  });

  it('cannot be made in a folder that is not there', () => {
    expect(claimAfter(join(scratch.path, 'gone'), 'owner', 0, 'text')).toBe('impossible');
    expect(claimsIn(join(scratch.path, 'gone'), 'owner')).toEqual([]);
  });

  it('cannot be made in a folder whose files cannot be listed', () => {
    const home = process.cwd();
    const isRoot = process.geteuid?.() === 0;
    process.chdir(scratch.path);
    try {
      chmodSync('.', 0o300);
      if (isRoot) {
        // Who may list everything.
        chownSync('.', 65_534, 0);
        process.seteuid?.(65_534);
      }
      expect(claimAfter('.', 'owner', 0, 'text')).toBe('impossible');
      writeFileSync('owner.1', '');
      expect(claimAfter('.', 'owner', 0, 'text')).toBe('impossible');
    } finally {
      if (isRoot) process.seteuid?.(0);
      process.chdir(home);
      chmodSync(scratch.path, 0o700);
    }
  });

  it('are told by number, and from other files', () => {
    for (const name of ['owner.9', 'owner.10', 'owner.new.1', 'owners.11', 'owner.x']) {
      writeFileSync(join(scratch.path, name), '');
    }
    expect(claimsIn(scratch.path, 'owner').map(({ number }) => number)).toEqual([10, 9]);
  });
});
