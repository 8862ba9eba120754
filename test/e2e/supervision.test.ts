import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { describeEachClient } from '../rig/describeEachClient.js';
import { eventually } from '../rig/eventually.js';
import { isAlive } from '../rig/processes.js';
import type { Session } from '../rig/session.js';

const ready = { log: { pattern: 'ready' }, interval: '20ms', timeout: '10m' };

async function details(session: Session, job: string) {
  return (await session.ok('get_job', { job })).job;
}

describeEachClient('ports', (it) => {
  it('are found, handed over in words and variables, used by probes, and shown', async ({ rig }) => {
    const program = await rig.program();
    const port = await rig.freePort();
    rig.config({
      profiles: {
        web: {
          command: [...program.command, '--port=${ports.web}'],
          type: 'service',
          ports: { web: { prefer: port, range: `${port}-${Math.min(port + 50, 65_535)}`, env: 'PORT' } },
          env: { BASE: 'http://localhost:${ports.web}/' },
          ready: { http: { url: 'http://localhost:${ports.web}/' }, interval: '20ms', timeout: '10m' },
          if_running: 'parallel',
        },
      },
    });
    const session = await rig.serve();
    const [one, two] = await Promise.all(
      [1, 2].map(() => session.ok('start_profile', { profile: 'web', wait_until: 'started' })),
    );
    const ports = [one, two].map((started) => started?.job.ports?.web ?? 0);
    expect(new Set(ports).size).toBe(2);
    expect(ports).toContain(port);
    for (const run of [await program.next(), await program.next()]) {
      const own = Number(run.env.PORT);
      expect(ports).toContain(own);
      expect(run.words).toEqual([`--port=${own}`]);
      expect(run.env.BASE).toBe(`http://localhost:${own}/`);
      await run.listen(own);
    }
    const ids = [one, two].map((started) => started?.job.id ?? '');
    const waited = await session.ok('wait_for_job', { jobs: ids, mode: 'all', until: 'ready', wait_ms: 30_000 });
    expect(waited.jobs.map((job) => job.readiness)).toEqual(['ready', 'ready']);
    expect((await session.client.call('get_job', { job: ids[0] })).text).toContain(`port web ${ports[0] ?? 0}`);
  });

  it('that are fixed and taken refuse the start, with the job that has them', async ({ rig }) => {
    const program = await rig.program();
    const port = await rig.freePort();
    const profile = { command: program.command, type: 'service', ports: { http: port } };
    rig.config({ profiles: { web: profile, other: profile } });
    const { ok, refused } = await rig.serve();
    const { job } = await ok('start_profile', { profile: 'web' });
    expect((await ok('start_profile', { profile: 'web' })).reused).toBe(true);
    const refusal = await refused('start_profile', { profile: 'other' });
    expect(refusal).toMatchObject({ code: 'port-in-use', port, job: job.id });
    expect(refusal.text).toContain(`stop_job with job \`${job.id}\``);
    expect(program.starts()).toBe(1);
  });
});

