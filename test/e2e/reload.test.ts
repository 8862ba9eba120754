import { chmodSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { describeEachClient } from '../rig/describeEachClient.js';
import { eventually } from '../rig/eventually.js';
import { fixture } from '../rig/fixtureProgram.js';
import type { Replies } from '../rig/replies.js';
import type { Session } from '../rig/session.js';

const SAY_HELLO = { command: ['node', fixture('print.mjs'), '0', 'hello'] };

/** Waits until `list_profiles` says something of the file. */
function fileIs(session: Session, what: string, holds: (reply: Replies['list_profiles']) => boolean) {
  return eventually(what, async () => {
    const reply = await session.ok('list_profiles');
    return holds(reply) && reply;
  });
}

/** Counts what the server announces. */
async function announcements(session: Session) {
  let count = 0;
  let wake: () => void = () => undefined;
  await session.client.onToolsChanged(() => {
    count += 1;
    wake();
  });
  return {
    count: () => count,
    next: () => new Promise<void>((resolve) => (wake = resolve)),
  };
}

describeEachClient('a change of the file', (it) => {
  it('is in force at once, and is announced once', async ({ rig }) => {
    rig.config({ profiles: { old: SAY_HELLO } });
    const session = await rig.serve();
    const { ok, refused, client } = session;
    const announced = await announcements(session);
    const before = await ok('list_profiles');
    const next = announced.next();
    rig.config({
      profiles: { old: SAY_HELLO, fresh: SAY_HELLO, more: SAY_HELLO, most: SAY_HELLO },
      policy: { allow: ['npm run *'] },
    });
    await next;
    const after = await ok('list_profiles');
    expect(after.profiles.map(({ name }) => name)).toEqual(['old', 'fresh', 'more', 'most']);
    expect(after.file.revision).toBe(before.file.revision + 1);
    expect(after.file.last_reload).toContain('fresh');
    const tools = await client.listTools();
    const schema = tools.find(({ name }) => name === 'start_profile')?.inputSchema.properties?.profile;
    expect(schema).toMatchObject({ enum: ['old', 'fresh', 'more', 'most'] });
    expect((await ok('check_command', { command: 'npm run x' })).decision).toBe('allow');
    const { output } = await ok('start_profile', { profile: 'fresh', wait_until: 'exited', wait_ms: 45_000 });
    expect(output.text).toBe('hello\n');
    expect(announced.count()).toBe(1);

    const again = announced.next();
    rig.config({ profiles: { fresh: SAY_HELLO } });
    await again;
    expect((await refused('start_profile', { profile: 'old' })).code).toBe('unknown-profile');
    expect(announced.count()).toBe(2);
  });

  it('that breaks it leaves the last good one in force, and says what is wrong where', async ({ rig }) => {
    const program = await rig.program();
    const good = { profiles: { web: { command: program.command, type: 'service' }, hello: SAY_HELLO } };
    rig.config(good);
    const session = await rig.serve();
    const { ok } = session;
    const announced = await announcements(session);
    const { job } = await ok('start_profile', { profile: 'web' });
    const run = await program.next();

    rig.config('version: 1\nprofiles:\n  web:\n    comand: npm run dev\n    timeout: 5\n');
    const broken = await fileIs(session, 'the mistakes to be found', ({ file }) => file.state === 'invalid');
    expect(broken.profiles.map(({ name }) => name)).toEqual(['web', 'hello']);
    expect(broken.file.diagnostics.map(({ line, severity }) => [line, severity])).toEqual(
      expect.arrayContaining([
        [4, 'error'],
        [5, 'error'],
      ]),
    );
    expect(JSON.stringify(broken.file.diagnostics)).toContain('did you mean');
    const { output } = await ok('start_profile', { profile: 'hello', wait_until: 'exited', wait_ms: 45_000 });
    expect(output.text).toBe('hello\n');
    expect((await ok('get_job', { job: job.id })).job).toMatchObject({ status: 'running', pid: run.pid });

    rig.config(good);
    const repaired = await fileIs(session, 'the repair to be seen', ({ file }) => file.state === 'valid');
    expect(repaired.file.diagnostics).toEqual([]);
    expect(announced.count()).toBe(0);
    await ok('stop_job', { job: job.id });
  });

  it('is seen however an editor writes it, and when the file comes or goes', async ({ rig }) => {
    const session = await rig.serve();
    const names = (reply: Replies['list_profiles']) => reply.profiles.map(({ name }) => name).join();
    expect((await session.ok('list_profiles')).file.state).toBe('missing');
    rig.config({ profiles: { one: SAY_HELLO } });
    await fileIs(session, 'the new file', (reply) => names(reply) === 'one');
    // In place, as simple editors do.
    writeFileSync(rig.file, JSON.stringify({ version: 1, profiles: { two: SAY_HELLO } }));
    await fileIs(session, 'the file written in place', (reply) => names(reply) === 'two');
    rig.config({ profiles: { three: SAY_HELLO } });
    await fileIs(session, 'the file renamed over', (reply) => names(reply) === 'three');
    rmSync(rig.file);
    const gone = await fileIs(session, 'the file to be missed', ({ file }) => file.state === 'missing');
    expect(names(gone)).toBe('three');
    rig.config({ profiles: { four: SAY_HELLO } });
    await fileIs(session, 'the file that came back', (reply) => names(reply) === 'four');
  });

  it('is seen when a folder is swapped behind a link, as Kubernetes does', async ({ rig }) => {
    for (const name of ['one', 'two']) {
      rig.scratch.write(`project/${name}/bgjobs.yaml`, JSON.stringify({ version: 1, profiles: { [name]: SAY_HELLO } }));
    }
    symlinkSync('one', join(rig.project, '..data'));
    symlinkSync('..data/bgjobs.yaml', rig.file);
    const session = await rig.serve();
    expect((await session.ok('list_profiles')).profiles.map(({ name }) => name)).toEqual(['one']);
    symlinkSync('two', join(rig.project, '..data_new'));
    renameSync(join(rig.project, '..data_new'), join(rig.project, '..data'));
    await fileIs(session, 'the other folder', ({ profiles }) => profiles[0]?.name === 'two');
  });

  it('leaves a running job as it was started, and marks it as stale', async ({ rig }) => {
    const program = await rig.program();
    rig.config({ profiles: { web: { command: [...program.command, 'a'], type: 'service' } } });
    const session = await rig.serve();
    const { ok, refused } = session;
    const { job } = await ok('start_profile', { profile: 'web' });
    await program.next();
    rig.config({ profiles: { web: { command: [...program.command, 'b'], type: 'service' } } });
    await fileIs(session, 'the change', ({ profiles }) => profiles[0]?.command.endsWith('b') === true);
    expect((await ok('get_job', { job: job.id })).job).toMatchObject({ status: 'running', stale: true });
    expect((await refused('start_profile', { profile: 'web' })).code).toBe('already-running');
    await ok('stop_job', { job: job.id });
    await ok('start_profile', { profile: 'web' });
    expect((await program.next()).words).toEqual(['b']);
    await ok('stop_job', { job: 'web' });
  });

  it('that takes the file out of reach leaves what is in force, and is announced no more than the file', async ({
    rig,
  }) => {
    rig.config({ profiles: { old: SAY_HELLO } });
    // Root can read everything.
    const isRoot = process.getuid?.() === 0;
    chmodSync(rig.scratch.path, 0o755);
    const wrapper = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];
    const session = await rig.serve(isRoot ? { wrapper } : {});
    const announced = await announcements(session);
    chmodSync(rig.file, 0o000);
    const unreadable = await fileIs(session, 'the file to be out of reach', ({ file }) => file.state === 'invalid');
    expect(unreadable.file.diagnostics).toMatchObject([{ code: 'file-unreadable' }]);
    expect(unreadable.profiles.map(({ name }) => name)).toEqual(['old']);
    chmodSync(rig.file, 0o644);
    await fileIs(session, 'the file to be back', ({ file }) => file.state === 'valid');
    const next = announced.next();
    rig.config({ profiles: { fresh: SAY_HELLO } });
    await next;
    expect((await session.ok('list_profiles')).file.revision).toBe(unreadable.file.revision + 1);
    expect(announced.count()).toBe(1);
  });

  it('is held by a locked server, which says so with every answer it matters for', async ({ rig }) => {
    rig.config({ profiles: { old: SAY_HELLO } });
    const session = await rig.serve({ args: ['--locked'] });
    const { ok, refused } = session;
    const announced = await announcements(session);
    rig.config({ profiles: { old: SAY_HELLO, fresh: SAY_HELLO }, policy: { allow: ['git push **'] } });
    const held = await fileIs(session, 'the change to be held', ({ file }) => file.pending !== undefined);
    expect(held.file.pending?.changes).toContain('would newly allow: `git push **`');
    expect(held.profiles.map(({ name }) => name)).toEqual(['old']);
    expect((await ok('check_command', { command: 'git push' })).decision).toBe('deny');
    expect((await refused('start_profile', { profile: 'fresh' })).code).toBe('unknown-profile');
    const { hint } = await ok('start_profile', { profile: 'old', wait_until: 'exited', wait_ms: 30_000 });
    expect(hint).toContain('bgjobs approve');
    expect(announced.count()).toBe(0);
  });

  it('is seen without any event where polling is asked for', async ({ rig }) => {
    rig.config({ profiles: { old: SAY_HELLO } });
    const session = await rig.serve({ env: { BGJOBS_WATCH: 'poll' } });
    const announced = await announcements(session);
    expect(watches(session.server.pid)).toEqual([]);
    const next = announced.next();
    rig.config({ profiles: { fresh: SAY_HELLO } });
    await next;
    expect((await session.ok('list_profiles')).profiles.map(({ name }) => name)).toEqual(['fresh']);
    expect(announced.count()).toBe(1);
  });
});

/** What a process has the system watch. */
function watches(pid: number): readonly string[] {
  const folder = `/proc/${pid}/fdinfo`;
  return readdirSync(folder).flatMap((fd) => {
    try {
      return readFileSync(join(folder, fd), 'utf8').match(/^inotify wd.*/gm) ?? [];
    } catch {
      return [];
    }
  });
}
