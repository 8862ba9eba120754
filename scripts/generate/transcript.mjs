// The session in README.md: what an agent sends and gets, from a real one with the built server and the real example.
// Whatever differs from run to run (ids, pids, ports, times, folders) is written as one value that it could have been.
import { spawnSync } from 'node:child_process';
import { openStage } from '../demo/stage.mjs';

const CALLS = [
  ['list_profiles', {}],
  ['start_profile', { profile: 'web', params: { port: 'PORT' } }],
  ['read_output', { job: 'web', tail_lines: 5 }],
  ['start_profile', { profile: 'test', wait_until: 'exited', wait_ms: 45_000 }],
  ['start_command', { command: 'npm run build; rm -rf /' }],
  ['start_command', { argv: ['npm', 'run', 'build'], name: 'build', wait_ms: 0 }],
  ['wait_for_job', { jobs: ['build'], until: 'exited', wait_ms: 45_000 }],
  ['list_jobs', {}],
  ['stop_job', { job: 'web' }],
];

export default async function generate({ root, read }) {
  spawnSync(process.execPath, ['scripts/build.mjs', '--if-stale'], { cwd: root, stdio: ['ignore', 2, 2] });
  const text = `\n\n\`\`\`text\n${await play(root)}\n\`\`\`\n\n`;
  const begin = '<!-- session:begin -->';
  const end = '<!-- session:end -->';
  const readme = await read('README.md');
  const [before, rest] = readme.split(begin);
  const [, after] = rest.split(end);
  return [{ file: 'README.md', text: `${before}${begin}${text}${end}${after}` }];
}

async function play(root) {
  const stage = openStage(root);
  const played = await session(stage).catch((error) => error);
  const left = await stage.clear();
  if (played instanceof Error) throw played;
  if (left.length > 0) throw new Error(`processes were left: ${left.join('; ')}`);
  return played;
}

async function session(stage) {
  const port = await stage.freePort();
  await stage.connect();
  const parts = [];
  for (const [tool, args] of CALLS) {
    const given = JSON.parse(JSON.stringify(args).replace('"PORT"', String(port)));
    const { text } = await stage.call(tool, given);
    parts.push(`> ${tool} ${JSON.stringify(given)}\n${text.trimEnd()}`);
  }
  return plain(parts.join('\n\n'), { [stage.app]: '/home/you/vite-app', [port]: '5173' });
}

/** The same text, whenever it was made. */
function plain(text, names) {
  let out = text;
  for (const [name, value] of Object.entries(names)) out = out.replaceAll(name, value);
  return out
    .replace(/\b\d+(?:\.\d+)? ?m?s\b/g, '1.2s')
    .replace(/\b\d\d:\d\d:\d\d\b/g, '12:00:00')
    .replace(/\bpid \d+/g, 'pid 4242')
    .replace(/cpu [\d.]+%, [\d.]+ [kM]?B in \d+ processes/g, 'cpu 0.5%, 120 MB in 3 processes')
    .replace(/(next_cursor [\w-]+)\.\w+/g, '$1.2k')
    .replace(/program \S+\/(\w+)/g, 'program /usr/bin/$1')
    .replace(/(?:^ ✓ .*\n)+/gm, (lines) => `${lines.trimEnd().split('\n').sort().join('\n')}\n`);
}
