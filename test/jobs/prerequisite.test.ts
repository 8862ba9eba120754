import { createServer, type AddressInfo } from 'node:net';
import { describe, expect } from 'vitest';
import type { Prerequisite } from '../../src/jobs/startRequest.js';
import { err, ok, type Result } from '../../src/lib/result.js';
import { placeTest as it } from './place.js';

interface Gate extends Prerequisite {
  readonly open: (result: Result<undefined, string>) => void;
  /** Resolves when the job does not want it any more. */
  readonly abandoned: Promise<void>;
}

/** A prerequisite that is met when the test says so. */
function gate(): Gate {
  let open: Gate['open'] = () => undefined;
  let abandon: () => void = () => undefined;
  const met = new Promise<Result<undefined, string>>((resolve) => (open = resolve));
  const abandoned = new Promise<void>((resolve) => (abandon = resolve));
  return {
    what: '`db` (ready)',
    meet: (signal) => {
      signal.addEventListener('abort', () => abandon());
      return met;
    },
    open: (result) => open(result),
    abandoned,
  };
}

describe('a prerequisite', () => {
  it('holds the job back; it is there already, and says what it waits for', async ({ place }) => {
    const prerequisite = gate();
    const id = await place.start(place.program.command, { prerequisite });
    expect(place.details(id)).toMatchObject({ status: 'starting', waiting_for: '`db` (ready)' });
    expect(place.program.starts()).toBe(0);
    prerequisite.open(ok(undefined));
    const run = await place.program.next();
    expect(place.details(id)).toMatchObject({ status: 'running', pid: run.pid });
    expect(place.details(id)).not.toHaveProperty('waiting_for');
    await run.exit(0);
    expect((await place.ended(id)).status).toBe('completed');
  });

  it('that fails ends the job, which never ran', async ({ place }) => {
    const prerequisite = gate();
    const id = await place.start(place.program.command, { prerequisite, type: 'service' });
    prerequisite.open(err('its dependency `db` did not become ready'));
    expect(await place.ended(id)).toMatchObject({
      status: 'failed',
      outcome: 'dependency-failed',
      reason: 'its dependency `db` did not become ready',
    });
    expect(place.details(id)).not.toHaveProperty('pid');
    expect(place.program.starts()).toBe(0);
  });

  it('is abandoned when the job is stopped, at once', async ({ place }) => {
    const prerequisite = gate();
    const id = await place.start(place.program.command, { prerequisite });
    expect(await place.jobs.stop(id, { force: false, by: 'a person' })).toMatchObject({
      value: { survivors: [], job: { status: 'killed', outcome: 'stopped', stopped_by: 'a person' } },
    });
    await prerequisite.abandoned;
    prerequisite.open(ok(undefined));
    const other = await place.sh('exit 0');
    await place.ended(other);
    expect(place.details(id).status).toBe('killed');
    expect(place.program.starts()).toBe(0);
  });

  it('does not count as time that the job ran', async ({ place }) => {
    const prerequisite = gate();
    const id = await place.start(place.program.command, { prerequisite, timeoutMs: 3_000 });
    await expect.poll(() => place.details(id).duration_ms, { timeout: 20_000 }).toBeGreaterThan(3_000);
    prerequisite.open(ok(undefined));
    await (await place.program.next()).exit(0);
    expect((await place.ended(id)).status).toBe('completed');
  });

  it('may take so long that the port is gone', async ({ place }) => {
    const prerequisite = gate();
    const server = createServer();
    const listen = (port: number): Promise<void> => new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
    await listen(0);
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const target = { kind: 'tcp', port, host: 'localhost', owner: 'job' } as const;
    const probe = { target, timeoutMs: 9_000, intervalMs: 10, attemptTimeoutMs: 2_000, successes: 1 };
    const id = await place.start(place.program.command, { prerequisite, ready: [probe] });
    await listen(port);
    prerequisite.open(ok(undefined));
    const details = await place.ended(id);
    await new Promise((resolve) => server.close(resolve));
    expect(details).toMatchObject({ status: 'failed', outcome: 'spawn-error' });
    expect(details.reason).toContain(`port ${port} was taken by process ${process.pid}`);
  });

  it('can be waited for as readiness is', async ({ place }) => {
    const prerequisite = gate();
    const id = await place.start(place.program.command, { prerequisite });
    const waited = place.wait(id, { kind: 'ready' });
    prerequisite.open(err('no'));
    expect((await waited).returned).toBe('exited');
  });
});
