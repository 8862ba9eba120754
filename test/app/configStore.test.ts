import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createConfigStore, type ConfigStore, type ConfigStoreOptions } from '../../src/app/configStore.js';
import type { Snapshot } from '../../src/policy/snapshot.js';
import { makeScratch, type Scratch } from '../rig/scratch.js';

let scratch: Scratch;
let file: string;
beforeEach(() => {
  scratch = makeScratch();
  file = join(scratch.path, 'bgjobs.yaml');
});
afterEach(() => scratch.remove());

const ONE = 'version: 1\nprofiles:\n  one:\n    command: [echo, one]\n';
const TWO = 'version: 1\nprofiles:\n  one:\n    command: [echo, uno]\n  two:\n    command: [echo, two]\n';

function open(options: Partial<ConfigStoreOptions> = {}): { store: ConfigStore; swaps: Snapshot[] } {
  const store = createConfigStore({ file, env: { PATH: process.env.PATH }, diagnostics: [], ...options });
  const swaps: Snapshot[] = [];
  store.onSnapshot((now) => swaps.push(now));
  return { store, swaps };
}

function names(store: ConfigStore): string[] {
  return [...store.current().config.profiles.keys()];
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

describe('createConfigStore', () => {
  it('has nothing in force without a file, and picks it up when it appears', () => {
    const { store } = open();
    expect(store.current()).toMatchObject({ revision: 0, digest: undefined, status: { state: 'missing' } });
    scratch.write('bgjobs.yaml', ONE);
    store.reload();
    expect(store.current()).toMatchObject({ revision: 1, digest: sha256(ONE), status: { state: 'valid' } });
    expect(names(store)).toEqual(['one']);
  });

  it('picks it up by its other name too, as long as nothing is in force', () => {
    const other = join(scratch.path, 'bgjobs.yml');
    const { store } = open({ other });
    scratch.write('bgjobs.yml', ONE);
    store.reload();
    expect(store.file).toBe(other);
    expect(store.current()).toMatchObject({ revision: 1, status: { state: 'valid', path: other } });
    scratch.write('bgjobs.yaml', TWO);
    store.reload();
    expect(names(store)).toEqual(['one']);
    rmSync(other);
    store.reload();
    expect(store.current().status).toMatchObject({ state: 'missing', path: other });
    expect(names(store)).toEqual(['one']);
  });

  it('stays with its name when the file is away for a moment', () => {
    scratch.write('bgjobs.yaml', ONE);
    scratch.write('bgjobs.yml', TWO);
    const { store } = open({ other: join(scratch.path, 'bgjobs.yml') });
    rmSync(file);
    store.reload();
    expect(store.file).toBe(file);
    expect(names(store)).toEqual(['one']);
  });

  it('swaps a good change in whole and reports it in one line', () => {
    scratch.write('bgjobs.yaml', ONE);
    const { store, swaps } = open();
    scratch.write('bgjobs.yaml', TWO);
    store.reload();
    expect(swaps).toHaveLength(1);
    expect(swaps[0]!.revision).toBe(2);
    expect(swaps[0]!.status.report).toEqual({
      added: ['two'],
      changed: ['one'],
      removed: [],
      policyChanged: false,
      summary: 'added profile `two`; changed profile `one`',
    });
  });

  it('tells limits from the policy', () => {
    scratch.write('bgjobs.yaml', ONE);
    const { store, swaps } = open();
    scratch.write('bgjobs.yaml', `${ONE}limits: {max_jobs: 3}\n`);
    store.reload();
    expect(swaps[0]!.status.report).toMatchObject({ policyChanged: true, summary: 'limits changed' });
    scratch.write('bgjobs.yaml', `${ONE}limits: {max_jobs: 3}\npolicy: {allow: [ls]}\n`);
    store.reload();
    expect(swaps[1]!.status.report).toMatchObject({ policyChanged: true, summary: 'policy changed' });
  });

  it('swaps once for a change, and not at all for the same text again', () => {
    scratch.write('bgjobs.yaml', ONE);
    const { store, swaps } = open();
    store.reload();
    scratch.write('bgjobs.yaml', ONE);
    store.reload();
    expect(swaps).toEqual([]);
  });

  it('keeps the last good file while the one on disk is broken, or gone', () => {
    scratch.write('bgjobs.yaml', ONE);
    const { store, swaps } = open();
    scratch.write('bgjobs.yaml', 'version: 1\nprofiles:\n  one: [\n');
    store.reload();
    expect(store.current().status.state).toBe('invalid');
    expect(store.current().status.diagnostics.length).toBeGreaterThan(0);
    expect(names(store)).toEqual(['one']);
    rmSync(file);
    store.reload();
    expect(store.current().status.state).toBe('missing');
    expect(names(store)).toEqual(['one']);
    scratch.write('bgjobs.yaml', ONE);
    store.reload();
    expect(store.current()).toMatchObject({ status: { state: 'valid' }, digest: sha256(ONE) });
    expect(swaps).toHaveLength(3);
  });

  it('a policy that does not compile is a broken file', () => {
    scratch.write('bgjobs.yaml', ONE);
    const { store } = open();
    scratch.write('bgjobs.yaml', `${TWO}policy:\n  allow:\n    - run: git status\n      match: [git push]\n`);
    store.reload();
    expect(store.current().status.state).toBe('invalid');
    expect(names(store)).toEqual(['one']);
  });
});

describe('a broken file', () => {
  it('is told all that is wrong with its rules, also beside another mistake in the policy', () => {
    const rules = '    - run: git status\n      match: [git push]\n    - npm ** x\n    - [npm, 5]\n';
    scratch.write('bgjobs.yaml', `version: 1\npolicy:\n  aks: []\n  allow:\n${rules}    - run: ls\n      match: [3]\n`);
    const codes = open()
      .store.current()
      .status.diagnostics.map(({ code }) => code);
    expect(codes).toEqual(['unknown-key', 'example-not-matched', 'rule-double-star', 'wrong-type', 'wrong-type']);
  });
});

describe('a locked file', () => {
  it('lets what a person said yes to come into force once, and nothing that came in its place', () => {
    scratch.write('bgjobs.yaml', ONE);
    const { store, swaps } = open({ isApproved: () => false });
    scratch.write('bgjobs.yaml', TWO);
    store.reload();
    expect(store.approve(sha256(ONE))).toBe(false);
    // Swapped between the question and the answer, and not seen yet.
    const three = `${TWO}  three:\n    command: [echo, three]\n`;
    scratch.write('bgjobs.yaml', three);
    expect(store.approve(sha256(TWO))).toBe(false);
    expect(store.current()).toMatchObject({ revision: 1, status: { pending: { digest: sha256(three) } } });
    scratch.write('bgjobs.yaml', TWO);
    store.reload();
    expect(store.approve(sha256(TWO))).toBe(true);
    expect(names(store)).toEqual(['one', 'two']);
    expect(swaps.at(-1)?.status.pending).toBeUndefined();
    // The same content waits again when it comes back.
    scratch.write('bgjobs.yaml', ONE);
    store.reload();
    expect(store.approve(sha256(ONE))).toBe(true);
    scratch.write('bgjobs.yaml', TWO);
    store.reload();
    expect(names(store)).toEqual(['one']);
    expect(store.current().status.pending?.digest).toBe(sha256(TWO));
  });

  it('holds a change until exactly that content is approved', () => {
    scratch.write('bgjobs.yaml', ONE);
    const approved = new Set<string>();
    const { store } = open({ isApproved: (digest) => approved.has(digest) });
    expect(names(store)).toEqual(['one']);

    scratch.write('bgjobs.yaml', TWO);
    store.reload();
    expect(names(store)).toEqual(['one']);
    expect(store.current().status).toMatchObject({
      state: 'valid',
      pending: {
        digest: sha256(TWO),
        changes: ['profile `one` would run: echo uno (now: echo one)', 'new profile `two` would run: echo two'],
      },
    });

    approved.add(sha256(TWO));
    scratch.write('bgjobs.yaml', `${TWO}  three:\n    command: [echo, three]\n`);
    store.reload();
    expect(names(store)).toEqual(['one']);

    scratch.write('bgjobs.yaml', TWO);
    store.reload();
    expect(names(store)).toEqual(['one', 'two']);
    expect(store.current().status.pending).toBeUndefined();
  });

  it('forgets what waited when the old content comes back', () => {
    scratch.write('bgjobs.yaml', ONE);
    const { store } = open({ isApproved: () => false });
    scratch.write('bgjobs.yaml', TWO);
    store.reload();
    expect(store.current().status.pending).toBeDefined();
    scratch.write('bgjobs.yaml', ONE);
    store.reload();
    expect(store.current().status.pending).toBeUndefined();
    expect(store.current().revision).toBe(1);
  });
});

describe('a pinned file', () => {
  it('is in force when it is the one, and refused when it is another', () => {
    scratch.write('bgjobs.yaml', ONE);
    expect(names(open({ pin: sha256(ONE) }).store)).toEqual(['one']);
    const { store } = open({ pin: sha256(TWO) });
    expect(names(store)).toEqual([]);
    expect(store.current().status).toMatchObject({ state: 'invalid', diagnostics: [{ code: 'pin-mismatch' }] });
  });

  it('keeps what is in force when the content changes', () => {
    scratch.write('bgjobs.yaml', ONE);
    const { store } = open({ pin: sha256(ONE) });
    scratch.write('bgjobs.yaml', TWO);
    store.reload();
    expect(names(store)).toEqual(['one']);
    expect(store.current().status.state).toBe('invalid');
  });
});
