import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openProcessTable } from '../../../src/jobs/process/openProcessTable.js';
import { readOwner, takeOver, writeFirstOwner } from '../../../src/jobs/registry/ownership.js';
import { ownServerId } from '../../../src/jobs/registry/serverId.js';
import { makeScratch, type Scratch } from '../../rig/scratch.js';

const table = openProcessTable();
const self = ownServerId(table);
const dead = { ...self, start: 1 };
/** Another server that lives: the process that started this one. */
const other = { ...self, pid: process.ppid, start: table.one(process.ppid)?.start ?? 0 };

let scratch: Scratch;
let folder: string;
beforeEach(() => {
  scratch = makeScratch();
  folder = join(scratch.path, 'job');
  mkdirSync(folder);
});
afterEach(() => scratch.remove());

describe('the ownership of a job', () => {
  it('is taken over from a server that is gone, by one of those that try', () => {
    writeFirstOwner(folder, dead);
    expect([takeOver(folder, self, table), takeOver(folder, other, table)]).toEqual([true, false]);
    expect(readOwner(folder)).toEqual(self);
    expect(readdirSync(folder)).toEqual(['owner.2']);
  });

  it('stays with a server that lives', () => {
    writeFirstOwner(folder, other);
    expect(takeOver(folder, self, table)).toBe(false);
    expect(readOwner(folder)).toEqual(other);
  });

  it('is taken over again when the one that took it over is gone, whether it had written more or not', () => {
    writeFirstOwner(folder, dead);
    expect(takeOver(folder, { ...dead, start: 2 }, table)).toBe(true);
    expect(takeOver(folder, self, table)).toBe(true);
    expect(readOwner(folder)).toEqual(self);
  });

  it('survives files that cannot be read', () => {
    writeFirstOwner(folder, dead);
    writeFileSync(join(folder, 'owner.7'), '{"pid"');
    expect(readOwner(folder)).toEqual(dead);
    expect(takeOver(folder, self, table)).toBe(true);
    expect(existsSync(join(folder, 'owner.8'))).toBe(true);
    expect(readOwner(folder)).toEqual(self);
  });

  it('is nobody’s in a folder that is gone', () => {
    expect(readOwner(join(folder, 'gone'))).toBeUndefined();
    expect(takeOver(join(folder, 'gone'), self, table)).toBe(false);
  });
});