describeEachClient('depends_on', (it) => {
  it('starts what is needed first, once, and leaves it running', async ({ rig }) => {
    const [db, migrate, web] = [await rig.program('db'), await rig.program('migrate'), await rig.program('web')];
    rig.config({
      profiles: {
        db: { command: db.command, type: 'service', ready },
        migrate: { command: migrate.command, depends_on: { db: 'ready' } },
        seed: { command: migrate.command, depends_on: { db: 'ready' } },
        web: {
          command: web.command,
          type: 'service',
          depends_on: { migrate: 'succeeded', seed: 'succeeded', db: 'started' },
        },
      },
    });
    const session = await rig.serve();
    const { ok } = session;
    const started = await ok('start_profile', { profile: 'web' });
    expect(started).toMatchObject({ returned: 'started', job: { status: 'starting' } });
    expect(started.hint).toContain('it waits for `migrate` (succeeded), `seed` (succeeded), `db` (started)');
    const database = await db.next();
    expect(migrate.starts()).toBe(0);
    await database.say('ready\n');
    const tasks = [await migrate.next(), await migrate.next()];
    expect(tasks.map((run) => run.env.BGJOBS_PROFILE).toSorted()).toEqual(['migrate', 'seed']);
    expect(await details(session, started.job.id)).toMatchObject({ status: 'starting' });
    for (const run of tasks) await run.exit(0);
    const server = await web.next();
    expect(await details(session, started.job.id)).toMatchObject({ status: 'running', pid: server.pid });
    expect((await details(session, 'db')).started_by).toContain('for `web`');
    await ok('stop_job', { job: 'web' });
    expect(isAlive(database.process)).toBe(true);
    // One that runs is used as it is.
    await ok('start_profile', { profile: 'seed' });
    await (await migrate.next()).exit(0);
    expect(db.starts()).toBe(1);
  });

  it('shares a dependency between two that are started at once', async ({ rig }) => {
    const [db, app] = [await rig.program('db'), await rig.program('app')];
    const dependent = { command: app.command, depends_on: { db: 'ready' } };
    rig.config({ profiles: { db: { command: db.command, ready }, one: dependent, two: dependent } });
    const { ok } = await rig.serve();
    await Promise.all(['one', 'two'].map((profile) => ok('start_profile', { profile })));
    await (await db.next()).say('ready\n');
    const runs = [await app.next(), await app.next()];
    expect(runs.map((run) => run.env.BGJOBS_PROFILE).toSorted()).toEqual(['one', 'two']);
    expect(db.starts()).toBe(1);
  });

  it('that fails fails the dependent, and explains it with the end of its output', async ({ rig }) => {
    const [db, web] = [await rig.program('db'), await rig.program('web')];
    rig.config({
      profiles: {
        db: {
          command: db.command,
          type: 'service',
          ready,
          secrets: ['DB_PASSWORD'],
          env: { DB_PASSWORD: 'correct-horse' },
        },
        api: { command: web.command, depends_on: { db: 'ready' } },
        web: { command: web.command, type: 'service', ready, depends_on: { api: 'started' } },
      },
    });
    const { ok } = await rig.serve();
    const starting = ok('start_profile', { profile: 'web', wait_until: 'ready', wait_ms: 40_000 });
    const database = await db.next();
    await database.say('booting\nfatal: no space left for correct-horse\n');
    await database.exit(3);
    const { returned, job, hint } = await starting;
    expect({ returned, job }).toMatchObject({
      returned: 'exited',
      job: { status: 'failed', outcome: 'dependency-failed' },
    });
    // The chain, down to the one that is to blame.
    expect(hint).toMatch(
      /its dependency `api` \(api-\w+\) did not start: its dependency `db` \(db-\w+\) ended before it was ready \(exit code 3\): it exited with code 3/,
    );
    expect(hint).toContain('fatal: no space left for [DB_PASSWORD]');
    expect(hint).not.toContain('correct-horse');
    expect(web.starts()).toBe(0);
  });

  it('that cannot be started says why', async ({ rig }) => {
    const web = await rig.program('web');
    rig.config({
      profiles: {
        db: { command: ['no-such-program-at-all'] },
        web: { command: web.command, depends_on: { db: 'started' } },
      },
    });
    const { ok } = await rig.serve();
    const { job, hint } = await ok('start_profile', { profile: 'web', wait_until: 'exited', wait_ms: 30_000 });
    expect(job).toMatchObject({ status: 'failed', outcome: 'dependency-failed' });
    expect(hint).toMatch(
      /its dependency `db` could not be started: the profile `db` cannot run: .*no-such-program-at-all/,
    );
  });

  it('is not waited for any more when the dependent is stopped', async ({ rig }) => {
    const [db, web] = [await rig.program('db'), await rig.program('web')];
    rig.config({
      profiles: { db: { command: db.command, ready }, web: { command: web.command, depends_on: { db: 'ready' } } },
    });
    const session = await rig.serve();
    const { job } = await session.ok('start_profile', { profile: 'web' });
    const database = await db.next();
    const stopped = await session.ok('stop_job', { job: job.id });
    expect(stopped.job).toMatchObject({ status: 'killed', outcome: 'stopped' });
    await database.say('ready\n');
    await session.ok('wait_for_job', { jobs: ['db'], until: 'ready', wait_ms: 30_000 });
    expect(isAlive(database.process)).toBe(true);
    expect(web.starts()).toBe(0);
  });
});

