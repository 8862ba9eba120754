import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { localPolicyHost } from '../../src/policy/localPolicyHost.js';
import {
  judgePath,
  resolveProgram,
  resolveTrustedProgram,
  type ProgramProblem,
} from '../../src/policy/resolveProgram.js';
import { resolveCwd, type CwdProblem } from '../../src/policy/roots.js';

let base: string;
let root: string;

/** Makes an executable file below the scratch folder. */
function program(path: string, mode = 0o755): string {
  const file = join(base, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, '#!/bin/sh\n');
  chmodSync(file, mode);
  return file;
}

function link(path: string, target: string): string {
  const file = join(base, path);
  mkdirSync(dirname(file), { recursive: true });
  symlinkSync(target, file);
  return file;
}

function space(...path: string[]): Parameters<typeof resolveProgram>[0] {
  const host = localPolicyHost({ root, path });
  return { host, roots: [root], writable: new Map(), path: judgePath(host, [root]) };
}

function find(name: string, path: readonly string[], cwd = root): string | ProgramProblem {
  const found = resolveProgram(space(...path), name, cwd);
  return found.ok ? found.value : found.error;
}

beforeEach(() => {
  base = realpathSync(mkdtempSync(join(tmpdir(), 'bgjobs-policy-')));
  root = join(base, 'repo');
  mkdirSync(root);
});
afterEach(() => {
  rmSync(base, { recursive: true, force: true });
});

describe('a bare name', () => {
  it('is the first executable file of that name on the PATH', () => {
    program('one/tool', 0o644);
    const tool = program('two/tool');
    program('three/tool');
    mkdirSync(join(base, 'zero/tool'), { recursive: true });
    const path = ['gone', 'zero', 'one', 'two', 'three'].map((folder) => join(base, folder));
    expect(find('tool', path)).toBe(tool);
  });

  it('keeps its name where it is a link, with the folder as it really is', () => {
    program('lib/multi');
    link('bin/tool', '../lib/multi');
    link('alias', 'bin');
    expect(find('tool', [join(base, 'alias')])).toBe(join(base, 'bin/tool'));
  });

  it('is called by the folder of its link, as virtual environments need it, even where the names are the same', () => {
    program('lib/tool');
    const tool = link('bin/tool', '../lib/tool');
    expect(find('tool', [join(base, 'bin')])).toBe(tool);
  });

  it('is never found in folders that an agent could write to, and says so', () => {
    mkdirSync(join(base, 'open'));
    chmodSync(join(base, 'open'), 0o777);
    const path = ['', '.', 'node_modules/.bin', join(root, 'bin'), join(base, 'open')];
    mkdirSync(join(root, 'bin'));
    const problem = find('tool', path);
    expect(problem).toMatchObject({ code: 'program-not-found', name: 'tool', local: undefined });
    expect(typeof problem !== 'string' && problem.code === 'program-not-found' && problem.skipped).toMatchObject([
      { entry: '', skipped: 'empty' },
      { entry: '.', skipped: 'relative' },
      { entry: 'node_modules/.bin', skipped: 'relative' },
      { skipped: 'inside-roots' },
      { skipped: 'writable-by-others' },
    ]);
  });

  it.each([
    ['', 'repo/tool', 'empty'],
    ['.', 'repo/tool', 'relative'],
    ['bin', 'repo/bin/tool', 'relative'],
  ])('is refused when a file in the skipped entry %j stands before the real one', (entry, file, reason) => {
    program('bin/tool');
    const shadow = program(file);
    expect(find('tool', [entry, join(base, 'bin')])).toEqual({
      code: 'program-shadowed',
      name: 'tool',
      shadow,
      reason,
    });
  });

  it('is refused when a folder inside the roots, or one open to everybody, stands before the real one', () => {
    const real = program('bin/tool');
    program('repo/bin/tool');
    program('open/tool');
    chmodSync(join(base, 'open'), 0o777);
    expect(find('tool', [join(root, 'bin'), join(base, 'bin')])).toMatchObject({ reason: 'inside-roots' });
    expect(find('tool', [join(base, 'open'), join(base, 'bin')])).toMatchObject({ reason: 'writable-by-others' });
    expect(find('tool', [join(base, 'bin'), join(root, 'bin'), join(base, 'open')])).toBe(real);
  });

  it('is refused when its folder is a link into the roots, or it is one itself', () => {
    const shadow = program('repo/bin/tool');
    link('linked', 'repo/bin');
    link('bin/tool', '../repo/bin/tool');
    expect(find('tool', [join(base, 'linked')])).toMatchObject({ code: 'program-shadowed', reason: 'inside-roots' });
    expect(find('tool', [join(base, 'bin')])).toEqual({ code: 'program-inside-roots', name: 'tool', real: shadow });
  });

  it('says where it lies in the project, if it does', () => {
    program('repo/node_modules/.bin/vite');
    expect(find('vite', [])).toMatchObject({ code: 'program-not-found', local: 'node_modules/.bin/vite' });
  });

  it.each(['', '.', '..', 'a\0b'])('is no program: %j', (name) => {
    expect(find(name, ['/usr/bin'])).toMatchObject({ code: 'program-not-found' });
  });
});

