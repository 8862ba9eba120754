import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { JobRecord } from '../../src/jobs/registry/jobRecord.js';
import type { StopReport } from '../../src/jobs/jobs.js';
import { findCgroupHome, removeCgroup } from '../../src/jobs/process/cgroup.js';
import type { Result } from '../../src/lib/result.js';
import { fixtureProgram, type FixtureProgram, type Run } from '../rig/fixtureProgram.js';
import { eventually } from '../rig/eventually.js';
import { isAlive, processesNaming } from '../rig/processes.js';
import { makeScratch, type Scratch } from '../rig/scratch.js';
import { buildJobs } from './buildJobs.js';
import { startJobServer, type JobServer } from './jobServer.js';
import { MARK } from './place.js';

const SHAPES = fileURLToPath(new URL('../fixtures/trees', import.meta.url));
/** What every system has as `nobody`. */
const NOBODY = 65_534;
const IS_ROOT = process.getuid?.() === 0;
const HOME = findCgroupHome();
/** Control groups of version 1 can freeze a process so that not even SIGKILL ends it before it is thawed. */
const FREEZER = '/sys/fs/cgroup/freezer';

const MODES = [
  { user: 'this user', uid: undefined, proc: true, cgroup: true },
  { user: 'this user', uid: undefined, proc: true, cgroup: false },
  { user: 'this user', uid: undefined, proc: false, cgroup: false },
  { user: 'an unprivileged user', uid: NOBODY, proc: true, cgroup: true },
  { user: 'an unprivileged user', uid: NOBODY, proc: true, cgroup: false },
].filter(({ uid, cgroup }) => (uid === undefined || IS_ROOT) && (!cgroup || HOME !== undefined));

/** Without `/proc` and a control group, nothing ties this one to its job. */
const UNFINDABLE = 'hidden.sh';

interface RecordSeen {
  readonly state: string;
  readonly tree_gone: boolean;
  readonly leader: { readonly pid: number };
  readonly cgroup?: string;
}

let build: Scratch;
beforeAll(async () => {
  build = makeScratch();
  await buildJobs(build.path);
  chmodSync(build.path, 0o755);
});
afterAll(() => build.remove());

