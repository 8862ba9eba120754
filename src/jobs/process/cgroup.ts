import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * Control groups of version 2: a job that has one of its own can be ended whole, by one write, whatever it did to hide.
 * A group is named by the absolute path of its folder. All of this is best effort: what does not work is as if there
 * were none, and the tree is then followed by other ties.
 * @see https://docs.kernel.org/admin-guide/cgroup-v2.html, "Core Interface Files": cgroup.procs, cgroup.events, cgroup.kill
 */
export interface CgroupSources {
  /** Text of `/proc/self/mountinfo`. */
  readonly mounts: string;
  /** Text of `/proc/self/cgroup`. */
  readonly own: string;
}

/** The group that this process is in, if jobs can have groups of their own below it: tried out, not concluded. */
export function findCgroupHome(sources: CgroupSources | undefined = readSources()): string | undefined {
  const home = sources === undefined ? undefined : ownCgroup(sources);
  if (home === undefined) return undefined;
  const trial = join(home, `bgjobs-trial-${process.pid}`);
  try {
    mkdirSync(trial);
    // Whoever moves a process needs this of the group that both sides have in common.
    for (const file of [home, trial].map((group) => join(group, 'cgroup.procs'))) accessSync(file, constants.W_OK);
    accessSync(join(trial, 'cgroup.kill'), constants.W_OK);
    // Below a threaded group there are none that take processes.
    return readFileSync(join(trial, 'cgroup.type'), 'utf8').trim() === 'domain' ? home : undefined;
  } catch {
    return undefined;
  } finally {
    removeGroup(trial);
  }
}

function readSources(): CgroupSources | undefined {
  try {
    const [mounts, own] = ['mountinfo', 'cgroup'].map((file) => readFileSync(`/proc/self/${file}`, 'utf8'));
    return { mounts: mounts ?? '', own: own ?? '' };
  } catch {
    return undefined;
  }
}

/** Where this process stands in the unified hierarchy; undefined when that is not mounted where we see it. */
export function ownCgroup({ mounts, own }: CgroupSources): string | undefined {
  const path = /^0::(\/.*)$/m.exec(own)?.[1];
  if (path === undefined || path.split('/').includes('..')) return undefined;
  for (const line of mounts.split('\n')) {
    const [fields = '', rest = ''] = line.split(' - ');
    if (!rest.startsWith('cgroup2 ')) continue;
    const [root = '/', point = ''] = fields.split(' ').slice(3, 5).map(unescapeMount);
    if (root === '/') return resolve(point, `.${path}`);
    if (path === root || path.startsWith(`${root}/`)) return resolve(point, `.${path.slice(root.length)}`);
  }
  return undefined;
}

/** Blanks and the like are octal in mountinfo. @see proc(5) */
function unescapeMount(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}

/** The group of the job with this uid, made or not. */
export function cgroupOf(home: string, uid: string): string {
  return join(home, `bgjobs-${uid}`);
}

/** Makes a job's group, or finds that it is there. @returns whether it can be entered. */
export function makeCgroup(path: string): boolean {
  try {
    mkdirSync(path);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EEXIST';
  }
}

/** Whether anything alive is in the group or below it. False also when there is no such group. */
export function isPopulated(path: string): boolean {
  return /^populated 1$/m.test(readText(join(path, 'cgroup.events')));
}

/** Processes in the group and in what the job made below it. */
export function cgroupMembers(path: string): ReadonlySet<number> {
  const pids = readText(join(path, 'cgroup.procs')).split('\n').map(Number);
  // A process of another pid namespace is 0.
  return new Set([...pids.filter((pid) => pid > 0), ...subgroups(path).flatMap((below) => [...cgroupMembers(below)])]);
}

/** Sends SIGKILL to everything in the group and below, whoever owns it, and to what is being forked there. */
export function killCgroup(path: string): void {
  try {
    writeFileSync(join(path, 'cgroup.kill'), '1');
  } catch {
    // Gone, or not ours any more: processes are killed one by one as well.
  }
}

/** How often, and how long at first, a group is waited for that a process has just left, milliseconds; doubled each time. */
const REMOVAL_TRIES = 8;
const REMOVAL_PAUSE_MS = 5;

/**
 * Removes the group with what the job made below it. One that is in use stays. A process that has ended is counted for
 * a moment longer (it leaves its group after its parent was told), so that this is tried several times.
 */
export async function removeCgroup(path: string): Promise<void> {
  for (let tries = 0; tries < REMOVAL_TRIES; tries++) {
    removeAtOnce(path);
    if (!existsSync(path)) return;
    await delay(REMOVAL_PAUSE_MS * 2 ** tries);
  }
}

function removeAtOnce(path: string): void {
  for (const below of subgroups(path)) removeAtOnce(below);
  removeGroup(path);
}

/** A group is empty between its making and its first process, for less than this. */
const STALE_MS = 60_000;

/** Removes groups that servers left behind when they were killed; nobody is in them. */
export function sweepCgroups(home: string): void {
  for (const path of subgroups(home)) {
    if (!basename(path).startsWith('bgjobs-') || isPopulated(path)) continue;
    try {
      if (Date.now() - statSync(path).mtimeMs > STALE_MS) removeAtOnce(path);
    } catch {
      // Gone meanwhile.
    }
  }
}

function removeGroup(path: string): void {
  try {
    rmdirSync(path);
  } catch {
    // Never made, gone already, or in use.
  }
}

function subgroups(path: string): string[] {
  try {
    const entries = readdirSync(path, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map((entry) => join(path, entry.name));
  } catch {
    return [];
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
