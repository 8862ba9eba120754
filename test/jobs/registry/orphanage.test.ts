import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { jobsFolder } from '../../../src/jobs/jobFolder.js';
import { ALL_CAPABILITIES } from '../../../src/jobs/process/openProcessTable.js';
import { createOrphanage, type Orphanage } from '../../../src/jobs/registry/orphanage.js';
import { createServer, type Server } from '../../../src/jobs/server.js';
import { systemClock } from '../../../src/lib/clock.js';
import { err } from '../../../src/lib/result.js';
import { makeScratch, type Scratch } from '../../rig/scratch.js';
import { leaveJob } from './leaveJob.js';

let scratch: Scratch;
let child: ChildProcess;
let server: Server;
let orphanage: Orphanage;
/** How much later it is than the system's clock says, milliseconds. */
let later: number;
beforeEach(async () => {
  scratch = makeScratch();
  mkdirSync(jobsFolder(scratch.path));
  child = spawn('/bin/sleep', ['1000'], { detached: true, stdio: 'ignore' });
  await once(child, 'spawn');
  later = 0;
  const plain = createServer({
    stateFolder: scratch.path,
    limits: { maxJobs: 1, keepFinished: 1, keepFinishedForMs: 1 },
    serverEnv: {},
    reaper: '/nowhere',
    takesOver: true,
    scriptPlaces: undefined,
    punchHoles: false,
    capabilities: ALL_CAPABILITIES,
  });
  const clock = { ...systemClock, monotonic: () => systemClock.monotonic() + later };
  server = {
    ...plain,
    context: { ...plain.context, clock },
    workplace: Promise.resolve(err('not needed')),
    isOpen: true,
  };
  orphanage = createOrphanage(server);
});
afterEach(async () => {
  await server.watchdog?.dismiss();
  child.kill('SIGKILL');
  server.context.ticker.stop();
  scratch.remove();
});

function leave(lifetime: 'session' | 'persistent', owner: object = { start: 1 }): void {
  const whose = { pid: child.pid ?? 0, owner: { ...server.context.owner, ...owner } };
  leaveJob(jobsFolder(scratch.path), whose, 'a', { lifetime });
}

async function look(): Promise<void> {
  server.mirrors.refresh();
  orphanage.look();
  await orphanage.settled();
}

const ownerOf = (id: string): unknown => server.table.byId(id)?.owner;
const isChildAlive = (): boolean => server.context.table.one(child.pid ?? 0)?.zombie === false;

describe('a server that is up when another one goes', () => {
  it('leaves session jobs to their watchdog, and stops them when that has gone too', async () => {
    leave('session');
    await look();
    later = 9_000;
    await look();
    expect(isChildAlive()).toBe(true);
    later = 11_000;
    await look();
    expect(isChildAlive()).toBe(false);
    server.mirrors.refresh();
    expect(server.table.byId('a')).toMatchObject({ state: 'exited', cause: { outcome: 'lost' }, isTreeGone: true });
  });

  it('takes over persistent jobs, and lets them run', async () => {
    leave('persistent');
    await look();
    expect(ownerOf('a')).toEqual(server.context.owner);
    expect(isChildAlive()).toBe(true);
  });

  it('looks by itself, for nobody may call it', async () => {
    leave('persistent');
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    try {
      orphanage.keepWatch();
      expect(ownerOf('a')).toBeUndefined();
      vi.advanceTimersToNextTimer();
      await orphanage.settled();
      expect(ownerOf('a')).toEqual(server.context.owner);
      orphanage.endWatch();
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });

  it('leaves what has a server, and everything while it goes itself', async () => {
    leave('persistent', { pid: process.ppid, start: server.context.table.one(process.ppid)?.start });
    await look();
    expect(ownerOf('a')).toMatchObject({ pid: process.ppid });
    server.isClosing = true;
    leaveJob(jobsFolder(scratch.path), { pid: child.pid ?? 0, owner: { ...server.context.owner, start: 1 } }, 'b', {
      lifetime: 'persistent',
    });
    await look();
    expect(ownerOf('b')).toMatchObject({ start: 1 });
  });

  it('only looks as long as it is not open', async () => {
    server.isOpen = false;
    leave('persistent');
    await look();
    expect(ownerOf('a')).toMatchObject({ start: 1 });
  });
});
