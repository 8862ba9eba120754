import { chmodSync, realpathSync, renameSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { emptyConfig } from '../../src/config/emptyConfig.js';
import { approve } from '../../src/policy/approve.js';
import type { ApprovedCommand } from '../../src/policy/approvedCommand.js';
import { approveProfile } from '../../src/policy/approveProfile.js';
import type { CompiledPolicy } from '../../src/policy/compiledPolicy.js';
import { localPolicyHost } from '../../src/policy/localPolicyHost.js';
import { decide, policy, profile, template } from '../policy/support.js';
import { MARK, placeTest as it, type Place } from './place.js';

/** A folder on the PATH with `good` and a link `tool` to it, and an empty root. */
interface Ground {
  readonly bin: string;
  readonly root: string;
  readonly policy: CompiledPolicy;
}

function prepare(place: Place): Ground {
  const base = realpathSync(place.scratch.path);
  const [bin, root] = [join(base, 'bin'), place.scratch.folder('repo')];
  place.scratch.folder('bin');
  write(join(bin, 'good'), 'good');
  write(join(base, 'evil'), 'evil');
  symlinkSync('good', join(bin, 'tool'));
  const host = localPolicyHost({ root, path: [bin] });
  return { bin, root, policy: policy({ allow: ['tool', 'good'], roots: [root] }, host) };
}

function write(file: string, says: string): void {
  writeFileSync(file, `#!/bin/sh\necho ${says}\n`);
  chmodSync(file, 0o755);
}

/** Puts another program in the place of the one that was decided on. */
function swap({ bin }: Ground): void {
  unlinkSync(join(bin, 'tool'));
  symlinkSync('../evil', join(bin, 'tool'));
}

function approved(place: Place, ground: Ground, text: string): ApprovedCommand {
  const set = new Map([[MARK, place.scratch.path]]);
  const result = approve(decide(ground.policy, text), { inherit: { kind: 'minimal' }, files: [], set });
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

async function run(place: Place, command: ApprovedCommand): Promise<{ readonly why: string; readonly output: string }> {
  const id = await place.start([...command.argv], { facts: command });
  const ended = await place.ended(id);
  return { why: JSON.stringify(ended), output: (await place.tail(id)).text };
}

describe('what was approved and then swapped', () => {
  it('runs as the file that the evidence shows where nothing was touched', async ({ place }) => {
    const ground = prepare(place);
    const command = approved(place, ground, 'tool');
    expect(command.evaluation?.commands[0]?.program).toBe(command.program);
    expect((await run(place, command)).output).toBe('good\n');
    expect((await run(place, approved(place, ground, 'tool && good'))).output).toBe('good\ngood\n');
  });

  it('is not started: a command, a member of a list or pipeline, a program renamed over', async ({ place }) => {
    for (const text of ['tool', 'good && tool', 'good | tool']) {
      const ground = prepare(place);
      const command = approved(place, ground, text);
      swap(ground);
      const { why, output } = await run(place, command);
      expect(why).toContain('was changed or replaced after it was approved');
      expect(output).not.toContain('evil');
      unlinkSync(join(ground.bin, 'tool'));
    }
    const ground = prepare(place);
    const command = approved(place, ground, 'good');
    renameSync(join(place.scratch.path, 'evil'), join(ground.bin, 'good'));
    expect((await run(place, command)).why).toContain('was changed or replaced after it was approved');
  });

  it('is not started for a job either: a profile, and its exec probe', async ({ place }) => {
    const ground = prepare(place);
    const given = profile('p', { command: ['tool'], cwd: ground.root, env: { [MARK]: place.scratch.path } });
    const words = ['tool'].map(template);
    const target = { kind: 'exec', command: words } as const;
    const ready = {
      target,
      timeoutMs: 60_000,
      intervalMs: 10,
      attemptTimeoutMs: 10_000,
      successes: 1,
      range: given.range,
    };
    const config = emptyConfig(ground.root, join(ground.root, 'bgjobs.yaml'));
    const started = approveProfile({ config, policy: ground.policy }, { ...given, ready: [ready] }, {});
    if (!started.ok) throw new Error(started.error.code);
    const { command, helpers } = started.value;
    const probe = helpers.get(words);
    if (probe === undefined) throw new Error('the probe was not approved');
    swap(ground);
    expect((await run(place, command)).why).toContain('was changed or replaced after it was approved');

    const id = await place.start(place.program.command, {
      ready: [{ ...ready, target: { kind: 'exec', command: probe } }],
    });
    await place.program.next();
    await expect
      .poll(() => place.details(id).last_probe, { timeout: 20_000, interval: 10 })
      .toContain('was changed or replaced after it was approved');
    expect(place.details(id).readiness).toBe('pending');
  });
});
