// @mako10k/mcp-shell-server: at most 50 jobs at once, no stop, output only when a job has ended.
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { textOf } from '../lib/client.mjs';
import { shellText } from '../lib/shellText.mjs';

/** It writes here whatever TMPDIR says. Not ours to remove when it was there before. */
const FILES = '/tmp/mcp-shell-files';
/** It ends every job after a time; long enough for any measure. */
const LONGEST_RUN_S = 3_600;
const foreignFiles = existsSync(FILES);

export const makoShell = {
  name: 'mako-shell',
  role: 'peer',
  package: {
    name: '@mako10k/mcp-shell-server',
    version: '2.7.1',
    // Its node-pty compiles when it is installed; this is the same one, prebuilt.
    overrides: { 'node-pty': 'npm:@lydell/node-pty@1.1.0' },
  },
  maxJobs: 50,
  outputAfterEnd: true,
  args: (installed) => [join(installed, 'dist/index.js')],
  // Its safety check asks a model through the client; off, as there is none.
  env: () => ({
    MCP_SHELL_ENHANCED_MODE: 'false',
    MCP_SHELL_LLM_EVALUATION: 'false',
    MCP_SHELL_MAX_EXECUTION_TIME: String(LONGEST_RUN_S),
  }),
  async start(client, argv) {
    const answer = await call(client, 'shell_execute', {
      command: shellText(argv),
      execution_mode: 'background',
      timeout_seconds: LONGEST_RUN_S,
      max_output_size: 100 * 1024 * 1024,
    });
    return answer.execution_id;
  },
  async status(client, execution_id) {
    const answer = await call(client, 'process_get_execution', { execution_id });
    return {
      ended: answer.status !== 'running',
      code: answer.exit_code,
      pid: answer.process_id,
      outputId: answer.output_id,
    };
  },
  list: (client) => client.callTool('list_execution_outputs', {}),
  async tail(client, execution_id, lines) {
    const { outputId } = await this.status(client, execution_id);
    if (outputId === undefined) throw new Error('no output id');
    const { files } = await call(client, 'list_execution_outputs', { execution_id });
    const size = 101 * lines;
    const offset = Math.max(0, (files[0]?.size ?? 0) - size);
    return textOf(await client.callTool('read_execution_output', { output_id: outputId, offset, size }));
  },
  cleanUp() {
    if (!foreignFiles) rmSync(FILES, { recursive: true, force: true });
  },
};

async function call(client, tool, args) {
  return JSON.parse(textOf(await client.callTool(tool, args)));
}
