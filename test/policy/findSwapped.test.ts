import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { approve } from '../../src/policy/approve.js';
import type { ApprovedCommand } from '../../src/policy/approvedCommand.js';
import { findSwapped } from '../../src/policy/findSwapped.js';
import { localPolicyHost } from '../../src/policy/localPolicyHost.js';
import { approveProfile } from '../../src/policy/approveProfile.js';
import { emptyConfig } from '../../src/config/emptyConfig.js';
import { decide, policy, profile, type Call } from './support.js';

let base: string;
let bin: string;
let root: string;

function script(path: string, says: string): void {
  writeFileSync(path, `#!/bin/sh\necho ${says}\n`);
  chmodSync(path, 0o755);
}

function compiled(): ReturnType<typeof policy> {
  const host = localPolicyHost({ root, path: [bin, '/usr/bin', '/bin'] });
  return policy({ allow: ['tool', 'other', './own'], roots: [root] }, host);
}

function approved(command: string, call: Call = {}): ApprovedCommand {
  const environment = { inherit: { kind: 'minimal' }, files: [], set: new Map() } as const;
  const result = approve(decide(compiled(), command, { cwd: root, ...call }), environment);
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

/** What a spawn of this command would print. */
function run({ program, argv, cwd }: ApprovedCommand): string {
  return execFileSync(program, argv.slice(1), { cwd, encoding: 'utf8' }).trim();
}

beforeEach(() => {
  base = realpathSync(mkdtempSync(join(tmpdir(), 'bgjobs-swap-')));
  [bin, root] = [join(base, 'bin'), join(base, 'repo')];
  mkdirSync(bin);
  mkdirSync(join(root, 'sub'), { recursive: true });
  script(join(base, 'real'), 'real');
  symlinkSync('../real', join(bin, 'tool'));
  script(join(bin, 'other'), 'other');
  script(join(root, 'own'), 'own');
});
afterEach(() => {
  rmSync(base, { recursive: true, force: true });
});

describe('between the decision and the spawn', () => {
  it('nothing has changed where nothing was touched', () => {
    for (const command of ['tool', 'other', './own', 'tool | other; ./own']) {
      const ready = approved(command);
      expect(ready.pins.length).toBeGreaterThan(1);
      expect(findSwapped(ready)).toBeUndefined();
      writeFileSync(join(root, 'unrelated'), '');
      expect(findSwapped(ready)).toBeUndefined();
    }
    expect(run(approved('tool'))).toBe('real');
  });

  it.each<[string, string, () => void]>([
    [
      'a link that leads elsewhere now',
      'tool',
      () => {
        unlinkSync(join(bin, 'tool'));
        symlinkSync('other', join(bin, 'tool'));
      },
    ],
    [
      'the file behind a link, renamed over',
      'tool',
      () => {
        script(join(base, 'evil'), 'evil');
        renameSync(join(base, 'evil'), join(base, 'real'));
      },
    ],
    ['a file that was written to in place', 'other', () => script(join(bin, 'other'), 'evil')],
    ['a file that is gone', 'other', () => unlinkSync(join(bin, 'other'))],
    ['a program of the repository', './own', () => script(join(root, 'own'), 'evil')],
    ['the second program of a pipeline', 'tool | other', () => script(join(bin, 'other'), 'evil')],
    [
      'the folder of the PATH as a whole',
      'other',
      () => {
        renameSync(bin, join(base, 'old'));
        mkdirSync(bin);
        script(join(bin, 'other'), 'evil');
      },
    ],
  ])('a swap is noticed: %s', (_, command, swap) => {
    const ready = approved(command);
    swap();
    expect(findSwapped(ready)).toMatchObject({ pin: { kind: 'program' } });
    expect(findSwapped(ready)?.message).toContain('was changed or replaced after it was approved');
  });

  it('a swap of the folder is noticed, by a link or by another folder', () => {
    const first = approved('other', { cwd: 'sub' });
    renameSync(join(root, 'sub'), join(root, 'moved'));
    symlinkSync('/', join(root, 'sub'));
    expect(findSwapped(first)).toMatchObject({ pin: { kind: 'folder', path: join(root, 'sub') } });
    unlinkSync(join(root, 'sub'));
    mkdirSync(join(root, 'sub'));
    expect(findSwapped(first)).toMatchObject({ pin: { kind: 'folder' } });
  });

  it('what an earlier folder of the PATH offers later changes nothing: the file that was found is what runs', () => {
    const early = join(base, 'early');
    mkdirSync(early);
    const host = localPolicyHost({ root, path: [early, bin] });
    const result = approve(decide(policy({ allow: ['other'], roots: [root] }, host), 'other', { cwd: root }), {
      inherit: { kind: 'minimal' },
      files: [],
      set: new Map(),
    });
    if (!result.ok) throw new Error(result.error.code);
    script(join(early, 'other'), 'evil');
    expect(findSwapped(result.value)).toBeUndefined();
    expect(run(result.value)).toBe('other');
  });

  it('a profile is held to the same', () => {
    const config = emptyConfig(root, join(root, 'bgjobs.yaml'));
    const started = approveProfile({ config, policy: compiled() }, profile('p', { command: ['other'], cwd: root }), {});
    if (!started.ok) throw new Error(started.error.code);
    expect(findSwapped(started.value.command)).toBeUndefined();
    script(join(bin, 'other'), 'evil');
    expect(findSwapped(started.value.command)).toMatchObject({ pin: { kind: 'program', path: join(bin, 'other') } });
  });
});
