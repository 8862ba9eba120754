// A small Node process that only spawns: what starting `true` costs without any server. One JSON request a line,
// `{count, parallel}`; the answer has the milliseconds until each process existed and until each had ended.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

for await (const line of createInterface({ input: process.stdin })) {
  const { count, parallel } = JSON.parse(line);
  const existed = [];
  const ended = [];
  const began = performance.now();
  const one = async () => {
    const started = performance.now();
    // A file or nothing as stdio, as a server that lets jobs write for themselves does.
    const child = spawn('true', { stdio: 'ignore', detached: true });
    await once(child, 'spawn');
    existed.push(performance.now() - started);
    await once(child, 'exit');
    ended.push(performance.now() - started);
  };
  if (parallel) await Promise.all(Array.from({ length: count }, one));
  else for (let at = 0; at < count; at++) await one();
  process.stdout.write(`${JSON.stringify({ existed, ended, total: performance.now() - began })}\n`);
}
