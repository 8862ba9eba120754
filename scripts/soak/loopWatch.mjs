import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('./programs/loopDelay.mjs', import.meta.url));
const GLANCE_MS = 20;
const IDLE = "process.stdout.write('up\\n'); setInterval(() => undefined, 1e6);";

/** What `node` is given so that `watchLoop` can ask it, and the variable that names the file. */
export const loopWatchArgs = ['--import', PROGRAM];
export const loopWatchVariable = 'SOAK_LOOP_DELAY';

/** Starts to measure how late the event loop of a process is. @returns the way to end that, and to know: `{late, own}`, see programs/loopDelay.mjs. */
export function watchLoop(pid, file) {
  process.kill(pid, 'SIGUSR2');
  return async () => {
    process.kill(pid, 'SIGUSR2');
    for (;;) {
      try {
        return JSON.parse(readFileSync(file, 'utf8'));
      } catch {
        await delay(GLANCE_MS);
      }
    }
  };
}

/** A process that does nothing: how late it is, any process of this machine is now. */
export async function startBystander(file) {
  const env = { ...process.env, [loopWatchVariable]: file };
  const child = spawn(process.execPath, [...loopWatchArgs, '-e', IDLE], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((resolve) => child.stdout.once('data', resolve));
  return child;
}
