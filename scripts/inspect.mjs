// Opens the MCP Inspector, a page in the browser, on the built server, for a person who wants to call the tools by hand.
//   npm run inspect                  serves examples/vite-app
//   npm run inspect -- FOLDER        serves the bgjobs.yaml of that folder
// The Inspector is fetched by npx when it is not there yet; it is no dependency of this project.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const INSPECTOR = '@modelcontextprotocol/inspector@^2.12.0';

const top = fileURLToPath(new URL('..', import.meta.url));
const folder = resolve(process.argv[2] ?? join(top, 'examples', 'vite-app'));
if (!existsSync(folder)) {
  console.error(`there is no folder ${folder}`);
  process.exit(2);
}
const built = spawnSync(process.execPath, ['scripts/build.mjs', '--if-stale'], { cwd: top, stdio: ['ignore', 2, 2] });
if (built.status !== 0) process.exit(1);

console.error(`npx ${INSPECTOR} opens its page in the browser and starts "bgjobs serve" in ${folder}.`);
console.error('Press Ctrl-C to end both.');
const inspector = spawn('npx', ['--yes', INSPECTOR, process.execPath, join(top, 'dist', 'cli.js'), 'serve'], {
  cwd: folder,
  stdio: 'inherit',
});
inspector.on('error', (error) => {
  console.error(`npx cannot be started: ${error.message}`);
  process.exitCode = 1;
});
// Ctrl-C reaches the whole group; this process stays until the Inspector has stopped its server.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => inspector.kill('SIGTERM'));
inspector.on('exit', (code) => (process.exitCode = code ?? 1));
