// The main job, from end to end, as a story: a real MCP client, the built server, a real Vite app.
//   npm run demo               tells it as it goes
//   npm run demo -- --quiet    prints the verdict alone
// Exit status 0 only when every step held. Nothing in the checkout changes: the app is copied first.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { narrator } from './demo/narrator.mjs';
import { openStage } from './demo/stage.mjs';
import { story } from './demo/story.mjs';

/** The whole of it, building apart. */
const LONGEST_MS = 120_000;

const top = fileURLToPath(new URL('..', import.meta.url));
const tell = narrator({ quiet: process.argv.includes('--quiet'), stream: process.stdout });

const build = spawnSync(process.execPath, ['scripts/build.mjs', '--if-stale'], { cwd: top, stdio: ['ignore', 2, 2] });
if (build.status !== 0) {
  console.error('the demo FAILED: dist could not be built (npm run build)');
  process.exit(1);
}

const stage = openStage(top);
let end;
const interrupted = new Promise((_resolve, reject) => {
  end = setTimeout(() => reject(new Error(`it took longer than ${LONGEST_MS / 1000} s`)), LONGEST_MS);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => reject(new Error(`got ${signal}`)));
});

const started = Date.now();
let failure;
try {
  await Promise.race([story(stage, tell), interrupted]);
} catch (error) {
  failure = error;
}
clearTimeout(end);
const leftOver = await stage.clear();
if (failure === undefined && leftOver.length > 0) failure = new Error(`processes were left: ${leftOver.join('; ')}`);

const seconds = ((Date.now() - started) / 1000).toFixed(1);
if (failure === undefined) {
  tell.verdict(`The demo held: ${tell.count()} steps in ${seconds} s, and no process is left.`);
} else {
  console.error(`\n--- what the server said on stderr\n${stage.serverLog()}---`);
  console.error(`The demo FAILED at step ${tell.count()}, "${tell.current()}": ${failure.message}`);
}
process.exit(failure === undefined ? 0 : 1);
