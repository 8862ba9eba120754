import { existsSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect } from 'vitest';
import { describeEachClient, LONGEST_TEST_MS, rigTest } from '../rig/describeEachClient.js';
import { fixture } from '../rig/fixtureProgram.js';

const EXAMPLES = fileURLToPath(new URL('../../examples', import.meta.url));
const example = (name: string) => join(EXAMPLES, name);

describe('every example', { timeout: LONGEST_TEST_MS }, () => {
  const names = readdirSync(EXAMPLES).filter((name) => existsSync(join(example(name), 'bgjobs.yaml')));

  rigTest('2.x-2026').for(names)('%s is served without an error or a warning', async (name, { rig }) => {
    const { ok } = await rig.serve({ cwd: example(name) });
    const { file, profiles } = await ok('list_profiles');
    expect(file).toMatchObject({ state: 'valid', diagnostics: [], path: join(example(name), 'bgjobs.yaml') });
    for (const profile of profiles) expect(profile.description, profile.name).not.toBe('');
    expect(existsSync(join(example(name), 'README.md'))).toBe(true);
  });
});

describeEachClient('examples/vite-app', (it) => {
  it('serves its page, and runs its tests', async ({ rig }) => {
    const port = await rig.freePort();
    const { ok } = await rig.serve({ cwd: example('vite-app') });
    const web = await ok('start_profile', { profile: 'web', params: { port }, wait_ms: 45_000 });
    expect(web).toMatchObject({ returned: 'ready', job: { readiness: 'ready', profile: 'web' } });
    const page = await fetch(`http://localhost:${String(port)}/`);
    expect(await page.text()).toContain('<title>Tea timer</title>');
    expect((await ok('read_output', { job: 'web' })).text).toContain(`http://localhost:${String(port)}/`);

    await ok('start_profile', { profile: 'test' });
    const test = await ok('wait_for_job', { jobs: ['test'], until: 'exited', wait_ms: 45_000 });
    expect(test.job).toMatchObject({ status: 'completed', exit_code: 0 });
    expect((await ok('read_output', { job: 'test' })).text).toMatch(/Tests\s+10 passed/);

    expect(await ok('stop_job', { job: 'web' })).toMatchObject({ survivors: [], job: { status: 'killed' } });
    await expect(fetch(`http://localhost:${String(port)}/`)).rejects.toThrow();
  });

  it('permits what its rules say and nothing else', async ({ rig }) => {
    const { ok } = await rig.serve({ cwd: example('vite-app') });
    const decide = async (command: string) => (await ok('check_command', { command })).decision;
    for (const command of ['npm run build', 'npm run test', 'node --version', 'npm run build && npm run test']) {
      expect([command, await decide(command)]).toEqual([command, 'allow']);
    }
    for (const command of ['npm install x', 'npm run build; rm -rf /', 'git push', 'npm run build -- --outDir /']) {
      expect([command, await decide(command)]).toEqual([command, 'deny']);
    }
  });
});

describeEachClient('examples/language-servers', (it) => {
  it.for(['python', 'rust'])('%s is ready when its port answers', async (profile, { rig }) => {
    // Stand-ins for the real programs, which this machine may not have: they listen where they are told to.
    for (const name of ['pylsp', 'socat']) symlinkSync(fixture('listen.mjs'), join(rig.scratch.folder('bin'), name));
    const port = await rig.freePort();
    const { ok } = await rig.serve({ cwd: example('language-servers'), path: [join(rig.scratch.path, 'bin')] });
    const { returned, job } = await ok('start_profile', { profile, params: { port }, wait_ms: 45_000 });
    expect({ returned, job }).toMatchObject({ returned: 'ready', job: { readiness: 'ready' } });
    expect((await ok('read_output', { job: job.id })).text).toContain(`listening on ${String(port)}`);
    expect((await ok('stop_job', { job: job.id })).survivors).toEqual([]);
  });
});

describeEachClient('examples/locked-down', (it) => {
  it('runs its profiles with the values that it lists, and no command at all', async ({ rig }) => {
    const { ok, refused } = await rig.serve({ cwd: example('locked-down') });
    const run = (profile: string, params: object) =>
      ok('start_profile', { profile, params, wait_until: 'exited', wait_ms: 45_000 });
    expect((await run('quote', { pieces: 100 })).output.text).toBe('10800\n');
    for (const suite of ['prices', 'rounding']) {
      expect((await run('test', { suite })).job).toMatchObject({ status: 'completed', exit_code: 0 });
    }
    expect((await refused('start_profile', { profile: 'test', params: { suite: '../x' } })).text).toContain('rounding');
    expect((await refused('start_profile', { profile: 'quote', params: { pieces: 0 } })).text).toContain('pieces');
    expect((await refused('start_command', { command: 'node quote.mjs 1' })).text).toContain('quote');
    expect((await ok('check_command', { command: 'ls' })).decision).toBe('deny');
  });
});
