// @mizunashi_mana/manage-bg-mcp: keeps the last 200 lines of a job; has no wait and no standard input.
import { join } from 'node:path';
import { textOf } from '../lib/client.mjs';

export const manageBg = {
  name: 'manage-bg',
  role: 'peer',
  package: { name: '@mizunashi_mana/manage-bg-mcp', version: '0.0.5', overrides: {} },
  maxJobs: 500,
  args: (installed) => [join(installed, 'dist/src/index.js')],
  env: () => ({ NODE_ENV: 'production', LOG_LEVEL: 'error' }),
  async start(client, [command, ...args]) {
    return (await call(client, 'start', { command, args })).processId;
  },
  async status(client, processId) {
    const { process } = await call(client, 'get_info', { processId });
    return { ended: process.status !== 'running', code: process.exitCode, pid: process.pid };
  },
  list: (client) => client.callTool('list', {}),
  async tail(client, processId, lines) {
    const { logs } = await call(client, 'get_logs', { processId, lines });
    return logs.stdout.map((line) => line.content ?? line).join('\n');
  },
  stop: (client, processId) => client.callTool('stop', { processId }),
};

async function call(client, tool, args) {
  return JSON.parse(textOf(await client.callTool(tool, args)));
}
