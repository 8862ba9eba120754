import { closeSync, writeSync } from 'node:fs';
import { findSwapped } from '../policy/findSwapped.js';
import type { AttemptEnd } from './endJob.js';
import { moveJob, observeOutput, type Attempt, type Job, type JobContext } from './job.js';
import { clearLaunch, systemMessage } from './jobFolder.js';
import { readLaunch } from './launchFile.js';
import type { AppendFds } from './output/appendFds.js';
import { launchFailure, whyNotExecutable } from './program.js';
import { fileState } from './probes/fileProbe.js';
import { watchHealth } from './probes/health.js';
import { watchReadiness } from './probes/readiness.js';
import { brandOf } from './process/brand.js';
import { makeCgroup } from './process/cgroup.js';
import { setLeader } from './process/tree.js';
import { openInput } from './inputPipe.js';
import { endOfOutliving } from './outlived.js';
import type { JobSettings } from './jobSettings.js';
import { makeFifo, spawnJob, type ProcessEnd, type Spawned, type SpawnedProcess, type SpawnOptions } from './spawn.js';
import { learnInput } from './waitingForInput.js';
import { watchJob } from './watchJob.js';

/** Spawns the job's process once and watches over it until it has ended. Up to the spawn nothing is awaited. */
export async function runAttempt(job: Job, context: JobContext): Promise<AttemptEnd> {
  const { settings } = job.request;
  const command = job.approved;
  if (command === undefined)
    return notSpawned('it cannot be started again: the server that started it is gone, and its profile is another now');
  const { program } = command;
  const { lifetime } = settings;
  const obstacle = whyNotExecutable(program) ?? findSwapped(command)?.message;
  if (obstacle !== undefined) return notSpawned(obstacle);
  const stdin = inputKind(settings);
  const fifoTrouble = stdin === 'fifo' ? makeFifo(job.folder.inputFile) : undefined;
  if (fifoTrouble !== undefined) return notSpawned(`its standard input cannot be made: ${fifoTrouble}`);
  const output = openLog(job);
  if (typeof output === 'string') return notSpawned(output);
  let spawned: Spawned;
  try {
    job.attempt = beginAttempt(job, context, output);
    context.records.save(job);
    const folder = job.folder.path;
    const { terminal } = job;
    const { cgroup } = job.tree;
    const tied = {
      cgroup: cgroup !== undefined && makeCgroup(cgroup) ? cgroup : undefined,
      brand: job.tree.brand === undefined ? undefined : brandOf(job.uid),
    };
    spawned = spawnJob(command, { program, env: job.env, folder, output, stdin, lifetime, terminal, ...tied });
  } finally {
    for (const fd of new Set([output.stdout, output.stderr])) closeSync(fd);
  }
  if (spawned.ok) {
    const input = stdin === 'fifo' ? { stdin: openInput(job, context, true) } : {};
    const process = { ...spawned.value, ...input };
    const { ended } = process;
    return follow(
      job,
      context,
      lifetime === 'persistent'
        ? { ...process, ended: ended.then((end) => endOfOutliving(job, context, end)) }
        : process,
      program,
    );
  }
  const { code, message } = await spawned.error;
  return notSpawned(spawnReason(code, message));
}

function inputKind({ stdin, lifetime }: JobSettings): SpawnOptions['stdin'] {
  return stdin === 'open' && lifetime === 'persistent' ? 'fifo' : stdin;
}

function notSpawned(spawnError: string): AttemptEnd {
  return { code: undefined, signal: undefined, spawnError };
}

/** Opens the log and empties the launcher's file. @returns descriptors, or why there are none. */
function openLog(job: Job): AppendFds | string {
  try {
    clearLaunch(job.folder, job.request.settings.lifetime === 'persistent');
    return job.log.openForAppending();
  } catch (error) {
    return `its folder cannot be used: ${systemMessage(error)}`;
  }
}