describe('a name with a slash', () => {
  it('is taken from the folder that the command runs in', () => {
    const tool = program('repo/packages/app/run.sh');
    expect(find('./run.sh', [], join(root, 'packages/app'))).toBe(tool);
    expect(find('packages/app/run.sh', [])).toBe(tool);
    expect(find(tool, [])).toBe(tool);
    expect(find('./run.sh', [])).toMatchObject({ code: 'program-not-found' });
  });

  it('keeps its name where it is a link inside the roots', () => {
    program('repo/node_modules/vite/bin/vite.js');
    link('repo/node_modules/.bin/vite', '../vite/bin/vite.js');
    expect(find('node_modules/.bin/vite', [])).toBe(join(root, 'node_modules/.bin/vite'));
  });

  it('stays inside the roots, by its real path', () => {
    const tool = program('tool');
    program('repo-evil/tool');
    link('repo/linked', '../tool');
    link('repo/out', '..');
    for (const name of ['../tool', tool, './linked', 'out/tool', '../repo-evil/tool', '/usr/bin/env', '../gone']) {
      expect(find(name, ['/usr/bin'])).toMatchObject({ code: 'program-outside-roots', name });
    }
  });

  it('has to be executable', () => {
    program('repo/data', 0o644);
    expect(find('./data', [])).toEqual({ code: 'program-not-executable', name: './data' });
    expect(find('./', [])).toEqual({ code: 'program-not-executable', name: './' });
  });

  it('may lead anywhere when the file names it', () => {
    const tool = program('venv/python3');
    link('repo/.venv/bin/python', '../../../venv/python3');
    const trusted = (name: string): unknown => resolveTrustedProgram(space('/usr/bin'), name, root);
    expect(trusted(tool)).toEqual({ ok: true, value: tool });
    expect(trusted('.venv/bin/python')).toEqual({ ok: true, value: join(root, '.venv/bin/python') });
    expect(trusted('./gone')).toMatchObject({ ok: false, error: { code: 'program-not-found' } });
    program('repo/bin/tool');
    expect(resolveTrustedProgram(space(join(root, 'bin')), 'tool', root)).toMatchObject({ ok: false });
  });
});

describe('the folder of a command', () => {
  function where(cwd: string): string | CwdProblem {
    const found = resolveCwd(localPolicyHost({ root, path: [] }), [root], cwd);
    return found.ok ? found.value : found.error;
  }

  it('is relative to the root, or absolute, and a real path', () => {
    mkdirSync(join(root, 'a/b'), { recursive: true });
    link('repo/c', 'a/b');
    expect([where('.'), where('a'), where('c'), where('a/../c'), where(join(root, 'a'))]).toEqual([
      root,
      join(root, 'a'),
      join(root, 'a/b'),
      join(root, 'a/b'),
      join(root, 'a'),
    ]);
  });

  it('is refused outside the roots', () => {
    mkdirSync(join(base, 'repo-evil'));
    link('repo/out', '..');
    for (const cwd of ['..', '../repo-evil', 'a/../..', '/', base, 'out', 'out/repo-evil', '../gone']) {
      expect(where(cwd)).toMatchObject({ code: 'cwd-outside-roots', cwd });
    }
    expect(where('out/repo')).toBe(root);
  });

  it.each([
    ['gone', 'cwd-missing'],
    ['file', 'cwd-not-a-folder'],
    ['', 'cwd-not-literal'],
    ['~', 'cwd-not-literal'],
    ['$HOME', 'cwd-not-literal'],
    ['file:///etc', 'cwd-not-literal'],
    ['a\\b', 'cwd-not-literal'],
    ['a\nb', 'cwd-not-literal'],
    ['a\0b', 'cwd-not-literal'],
  ])('is refused: %j is %s', (cwd, code) => {
    program('repo/file');
    expect(where(cwd)).toMatchObject({ code, cwd });
  });
});