describeEachClient('restart', (it) => {
  it('keeps the job: same id, counted, marked in its output; and gives up in the end', async ({ rig }) => {
    const program = await rig.program();
    rig.config({
      profiles: {
        web: {
          command: program.command,
          type: 'service',
          ready,
          restart: { on: 'failure', max: 2, backoff: '1ms', max_backoff: '1ms' },
        },
      },
    });
    const session = await rig.serve();
    const starting = session.ok('start_profile', { profile: 'web', wait_ms: 40_000 });
    await (await program.next()).exit(1);
    const second = await program.next();
    await second.say('ready\n');
    const { returned, job, hint } = await starting;
    expect({ returned, job }).toMatchObject({ returned: 'ready', job: { status: 'running', pid: second.pid } });
    expect(hint).toBe('it was restarted once: it exited with code 1');
    await second.die('SIGKILL');
    await (await program.next()).exit(5);
    const ended = await session.ok('wait_for_job', { jobs: [job.id], until: 'exited', wait_ms: 30_000 });
    expect(ended.job).toMatchObject({ id: job.id, status: 'failed', outcome: 'crash-loop', exit_code: 5 });
    expect(await details(session, job.id)).toMatchObject({ restarts: 2, restart_reason: 'it was ended by SIGKILL' });
    const output = await session.ok('read_output', { job: job.id });
    expect(output.text).toBe(
      '[bgjobs] restart 1: it exited with code 1\nready\n[bgjobs] restart 2: it was ended by SIGKILL\n',
    );
  });

  it('waits as long as it says, and ends there with a stop', async ({ rig }) => {
    const program = await rig.program();
    rig.config({
      profiles: { web: { command: program.command, restart: { on: 'always', backoff: '1h', max_backoff: '1h' } } },
    });
    const session = await rig.serve();
    const { job } = await session.ok('start_profile', { profile: 'web' });
    await (await program.next()).exit(0);
    const waiting = await eventually('the job to wait for its next attempt', async () => {
      const now = await details(session, job.id);
      return now.next_attempt_at === undefined ? undefined : now;
    });
    expect(waiting).toMatchObject({ status: 'starting', restarts: 1 });
    const stopped = await session.ok('stop_job', { job: job.id });
    expect(stopped.job).toMatchObject({ status: 'killed', outcome: 'stopped' });
    expect(program.starts()).toBe(1);
  });
});

describeEachClient('health and helpers', (it) => {
  it('a check that fails restarts the job, and stop.command runs before the signal', async ({ rig }) => {
    const [program, stopper] = [await rig.program(), await rig.program('stopper')];
    const flag = join(rig.scratch.path, 'alive');
    rig.config({
      profiles: {
        web: {
          command: program.command,
          type: 'service',
          ready: [{ exec: { command: ['test', '-e', flag] }, interval: '20ms', timeout: '10m' }, ready],
          health: {
            http: { url: 'http://localhost:${ports.web}/' },
            interval: '20ms',
            failures: 2,
            on_failure: 'restart',
          },
          ports: { web: { prefer: await rig.freePort() } },
          restart: { on: 'failure', backoff: '1ms' },
          stop: { command: [...stopper.command, '${ports.web}'], grace: '10m' },
        },
      },
    });
    const session = await rig.serve();
    const { job } = await session.ok('start_profile', { profile: 'web', wait_until: 'started' });
    const first = await program.next();
    await first.listen(job.ports?.web ?? 0);
    await first.say('ready\n');
    writeFileSync(flag, '');
    await session.ok('wait_for_job', { jobs: [job.id], until: 'ready', wait_ms: 30_000 });
    await first.answer(500);
    const asked = await stopper.next();
    expect(asked.words).toEqual([String(job.ports?.web)]);
    await asked.exit(0);
    await first.gone();
    await program.next();
    const stopping = session.ok('stop_job', { job: job.id });
    await (await stopper.next()).exit(0);
    expect((await stopping).job).toMatchObject({ status: 'killed', outcome: 'stopped' });
    const now = await details(session, job.id);
    expect(now.restart_reason).toMatch(/^its health check failed 2 times in a row: .*answered 500$/);
  });
});
