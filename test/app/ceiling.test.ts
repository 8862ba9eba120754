import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createConfigStore, type ConfigStore } from '../../src/app/configStore.js';
import { findCeiling, loadCeiling } from '../../src/app/loadCeiling.js';
import { evaluate } from '../../src/policy/evaluate.js';
import type { Snapshot } from '../../src/policy/snapshot.js';
import { makeScratch, type Scratch } from '../rig/scratch.js';

const FILE = 'version: 1\npolicy:\n  allow: [ls, "echo **"]\n';
const CEILING = 'version: 1\npolicy:\n  allow: ["echo **"]\n  max_jobs: 2\n';

let scratch: Scratch;
let store: ConfigStore;
let swaps: Snapshot[];
beforeEach(() => {
  scratch = makeScratch();
  scratch.write('repo/bgjobs.yaml', FILE);
  scratch.write('ceiling.yaml', CEILING);
  store = createConfigStore({
    file: join(scratch.path, 'repo/bgjobs.yaml'),
    env: { PATH: process.env.PATH },
    diagnostics: [],
    ceiling: join(scratch.path, 'ceiling.yaml'),
  });
  swaps = [];
  store.onSnapshot((now) => swaps.push(now));
});
afterEach(() => scratch.remove());

function decision(command: string): string {
  const { policy, config } = store.current();
  const request = { input: { kind: 'text', text: command }, cwd: undefined, env: new Map<string, string>() } as const;
  const evaluation = evaluate(policy, request, config.profiles);
  return `${evaluation.decision} ${evaluation.refusedBy ?? ''}`.trim();
}

describe('a server with a ceiling', () => {
  it('permits what both files permit', () => {
    expect(store.current().status.ceiling).toMatchObject({ state: 'valid', path: join(scratch.path, 'ceiling.yaml') });
    expect(['echo hi', 'ls', 'cat x'].map(decision)).toEqual(['allow', 'deny ceiling', 'deny file']);
  });

  it('reads the ceiling again, and counts that as a change of what is in force', () => {
    scratch.write('ceiling.yaml', CEILING.replace('"echo **"', 'ls'));
    store.reload();
    expect(['echo hi', 'ls'].map(decision)).toEqual(['deny ceiling', 'allow']);
    expect(swaps.map((now) => now.revision)).toEqual([2]);
    store.reload();
    expect(swaps).toHaveLength(1);
  });

  it.each([
    ['gone', (): void => rmSync(join(scratch.path, 'ceiling.yaml')), 'missing'],
    ['no YAML', (): unknown => scratch.write('ceiling.yaml', 'version: 1\npolicy: ['), 'invalid'],
    [
      'a rule that grants too much',
      (): unknown => scratch.write('ceiling.yaml', CEILING.replace('echo', 'env')),
      'invalid',
    ],
    ['an unknown key', (): unknown => scratch.write('ceiling.yaml', `${CEILING}  alow: []\n`), 'invalid'],
    ['empty', (): unknown => scratch.write('ceiling.yaml', ''), 'invalid'],
    [
      'a folder',
      (): void => (rmSync(join(scratch.path, 'ceiling.yaml')), void scratch.folder('ceiling.yaml')),
      'invalid',
    ],
  ])('permits nothing while the ceiling is %s, even if it was good before', (_, spoil, state) => {
    spoil();
    store.reload();
    expect(store.current().status.ceiling).toMatchObject({ state });
    expect(decision('echo hi')).toBe('deny ceiling');
    rmSync(join(scratch.path, 'ceiling.yaml'), { recursive: true, force: true });
    scratch.write('ceiling.yaml', CEILING);
    store.reload();
    expect(decision('echo hi')).toBe('allow');
  });

  it('permits nothing under a ceiling without a policy', () => {
    scratch.write('ceiling.yaml', 'version: 1\n');
    store.reload();
    expect(decision('echo hi')).toBe('deny ceiling');
  });

  it('keeps the ceiling while the file itself is broken or changes', () => {
    scratch.write('repo/bgjobs.yaml', 'version: 1\npolicy: [');
    store.reload();
    expect(['echo hi', 'ls'].map(decision)).toEqual(['allow', 'deny ceiling']);
    scratch.write('ceiling.yaml', CEILING.replace('"echo **"', 'ls'));
    store.reload();
    expect(['echo hi', 'ls'].map(decision)).toEqual(['deny ceiling', 'allow']);
    scratch.write('repo/bgjobs.yaml', 'version: 1\npolicy:\n  adhoc: any\n');
    store.reload();
    expect(['echo hi', 'ls'].map(decision)).toEqual(['deny ceiling', 'allow']);
  });
});

describe('where the ceiling is', () => {
  it.each([
    [undefined, undefined, undefined],
    ['a/c.yaml', '/x.yaml', '/repo/a/c.yaml'],
    [undefined, '/x.yaml', '/x.yaml'],
    ['', undefined, '/repo/(no name given)'],
    [undefined, '', '/repo/(no name given)'],
  ])('--policy %j and BGJOBS_POLICY %j: %j', (flag, envVar, expected) => {
    expect(findCeiling({ flag, envVar, cwd: '/repo' })).toBe(expected);
  });

  it('an empty name is a ceiling that is missing', () => {
    expect(loadCeiling('/(no name given)', '/', {}).ceiling).toMatchObject({ kind: 'broken', why: 'is missing' });
  });
});
