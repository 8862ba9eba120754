// capture.mjs MODE BYTES FOLDER MODULES: takes what a writer writes in one of the ways that a Node server has, and
// prints `{rate, cpu, memory}`: MiB a second, seconds of this process's CPU, MiB resident at the end.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, openSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [mode, bytes, folder, modules] = process.argv.slice(2);
const script = `yes ${'0123456789'.repeat(10).slice(0, 99)} | head -c ${bytes}`;
const file = join(folder, 'captured');
const { execa } = modules === undefined ? {} : await import(pathToFileURL(join(modules, 'execa/index.js')).href);
const quiet = { stderr: 'ignore', reject: false };

const modes = {
  async 'file descriptor'() {
    const fd = openSync(file, 'a');
    await once(spawn('sh', ['-c', script], { stdio: ['ignore', fd, fd] }), 'exit');
  },
  async 'pipe to a write stream'() {
    const child = spawn('sh', ['-c', script], { stdio: ['ignore', 'pipe', 'ignore'] });
    await once(child.stdout.pipe(createWriteStream(file)), 'finish');
  },
  async 'one string, last MiB kept'() {
    const child = spawn('sh', ['-c', script], { stdio: ['ignore', 'pipe', 'ignore'] });
    let kept = '';
    child.stdout.on('data', (chunk) => (kept = (kept + chunk.toString()).slice(-(1024 ** 2))));
    await once(child, 'close');
  },
  'execa, stdout: {file}': () => execa('sh', ['-c', script], { ...quiet, stdout: { file } }),
  async 'execa, buffer: false, data thrown away'() {
    const child = execa('sh', ['-c', script], { ...quiet, buffer: false });
    child.stdout.on('data', () => undefined);
    await child;
  },
  async 'execa, line by line'() {
    const child = execa('sh', ['-c', script], { ...quiet, buffer: false });
    let count = 0;
    for await (const line of child) count += line.length > 0 ? 1 : 0;
    if (count === 0) throw new Error('no lines');
  },
  'execa, all in memory': () =>
    execa('sh', ['-c', script], { ...quiet, maxBuffer: 2 ** 31 - 1, stripFinalNewline: false }),
};

const cpuBefore = process.cpuUsage();
const began = performance.now();
await modes[mode]();
const seconds = (performance.now() - began) / 1000;
const { user, system } = process.cpuUsage(cpuBefore);
process.stdout.write(
  JSON.stringify({
    rate: Number(bytes) / 1024 ** 2 / seconds,
    cpu: (user + system) / 1e6,
    memory: process.memoryUsage.rss() / 1024 ** 2,
  }),
);
