import { readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openProcessTable } from '../../../src/jobs/process/openProcessTable.js';
import { ownServerId, type ServerId } from '../../../src/jobs/registry/serverId.js';
import { takeStartLock } from '../../../src/jobs/registry/startLock.js';
import { makeScratch, type Scratch } from '../../rig/scratch.js';

const table = openProcessTable();
const self = ownServerId(table);
const dead = { ...self, start: 1 };

let scratch: Scratch;
beforeEach(() => {
  scratch = makeScratch();
});
afterEach(() => scratch.remove());

const take = (server: ServerId): Promise<() => void> => takeStartLock(scratch.path, server, table);
const held = (number: number): string => readFileSync(join(scratch.path, `starting.${number}`), 'utf8');

describe('the lock on starts', () => {
  it('is given to one after the other', async () => {
    const order: string[] = [];
    const release = await take(self);
    const second = take(self).then((releaseSecond) => {
      order.push('second');
      releaseSecond();
    });
    order.push('first');
    release();
    await second;
    expect(order).toEqual(['first', 'second']);
    expect(held(2)).toBe('');
  });

  it('is taken from whoever is gone, by one of all who find that out at once', async () => {
    await take(dead);
    let holders = 0;
    const rounds = Array.from({ length: 20 }, async () => {
      const release = await take(self);
      holders++;
      expect(holders).toBe(1);
      await Promise.resolve();
      holders--;
      release();
    });
    await Promise.all(rounds);
    expect(held(21)).toBe('');
  });

  it('is taken from whoever hangs, who does not let go of it for the next one', async () => {
    const release = await take(self);
    const old = new Date(Date.now() - 60_000);
    utimesSync(join(scratch.path, 'starting.1'), old, old);
    await take(self);
    release();
    expect(JSON.parse(held(2))).toEqual(self);
  });

  it('is not waited for where it cannot be made', async () => {
    writeFileSync(join(scratch.path, 'file'), '');
    const release = await takeStartLock(join(scratch.path, 'file'), self, table);
    expect(release).not.toThrow();
  });
});
