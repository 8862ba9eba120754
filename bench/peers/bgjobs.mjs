// bgjobs itself, from the checkout's own build.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

/** `any`, so that what is measured is the running and not the refusing; the policy has a measure of its own. */
const FILE = `version: 1
limits: { max_jobs: 500, max_log: 4GiB, keep_finished: 1000 }
policy: { adhoc: any }
`;

/** @see ../README.md for what a driver has. */
export const bgjobs = {
  name: 'bgjobs',
  role: 'bgjobs',
  maxJobs: 500,
  prepare(folder, settings) {
    writeFileSync(join(folder, 'bgjobs.yaml'), settings.bgjobsFile ?? FILE);
  },
  args: () => [CLI, 'serve'],
  async start(client, argv, options = {}) {
    const { structuredContent } = await client.callTool('start_command', { argv, wait_ms: 0, ...options });
    return structuredContent.job.id;
  },
  async status(client, job) {
    const { structuredContent } = await client.callTool('get_job', { job });
    const { status, exit_code: code, pid } = structuredContent.job;
    return { ended: !['starting', 'running', 'stopping'].includes(status), code, pid };
  },
  list: (client) => client.callTool('list_jobs', {}),
  async tail(client, job, lines) {
    // In the answer a page is 8 KiB by default, and a hundred lines of 100 bytes are more.
    const args = { job, tail_lines: lines, max_bytes: 32_768 };
    return (await client.callTool('read_output', args)).structuredContent.text;
  },
  async stop(client, job) {
    const { structuredContent } = await client.callTool('stop_job', { job });
    return structuredContent;
  },
  /** Waits with the server's own tool, in calls of 45 seconds at most; resolves with the result, or undefined. */
  async wait(client, job, until, pattern, timeoutMs) {
    const deadline = performance.now() + timeoutMs;
    while (performance.now() < deadline) {
      const wait_ms = Math.max(1, Math.min(45_000, Math.round(deadline - performance.now())));
      const args = { jobs: [job], until, wait_ms, ...(pattern === undefined ? {} : { pattern }) };
      const { structuredContent } = await client.callTool('wait_for_job', args, wait_ms + 10_000);
      if (structuredContent.returned !== 'timeout') return structuredContent;
    }
    return undefined;
  },
};
