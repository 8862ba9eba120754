import { spawnSync } from 'node:child_process';
import { expect } from 'vitest';
import { describeEachClient } from '../rig/describeEachClient.js';
import { eventually } from '../rig/eventually.js';
import type { Session } from '../rig/session.js';

const PYTHON = 'python3';
const hasPython = spawnSync(PYTHON, ['-c', '']).status === 0;

/** Sends a line and waits for what the answer has to show. */
async function ask({ ok }: Session, job: string, text: string, answer: string): Promise<string> {
  const { output } = await ok('send_input', { job, text, wait_ms: 0 });
  const cursor = output.next_cursor.replace(/\.[^.]*$/, '.0');
  const waited = await ok('wait_for_job', { jobs: [job], until: 'output', pattern: answer, cursor, wait_ms: 45_000 });
  expect(waited.returned, waited.output.text).toBe('output');
  return waited.matched ?? '';
}

describeEachClient('a Python session', (it) => {
  it.runIf(hasPython)('over pipes keeps its state, shows its errors and ends with its input', async ({ rig }) => {
    rig.config({ profiles: { repl: { command: [PYTHON, '-i', '-q', '-u'] } } });
    const session = await rig.serve();
    const { ok } = session;
    const { job } = await ok('start_profile', { profile: 'repl' });
    await ask(session, job.id, 'x = 6 * 7\nprint("x is", x)\n', 'x is 42$');
    await ask(session, job.id, 'x / 0\n', '^ZeroDivisionError');
    await ask(session, job.id, 'for n in range(3):\n    print("n", n)\n\n', '^(\\.\\.\\. )*n 2$|n 2$');
    await ask(session, job.id, 'name = input("your name? ")\n', 'your name\\? $');
    await ok('send_input', { job: job.id, text: 'Ada Lovelace\n' });
    await ask(session, job.id, 'print(name.upper())\n', 'ADA LOVELACE$');
    await ok('send_input', { job: job.id, end: true });
    const end = await ok('wait_for_job', { jobs: [job.id], wait_ms: 45_000 });
    expect(end.job).toMatchObject({ status: 'completed', exit_code: 0 });
    // What has ended can be told again that it ends; more input is an error that says so.
    expect((await session.refused('send_input', { job: job.id, text: 'x\n' })).code).toBe('job-ended');
  });

  it.runIf(hasPython)('on a terminal prompts, edits lines, is interrupted and says that it waits', async ({ rig }) => {
    rig.config({ policy: { allow: [{ run: [PYTHON, '-q'] }] } });
    const session = await rig.serve();
    const { ok } = session;
    const { job } = await ok('start_command', { argv: [PYTHON, '-q'], tty: true, name: 'repl' });
    await eventually('the prompt', async () => (await ok('read_output', { job: job.id })).text.includes('>>>'));
    expect((await ok('get_job', { job: job.id })).job).toMatchObject({ tty: true, stdin: 'open' });
    await ask(session, job.id, 'import os; print(os.isatty(0), os.get_terminal_size().columns)\n', '^True 120$');
    // The line that was sent before, with a change.
    await ask(session, job.id, 'print("first" + "1")\n', '^first1$');
    await ok('send_input', { job: job.id, text: 'import time; time.sleep(1000)\n' });
    await eventually('it to be busy', async () => {
      const { waiting_for_input: waits } = (await ok('get_job', { job: job.id })).job;
      return waits === undefined;
    });
    await ok('send_input', { job: job.id, keys: ['ctrl-c'] });
    await ask(session, job.id, '', '^KeyboardInterrupt');
    await ask(session, job.id, 'print("alive", 1 + 1)\n', '^alive 2$');
    await eventually(
      'it to wait',
      async () => (await ok('get_job', { job: job.id })).job.waiting_for_input ?? process.platform !== 'linux',
    );
    const idle = await ok('wait_for_job', { jobs: [job.id], wait_ms: 0 });
    expect(idle).toMatchObject({ returned: 'timeout', job: { status: 'running' } });
    if (process.platform === 'linux') expect(idle.hint).toContain(`\`${job.id}\` is blocked reading its input`);
    await ok('send_input', { job: job.id, end: true });
    const end = await ok('wait_for_job', { jobs: [job.id], wait_ms: 45_000 });
    expect(end.job).toMatchObject({ status: 'completed', exit_code: 0 });
  });
});
