import { expect } from 'vitest';
import { describeEachClient } from '../rig/describeEachClient.js';
import { fixture } from '../rig/fixtureProgram.js';

describeEachClient('input', (it) => {
  it('arrives as it was sent, and its end too', async ({ rig }) => {
    const program = await rig.program();
    rig.config({ profiles: { repl: { command: program.command } } });
    const { ok, refused } = await rig.serve();
    const { job } = await ok('start_profile', { profile: 'repl' });
    const run = await program.next();
    await run.read();
    const text = 'print("ä $HOME `x` \\\\ ")\n';
    expect(await ok('send_input', { job: job.id, text })).toMatchObject({ written: Buffer.byteLength(text) });
    expect(await run.heard(text)).toBe(text);
    await ok('send_input', { job: job.id, text: 'bye\n', end: true });
    expect(await run.heard('bye\n')).toBe(`${text}bye\n`);
    await run.inputEnded();
    expect((await refused('send_input', { job: job.id, text: 'more\n' })).code).toBe('stdin-closed');
    await run.exit(0);
    await ok('wait_for_job', { jobs: [job.id], until: 'exited', wait_ms: 45_000 });
    expect((await refused('send_input', { job: job.id, text: 'more\n' })).code).toBe('job-ended');
  });

  it('is answered with the output that followed', async ({ rig }) => {
    rig.config({ policy: { allow: [{ run: ['node', fixture('echo.mjs')] }] } });
    const { ok } = await rig.serve();
    await ok('start_command', { argv: ['node', fixture('echo.mjs')], name: 'echo' });
    for (const word of ['hello', 'again']) {
      const { output } = await ok('send_input', { job: 'echo', text: `${word}\n`, wait_ms: 45_000 });
      expect(output.text).toBe(`${word.toUpperCase()}\n`);
    }
    await ok('send_input', { job: 'echo', text: 'last', end: true });
    const end = await ok('wait_for_job', { jobs: ['echo'], until: 'exited', wait_ms: 45_000 });
    expect(end.job).toMatchObject({ status: 'completed' });
    expect((await ok('read_output', { job: 'echo' })).text).toBe('HELLO\nAGAIN\nLAST\nend of input\n');
  });

  it('is at its end from the start when the file says so', async ({ rig }) => {
    rig.config({ profiles: { echo: { command: ['node', fixture('echo.mjs')], stdin: 'closed' } } });
    const { ok } = await rig.serve();
    const { output, job } = await ok('start_profile', { profile: 'echo', wait_until: 'exited', wait_ms: 45_000 });
    expect(job.status).toBe('completed');
    expect(output.text).toBe('end of input\n');
  });
});
