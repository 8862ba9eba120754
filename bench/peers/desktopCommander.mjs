// @wonderwhy-er/desktop-commander: a general desktop server; its processes are sessions known by pid.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { textOf } from '../lib/client.mjs';
import { shellText } from '../lib/shellText.mjs';

/** How long `start_process` watches the job before it answers; it answers at once when the job ends first. */
const START_WATCH_MS = 1;

export const desktopCommander = {
  name: 'desktop-commander',
  role: 'peer',
  package: {
    name: '@wonderwhy-er/desktop-commander',
    version: '0.2.52',
    // Published with a range that not every registry can satisfy.
    overrides: { 'typedarray.prototype.slice': '1.0.5' },
  },
  maxJobs: 500,
  prepare(folder) {
    const settings = { blockedCommands: [], defaultShell: '/bin/sh', allowedDirectories: [], telemetryEnabled: false };
    mkdirSync(join(folder, '.claude-server-commander'));
    writeFileSync(join(folder, '.claude-server-commander', 'config.json'), JSON.stringify(settings));
  },
  args: (installed) => [join(installed, 'dist/index.js'), '--no-onboarding'],
  // The discard port of this machine: nothing listens there.
  env: () => ({ DESKTOP_COMMANDER_DISABLE_TELEMETRY: '1', DC_FLAG_URL: 'http://127.0.0.1:9/' }),
  async start(client, argv) {
    const args = { command: shellText(argv), timeout_ms: START_WATCH_MS };
    const pid = /PID (\d+)/.exec(textOf(await client.callTool('start_process', args)))?.[1];
    if (pid === undefined) throw new Error('start_process named no pid');
    return Number(pid);
  },
  async status(client, pid) {
    const running = textOf(await client.callTool('list_sessions', {})).includes(`PID: ${pid},`);
    if (running) return { ended: false, code: undefined, pid };
    const text = textOf(await client.callTool('read_process_output', { pid, timeout_ms: 1, offset: -1 }));
    const code = /exit code:? (-?\d+)/i.exec(text)?.[1];
    return { ended: true, code: code === undefined ? undefined : Number(code), pid };
  },
  list: (client) => client.callTool('list_sessions', {}),
  async tail(client, pid, lines) {
    const args = { pid, timeout_ms: 1, offset: -lines };
    return textOf(await client.callTool('read_process_output', args, 60_000));
  },
  stop: (client, pid) => client.callTool('force_terminate', { pid }),
};
