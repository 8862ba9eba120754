import { closeSync, openSync, readFileSync, readSync, writeSync } from 'node:fs';
import { findSwapped } from '../policy/findSwapped.js';
import type { AttemptEnd } from './endJob.js';
import { moveJob, observeOutput, type Attempt, type Job, type JobContext } from './job.js';
import { createLaunchFile, systemMessage } from './jobFolder.js';
import { parseLaunchFile } from './launcher.js';
import { openForAppending } from './output/outputLog.js';
import { launchFailure, whyNotExecutable } from './program.js';
import { fileState } from './probes/fileProbe.js';
import { watchHealth } from './probes/health.js';
import { watchReadiness } from './probes/readiness.js';
import { brandOf } from './process/brand.js';
import { makeCgroup } from './process/cgroup.js';
import { setLeader } from './process/tree.js';
import { spawnJob, type ProcessEnd, type Spawned, type SpawnedProcess } from './spawn.js';
import { watchJob } from './watchJob.js';

/** Spawns the job's process once and watches over it until it has ended. Up to the spawn nothing is awaited. */
export async function runAttempt(job: Job, context: JobContext): Promise<AttemptEnd> {
  const { command, settings } = job.request;
  const { program } = command;
  const obstacle = whyNotExecutable(program) ?? findSwapped(command)?.message;
  if (obstacle !== undefined) return notSpawned(obstacle);
  const outputFd = openLog(job);
  if (typeof outputFd === 'string') return notSpawned(outputFd);
  let spawned: Spawned;
  try {
    job.attempt = beginAttempt(job, context, outputFd);
    context.save(job);
    const folder = job.folder.path;
    const { cgroup } = job.tree;
    const tied = {
      cgroup: cgroup !== undefined && makeCgroup(cgroup) ? cgroup : undefined,
      brand: job.tree.brand === undefined ? undefined : brandOf(job.uid),
    };
    spawned = spawnJob(command, { program, env: job.env, folder, outputFd, stdin: settings.stdin, ...tied });
  } finally {
    closeSync(outputFd);
  }
  if (spawned.ok) return follow(job, context, spawned.value, program);
  const { code, message } = await spawned.error;
  return notSpawned(spawnReason(code, message));
}

function notSpawned(spawnError: string): AttemptEnd {
  return { code: undefined, signal: undefined, spawnError };
}

/** Opens the log and empties the launcher's file. @returns a descriptor, or why there is none. */
function openLog(job: Job): number | string {
  try {
    createLaunchFile(job.folder);
    return openForAppending(job.folder.logFile);
  } catch (error) {
    return `its folder cannot be used: ${systemMessage(error)}`;
  }
}

function beginAttempt(job: Job, context: JobContext, logFd: number): Attempt {
  const { ready, health } = job.request.settings;
  if (job.restarts > 0) markRestart(job, context, logFd);
  const targets = [...ready.map((probe) => probe.target), ...(health === undefined ? [] : [health.target])];
  const startedMono = context.clock.monotonic();
  job.runStartedMono ??= startedMono;
  job.nextAttemptMono = undefined;
  job.restartAsked = undefined;
  job.outputGrewAt = startedMono;
  return {
    startedMono,
    outputFrom: observeOutput(job, context),
    files: new Map(
      targets.flatMap((target) => (target.kind === 'file' ? [[target.path, fileState(target.path)]] : [])),
    ),
  };
}

/** A line of our own in the log, so that a reader sees where one attempt ends and the next begins. */
function markRestart(job: Job, context: JobContext, logFd: number): void {
  const isAtLineStart = observeOutput(job, context) === 0 || lastByte(job) === 0x0a;
  const mark = `[bgjobs] restart ${job.restarts}: ${job.restartReason ?? ''}\n`;
  try {
    writeSync(logFd, isAtLineStart ? mark : `\n${mark}`);
  } catch {
    // A full disk: the job finds out about it as well.
  }
}

/** Of the log's file; undefined when it cannot be read. */
function lastByte(job: Job): number | undefined {
  const byte = Buffer.alloc(1);
  try {
    const fd = openSync(job.folder.logFile, 'r');
    try {
      return readSync(fd, byte, 0, 1, job.log.offsetOf(job.log.observe().to) - 1) === 1 ? byte[0] : undefined;
    } finally {
      closeSync(fd);
    }
  } catch {
    return undefined;
  }
}

async function follow(job: Job, context: JobContext, spawned: SpawnedProcess, program: string): Promise<AttemptEnd> {
  job.process = spawned;
  job.isStdinOpen = spawned.stdin !== undefined;
  job.isTreeGone = false;
  setLeader(job.tree, { pid: spawned.pid, start: context.table.one(spawned.pid)?.start ?? job.tree.since });
  moveJob(job, 'spawned', context);
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
  let text: string;
  try {
    text = readFileSync(job.folder.launchFile, 'utf8');
  } catch {
    return undefined;
  }
  const { stat, mark } = parseLaunchFile(text);
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
