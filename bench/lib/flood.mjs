// One run of writers through a server, or straight into files: the same programs, let go at the same moment.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { makeGate } from './gate.mjs';
import { repeatTimed, timed, until } from './poll.mjs';
import { cpuSeconds, gone, residentMiB } from './processes.mjs';
import { programs } from './programs.mjs';
import { startServer } from './servers.mjs';

const GIB = 1024 ** 3;
const TAIL_LINES = 100;
const TAIL_CALLS = 20;
/** How long a server may take to notice that a job has ended. */
const NOTICE_MS = 5_000;

/** @typedef {{writers: number, bytes: number, limitMs: number, settings?: object}} Flood `bytes` is the sum. */

/** Throws when the disk has no room for the run: three times what is written. */
export function requireRoom(folder, bytes) {
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize < 3 * bytes) throw new Error(`no room for ${bytes} bytes in ${folder}`);
}

/** Straight into files, one a writer, opened for appending. Returns MiB a second. */
export async function floodFiles(context, flood) {
  const folder = context.newFolder('direct');
  requireRoom(folder, flood.bytes);
  const gate = makeGate(folder);
  const children = Array.from({ length: flood.writers }, (_, at) => {
    const fd = openSync(join(folder, `out-${at}`), 'a');
    const child = spawn('/bin/sh', writer(flood, gate), { stdio: ['ignore', fd, fd] });
    closeSync(fd);
    return child;
  });
  await Promise.all(children.map((child) => once(child, 'spawn')));
  const taken = await timed(async () => {
    gate.open(flood.writers);
    await Promise.all(children.map(({ pid }) => gone(pid, flood.limitMs)));
  });
  gate.remove();
  rmSync(folder, { recursive: true });
  return rate(flood, taken);
}

/**
 * Through a server of its own. With `asking`, one job's state is asked for all the while, and that costs the server
 * something; without, the server is left alone, and its CPU is that of the output alone.
 */
export async function floodServer(context, driver, flood, asking) {
  const server = await startServer(context, driver, flood.settings);
  const { client } = server;
  let gate;
  try {
    requireRoom(server.folder, flood.bytes);
    gate = makeGate(server.folder);
    const jobs = [];
    for (let at = 0; at < flood.writers; at++) {
      const job = await driver.start(client, ['sh', ...writer(flood, gate)]);
      jobs.push({ job, pid: (await driver.status(client, job)).pid });
    }
    const { job } = jobs[0];
    const stopAsking = asking ? repeatTimed(() => driver.status(client, job), 10) : undefined;
    let peak = 0;
    const stopWatching = repeatTimed(() => (peak = Math.max(peak, residentMiB(server.pid))), 50);
    const cpuBefore = cpuSeconds(server.pid);
    const taken = await timed(async () => {
      gate.open(flood.writers);
      await Promise.race([
        Promise.all(jobs.map(({ pid }) => gone(pid, flood.limitMs))),
        client.exited.then(() => Promise.reject(new Error('the server died'))),
      ]);
    });
    const cpu = cpuSeconds(server.pid) - cpuBefore;
    await stopWatching();
    const answers = stopAsking === undefined ? [] : await stopAsking();
    const ended = await until(
      () => driver.status(client, job).then((now) => now.ended),
      NOTICE_MS,
      20,
      'the end',
    ).catch(() => false);
    const tail = await tails(driver, client, job);
    return {
      rate: rate(flood, taken),
      cpuPerGiB: (cpu * GIB) / flood.bytes,
      peak,
      answers,
      ended,
      ...tail,
    };
  } finally {
    gate?.remove();
    await server.close();
  }
}

async function tails(driver, client, job) {
  const times = [];
  let text = '';
  for (let at = 0; at < TAIL_CALLS; at++)
    times.push(await timed(async () => (text = await driver.tail(client, job, TAIL_LINES))));
  return { tails: times, lastLine: text.includes('the last line') };
}

function writer({ bytes, writers }, gate) {
  return [programs.lines, String(Math.floor(bytes / writers)), gate.path];
}

function rate({ bytes }, milliseconds) {
  return bytes / 1024 ** 2 / (milliseconds / 1000);
}