function beginAttempt(job: Job, context: JobContext, output: AppendFds): Attempt {
  const { ready, health } = job.request.settings;
  if (job.restarts > 0) markRestart(job, output);
  const targets = [...ready.map((probe) => probe.target), ...(health === undefined ? [] : [health.target])];
  const startedMono = context.clock.monotonic();
  job.runStartedMono ??= startedMono;
  job.nextAttemptMono = undefined;
  job.restartAsked = undefined;
  // What the last one left behind stays part of the tree, and does not stand for what is launched now.
  job.tree.leader = undefined;
  job.tree.isPast = false;
  job.outputGrewAt = startedMono;
  return {
    startedMono,
    outputFrom: outputEnds(job, context),
    files: new Map(
      targets.flatMap((target) => (target.kind === 'file' ? [[target.path, fileState(target.path)]] : [])),
    ),
  };
}

/** Where each stream ends now; the whole output, where they are not kept apart. */
function outputEnds(job: Job, context: JobContext): Attempt['outputFrom'] {
  const merged = observeOutput(job, context);
  const endOf = (stream: 'stdout' | 'stderr'): number => job.log.of(stream)?.observe().to ?? merged;
  return { merged, stdout: endOf('stdout'), stderr: endOf('stderr') };
}

/**
 * A line of our own in each log, so that a reader sees where one attempt ends and the next begins. It stands there already when
 * a server died between writing it and running the program.
 */
function markRestart(job: Job, output: AppendFds): void {
  const isApart = output.stdout !== output.stderr;
  for (const stream of isApart ? (['stdout', 'stderr'] as const) : (['stdout'] as const)) {
    const text = `[bgjobs] restart ${job.restarts}${isApart ? `, ${stream}` : ''}: ${job.restartReason ?? ''}\n`;
    const mark = Buffer.from(text);
    const last = job.log.lastBytes(mark.length)[stream];
    if (last.equals(mark)) continue;
    const isInLine = last.length > 0 && last.at(-1) !== 0x0a;
    try {
      writeSync(output[stream], isInLine ? `\n${text}` : text);
    } catch {
      // A full disk: the job finds out about it as well.
    }
  }
}

function follow(job: Job, context: JobContext, spawned: SpawnedProcess, program: string): Promise<AttemptEnd> {
  setLeader(job.tree, { pid: spawned.pid, start: context.table.one(spawned.pid)?.start ?? job.tree.since });
  return followProcess(job, context, spawned, program);
}

/** Watches over a process of the job that runs, until it has ended. */
export async function followProcess(
  job: Job,
  context: JobContext,
  spawned: SpawnedProcess,
  program: string,
): Promise<AttemptEnd> {
  job.process = spawned;
  job.isStdinOpen = spawned.stdin !== undefined;
  job.input = undefined;
  job.isTreeGone = false;
  learnInput(job, context);
  if (job.state === 'starting') moveJob(job, 'spawned', context);
  const unwatch = watchJob(job, context);
  const watches = [watchReadiness(job, context), watchHealth(job, context)];
  const ending = await spawned.ended;
  unwatch();
  // What a probe runs belongs to the job's tree, and is none of what the job left behind.
  await Promise.all(watches.map((stop) => stop()));
  const spawnError = launchFailed(job, program, ending);
  return spawnError === undefined ? { ...ending, spawnError } : notSpawned(spawnError);
}

/** Whether it was the launcher that ended, since it could not execute the program. */
function launchFailed(job: Job, program: string, ending: ProcessEnd): string | undefined {
  if (ending.code !== 126 && ending.code !== 127 && ending.code !== 125) return undefined;
  const launch = readLaunch(job.folder);
  if (launch === undefined) return undefined;
  const { stat, mark } = launch;
  switch (mark.kind) {
    case 'failed':
      return launchFailure(program, mark.code);
    case 'orphan':
      return 'its launcher could not make sure that this server is its parent';
    case 'handed-over':
      return stat === undefined ? 'its launcher could not write to its folder; the disk may be full' : undefined;
  }
}

function spawnReason(code: string, message: string): string {
  switch (code) {
    case 'E2BIG':
      return 'its arguments and environment are larger than the system allows';
    case 'EAGAIN':
      return 'the system has no room for another process (EAGAIN)';
    case 'EMFILE':
    case 'ENFILE':
      return `too many files are open (${code})`;
    case 'ENOENT':
      return 'its folder or `/bin/sh` is gone';
    default:
      return `it could not be started (${code}${message === '' ? '' : `: ${message}`})`;
  }
}
