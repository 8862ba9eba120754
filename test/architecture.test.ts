import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const SRC = fileURLToPath(new URL('../src', import.meta.url));

/** From the top down: a folder may import itself and what stands to its right. */
const LAYERS = ['cli', 'app', 'mcp', 'jobs', 'policy', 'config', 'lib'];

/** Files outside the layers: the two entries. They may import every layer. */
const ENTRIES = ['cli.ts', 'index.ts'];

/** Where a package (or a built-in module with power) may be imported: a layer, or the only files. */
const HOMES: Readonly<Record<string, readonly string[]>> = {
  yaml: ['config/'],
  picomatch: ['policy/'],
  execa: ['jobs/spawn.ts'],
  'node:child_process': ['jobs/'],
  zod: ['mcp/'],
  '@modelcontextprotocol/server': ['mcp/'],
  '@modelcontextprotocol/node': ['mcp/'],
  chokidar: ['app/fileWatcher.ts'],
  re2js: ['lib/linearPattern.ts'],
};

interface SourceFile {
  /** Relative to src, with forward slashes. */
  readonly path: string;
  readonly text: string;
  /** Relative to src for local imports, the specifier itself for packages. */
  readonly imports: readonly string[];
}

const files = readSources();

describe('architecture', () => {
  it('finds the sources', () => {
    expect(files.length).toBeGreaterThan(20);
  });

  it('imports only downwards: cli -> app -> mcp -> jobs -> policy -> config -> lib', () => {
    const wrong: string[] = [];
    for (const file of files) {
      if (ENTRIES.includes(file.path)) continue;
      const from = LAYERS.indexOf(layerOf(file.path));
      expect(from, `${file.path} stands in no layer`).toBeGreaterThanOrEqual(0);
      for (const target of localImports(file)) {
        if (LAYERS.indexOf(layerOf(target)) < from) wrong.push(`${file.path} imports ${target}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('keeps each package in its home', () => {
    const wrong: string[] = [];
    for (const file of files) {
      for (const specifier of file.imports) {
        if (specifier.startsWith('./') || isLocal(specifier)) continue;
        const name = packageName(specifier);
        const homes = HOMES[name];
        if (homes === undefined) {
          if (!name.startsWith('node:')) wrong.push(`${file.path} imports ${name}, which has no home in this test`);
        } else if (!homes.some((home) => file.path === home || (home.endsWith('/') && file.path.startsWith(home)))) {
          wrong.push(`${file.path} imports ${name}, which belongs to ${homes.join(', ')}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  it('has no import cycles', () => {
    const cycles: string[] = [];
    const done = new Set<string>();
    const visit = (path: string, trail: readonly string[]): void => {
      const at = trail.indexOf(path);
      if (at >= 0) {
        cycles.push([...trail.slice(at), path].join(' -> '));
        return;
      }
      if (done.has(path)) return;
      const file = files.find((candidate) => candidate.path === path);
      for (const target of file === undefined ? [] : localImports(file)) visit(target, [...trail, path]);
      done.add(path);
    };
    for (const file of files) visit(file.path, []);
    expect(cycles).toEqual([]);
  });

  it('reads process.env at the edge alone', () => {
    const allowed = (path: string): boolean =>
      path === 'cli.ts' || path.startsWith('cli/') || path === 'jobs/environment.ts';
    const wrong = files.filter((file) => /\bprocess\.env\b/.test(file.text) && !allowed(file.path));
    expect(wrong.map((file) => file.path)).toEqual([]);
  });

  it('makes an ApprovedCommand in the policy alone', () => {
    const wrong = files.filter((file) => file.text.includes('fromPolicy') && !file.path.startsWith('policy/'));
    expect(wrong.map((file) => file.path)).toEqual([]);
  });

  it('writes to stdout from the command line alone', () => {
    const wrong = files.filter(
      (file) =>
        /\bprocess\.stdout\b|\bconsole\./.test(file.text) && !(file.path === 'cli.ts' || file.path.startsWith('cli/')),
    );
    expect(wrong.map((file) => file.path)).toEqual([]);
  });
});

function readSources(): SourceFile[] {
  return readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => {
      const text = readFileSync(join(SRC, path), 'utf8');
      const imports = ts
        .preProcessFile(text, true, true)
        .importedFiles.map(({ fileName }) =>
          fileName.startsWith('.')
            ? relative(SRC, resolve(SRC, dirname(path), fileName)).replace(/\.js$/, '.ts')
            : fileName,
        );
      return { path: path.replaceAll('\\', '/'), text, imports };
    });
}

function isLocal(specifier: string): boolean {
  return files.some((file) => file.path === specifier);
}

function localImports(file: SourceFile): string[] {
  return file.imports.filter(isLocal);
}

function layerOf(path: string): string {
  return path.split('/')[0] ?? '';
}

/** `@scope/name` or `name`; built-in modules keep their prefix. */
function packageName(specifier: string): string {
  if (specifier.startsWith('node:')) return specifier;
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? specifier);
}