describe.each(MODES)('for $user, /proc: $proc, control groups: $cgroup', ({ uid, proc, cgroup }) => {
  let scratch: Scratch;
  let program: FixtureProgram;
  let server: JobServer;
  let delegated: string | undefined;

  beforeEach(async () => {
    scratch = makeScratch();
    program = await fixtureProgram(join(scratch.path, 's'));
    if (uid !== undefined) {
      chmodSync(scratch.path, 0o755);
      chownSync(scratch.path, uid, uid);
      chmodSync(join(scratch.path, 's'), 0o777);
      if (cgroup && HOME !== undefined) delegated = delegate(join(HOME, `bgj-test-${process.pid}`), uid);
    }
    server = await serve();
  });

  function serve(): Promise<JobServer> {
    const stateFolder = join(scratch.path, 'state');
    const capabilities = { proc, cgroup };
    return startJobServer({ build: build.path, stateFolder, mark: scratch.path, uid, capabilities, cgroup: delegated });
  }

  afterEach(async () => {
    await server.order({ close: true });
    await server.ended;
    const left = processesNaming(`${MARK}=${scratch.path}`);
    await program.close();
    scratch.remove();
    if (delegated !== undefined) await removeCgroup(delegated);
    expect(left).toEqual([]);
  });

  /** Starts a tree of this shape. @returns the job's id and the process at the end of it. */
  async function grow(shape: string, words: readonly string[] = program.command): Promise<[string, Run]> {
    const [node = '', ...rest] = words;
    const leaf = node === 'node' ? process.execPath : node;
    const argv = ['/bin/sh', join(SHAPES, `${shape}.sh`), leaf, ...rest];
    const [started] = (await server.order({ start: argv, grace: 100 })) as [Result<{ readonly id: string }, unknown>];
    if (!started.ok) throw new Error(JSON.stringify(started.error));
    return [started.value.id, await program.next()];
  }

  async function stop(id: string): Promise<StopReport> {
    const stopped = (await server.order({ stop: id })) as Result<StopReport, unknown>;
    if (!stopped.ok) throw new Error(JSON.stringify(stopped.error));
    return stopped.value;
  }

  function record(id: string): RecordSeen {
    const text = readFileSync(join(scratch.path, 'state', 'jobs', id, 'job.json'), 'utf8');
    const { progress, leader = { pid: 0 }, cgroup: group } = JSON.parse(text) as JobRecord;
    const cgroupOf = group === undefined ? {} : { cgroup: group };
    return { state: progress.state, tree_gone: progress.isTreeGone, leader, ...cgroupOf };
  }

  const shapes = readdirSync(SHAPES).filter((file) => file !== 'unkillable.sh' && (proc || file !== UNFINDABLE));
  it.each(shapes)('nothing is left of %s', async (file) => {
    const [id, leaf] = await grow(file.replace('.sh', ''));
    if (file === 'deaf.sh') await leaf.handle('SIGTERM');
    const { cgroup: group } = record(id);
    expect(readFileSync(`/proc/${leaf.pid}/cgroup`, 'utf8').includes('/bgjobs-')).toBe(cgroup);
    expect(await stop(id)).toMatchObject({ survivors: [], job: { status: 'killed' } });
    expect(isAlive(leaf.process)).toBe(false);
    expect(record(id).tree_gone).toBe(true);
    expect(group !== undefined && existsSync(group)).toBe(false);
  });

  it.runIf(proc && uid === undefined && IS_ROOT && existsSync(join(FREEZER, 'cgroup.procs')))(
    'what cannot be killed, as in an uninterruptible sleep, is named; it is seen to go later',
    async () => {
      const [id, leaf] = await grow('unkillable');
      const frozen = join(FREEZER, `bgj-test-${process.pid}`);
      mkdirSync(frozen);
      try {
        writeFileSync(join(frozen, 'cgroup.procs'), String(leaf.pid));
        writeFileSync(join(frozen, 'freezer.state'), 'FROZEN');
        const { survivors, job } = await stop(id);
        expect(job.status).toBe('killed');
        expect(survivors).toEqual([{ pid: leaf.pid, command: expect.stringContaining('obey.mjs') as string }]);
        expect(record(id).tree_gone).toBe(false);
        writeFileSync(join(frozen, 'freezer.state'), 'THAWED');
        expect(await stop(id)).toMatchObject({ survivors: [], alreadyEnded: true });
        await leaf.gone();
        expect(record(id).tree_gone).toBe(true);
      } finally {
        writeFileSync(join(frozen, 'freezer.state'), 'THAWED');
        await removeCgroup(frozen);
      }
    },
  );

  it.runIf(uid !== undefined)(
    cgroup ? 'what became another user is killed with its group' : 'what became another user is named',
    async () => {
      const become = join(scratch.path, 'become');
      copyFileSync('/usr/bin/setpriv', become);
      chmodSync(become, 0o4755);
      const words = [become, '--reuid=0', '--regid=0', '--clear-groups', process.execPath];
      const [id, leaf] = await grow('unkillable', [...words, ...program.command.slice(1)]);
      const { survivors } = await stop(id);
      if (cgroup) {
        expect(survivors).toEqual([]);
        expect(isAlive(leaf.process)).toBe(false);
        return;
      }
      expect(survivors).toEqual([{ pid: leaf.pid, command: expect.stringContaining('obey.mjs') as string }]);
      await leaf.exit(0);
      expect(await stop(id)).toMatchObject({ survivors: [], alreadyEnded: true });
    },
  );

  it.runIf(proc)('what an ended job left behind is known, and gone with a stop', async () => {
    const [id, leaf] = await grow('hidden');
    process.kill(record(id).leader.pid, 'SIGKILL');
    await eventually('the end to be noted', () => record(id).state === 'exited');
    expect(record(id).tree_gone).toBe(false);
    expect(await stop(id)).toMatchObject({ survivors: [], alreadyEnded: true });
    expect(isAlive(leaf.process)).toBe(false);
  });

  it('nothing is left of what jobs fork as they end', async () => {
    // So long that the middle one ends while it is looked at what the job left.
    const fork = ['/bin/sh', '-c', `(setsid sh -c 'sleep 1000 & exit 0' &); awk 'BEGIN { exit }'`];
    // A look with `ps` and `lsof` takes a while, and misses more.
    for (let times = proc ? 25 : 6; times > 0; times--) {
      const [started] = (await server.order({ start: fork })) as [Result<{ readonly id: string }, unknown>];
      const id = started.ok ? started.value.id : '';
      await server.order({ wait: id });
      expect(await stop(id)).toMatchObject({ survivors: [], alreadyEnded: true });
    }
    expect(processesNaming(`${MARK}=${scratch.path}`)).toEqual([]);
  });

  it.runIf(proc)('nothing is left when the server is killed', async () => {
    const [id, leaf] = await grow('hidden');
    await server.kill();
    await leaf.gone();
    await eventually('the record', () => record(id).tree_gone);
    expect(existsSync(record(id).cgroup ?? '')).toBe(false);
    server = await serve();
  });
});

/** Makes a group that a user may do with as it likes. @see the kernel's cgroup-v2.rst, "Delegation" */
function delegate(path: string, uid: number): string {
  mkdirSync(path, { recursive: true });
  const files = ['cgroup.procs', 'cgroup.threads', 'cgroup.subtree_control'].map((file) => join(path, file));
  for (const target of [path, ...files]) chownSync(target, uid, uid);
  return path;
}
