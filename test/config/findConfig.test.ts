import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findConfig } from '../../src/config/findConfig.js';

let top = '';
beforeEach(() => {
  top = realpathSync(mkdtempSync(join(tmpdir(), 'bgjobs-find-')));
});
afterEach(() => rmSync(top, { recursive: true, force: true }));

function put(...path: string[]): string {
  const file = join(top, ...path);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, 'version: 1\n');
  return file;
}

function find(cwd: string, flag?: string, envVar?: string): ReturnType<typeof findConfig> {
  mkdirSync(cwd, { recursive: true });
  return findConfig({ flag, envVar, cwd });
}

describe('findConfig', () => {
  it('the flag goes before the variable, and both before what lies around', () => {
    put('bgjobs.yaml');
    expect(find(top, 'a/x.yaml', 'b.yaml')).toEqual({ file: join(top, 'a/x.yaml'), exists: false, diagnostics: [] });
    const named = put('b.yaml');
    expect(find(top, undefined, 'b.yaml')).toEqual({ file: named, exists: true, diagnostics: [] });
    expect(find(top, undefined, '').file).toBe(join(top, 'bgjobs.yaml'));
    expect(find(join(top, 'sub'), named).file).toBe(named);
  });

  it('the nearest folder wins, up to the repository', () => {
    mkdirSync(join(top, 'repo/.git'), { recursive: true });
    const above = put('bgjobs.yaml');
    const cwd = join(top, 'repo/packages/web');
    expect(find(cwd)).toEqual({
      file: join(top, 'repo/bgjobs.yaml'),
      exists: false,
      other: join(top, 'repo/bgjobs.yml'),
      diagnostics: [],
    });
    const root = put('repo/bgjobs.yml');
    expect(find(cwd)).toMatchObject({ file: root, exists: true });
    const near = put('repo/packages/bgjobs.yaml');
    expect(find(cwd)).toMatchObject({ file: near, exists: true });
    expect(find(top).file).toBe(above);
  });

  it('a worktree has a file called .git', () => {
    put('repo/.git');
    const file = put('repo/bgjobs.yaml');
    expect(find(join(top, 'repo/a/b')).file).toBe(file);
  });

  it('outside a repository no folder above counts', () => {
    put('bgjobs.yaml');
    const cwd = join(top, 'home/project');
    expect(find(cwd)).toMatchObject({ file: join(cwd, 'bgjobs.yaml'), exists: false, other: join(cwd, 'bgjobs.yml') });
  });

  it('two files side by side: the first is taken and the other is named', () => {
    const yaml = put('bgjobs.yaml');
    put('bgjobs.yml');
    const found = find(top);
    expect(found).toMatchObject({
      file: yaml,
      exists: true,
      diagnostics: [{ code: 'two-files', severity: 'warning' }],
    });
  });

  it('a symlink that leads nowhere is what was meant', () => {
    symlinkSync(join(top, 'gone'), join(top, 'bgjobs.yaml'));
    expect(find(top)).toMatchObject({ file: join(top, 'bgjobs.yaml'), exists: true });
  });
});
