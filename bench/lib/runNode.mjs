import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** Runs a Node program to its end and returns what it printed, as JSON. Killed, by its pid, after `limitMs`. */
export async function runNode(args, limitMs = 120_000) {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text) => (errors += text));
  const timer = setTimeout(() => child.kill('SIGKILL'), limitMs);
  const [code] = await once(child, 'close');
  clearTimeout(timer);
  if (code !== 0) throw new Error(code === null ? `no result within ${limitMs / 1000} s` : errors.trim().slice(0, 300));
  return JSON.parse(output);
}

/** Keeps a Node program running that answers each JSON line with one. */
export function talkToNode(args) {
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout });
  return {
    pid: child.pid,
    async ask(question) {
      child.stdin.write(`${JSON.stringify(question)}\n`);
      const [line] = await once(lines, 'line');
      return JSON.parse(line);
    },
    async close() {
      child.stdin.end();
      await once(child, 'exit');
    },
  };
}
