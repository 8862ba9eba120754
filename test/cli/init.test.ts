import { readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadSnapshotFile } from '../../src/app/loadSnapshot.js';
import { makeScratch, type Scratch } from '../rig/scratch.js';
import { runCli } from './runCli.js';

let scratch: Scratch;
beforeEach(() => {
  scratch = makeScratch();
});
afterEach(() => scratch.remove());

/** Runs `bgjobs init` and loads what it wrote. */
async function initAndLoad(): Promise<{ text: string; profiles: Map<string, string>; allow: string[] }> {
  const run = await runCli(scratch.path, ['init']);
  expect(run).toMatchObject({ status: 0, stderr: '' });
  const file = join(scratch.path, 'bgjobs.yaml');
  const loaded = loadSnapshotFile(file, { PATH: process.env.PATH });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.error.diagnostics, null, 2));
  const { config } = loaded.value;
  return {
    text: readFileSync(file, 'utf8'),
    profiles: new Map([...config.profiles.values()].map((profile) => [profile.name, profile.type])),
    allow: config.policy.allow.map((rule) => rule.text),
  };
}

describe('bgjobs init', () => {
  it('makes profiles of package.json scripts, for the package manager whose lockfile is there', async () => {
    const scripts = {
      dev: 'vite',
      'test:unit': 'vitest run',
      build: 'tsc && vite build # all of it: "quoted"',
      prebuild: 'rm -rf dist',
      'weird name': 'x',
      on: 'y',
    };
    scratch.write('package.json', JSON.stringify({ scripts }));
    scratch.write('pnpm-lock.yaml', '');
    const { text, profiles, allow } = await initAndLoad();
    expect([...profiles]).toEqual([
      ['dev', 'service'],
      ['test-unit', 'task'],
      ['build', 'task'],
      ['on', 'task'],
    ]);
    expect(allow).toEqual(['pnpm run test:unit', 'pnpm run build', 'pnpm run on']);
    expect(text).toContain('url: http://localhost:5173/');
  });

  it('leaves out what reaches further than the folder, and takes the port and the package manager that are named', async () => {
    const scripts = { dev: 'next dev -p 4000', deploy: 'vercel --prod', 'db:reset': 'prisma migrate reset', lint: 'x' };
    scratch.write('package.json', JSON.stringify({ packageManager: 'pnpm@9.1.0', scripts }));
    scratch.write('Makefile', 'release: all\n\tx\nrelease-notes:\n\ty\nproduct:\n\tz\n');
    const { text, profiles, allow } = await initAndLoad();
    expect([...profiles.keys()]).toEqual(['dev', 'lint', 'product']);
    expect(allow).toEqual(['pnpm run lint', 'make product']);
    expect(text).toContain('url: http://localhost:4000/');
    expect(text).toContain('\n  #   pnpm run deploy\n  #   pnpm run db:reset\n  #   make release\n');
  });

  it('knows Makefiles, Python, Rust, Go and compose files together', async () => {
    scratch.write(
      'Makefile',
      '.PHONY: all test\nCC := gcc\nall test: main.c\n\techo\nserve:\n\tpython -m http.server\n%.o: %.c\n',
    );
    scratch.write('pyproject.toml', '[tool.pytest.ini_options]\n[tool.ruff]\n');
    scratch.write('uv.lock', '');
    scratch.write('Cargo.toml', '[package]\n');
    scratch.write('go.mod', 'module x\n');
    scratch.write('compose.yaml', 'services: {}\n');
    const { profiles, allow } = await initAndLoad();
    expect(profiles.get('serve')).toBe('service');
    expect(profiles.get('services')).toBe('service');
    for (const name of ['all', 'test', 'lint', 'build', 'cargo-test', 'go-test', 'uv-test']) {
      expect(profiles.get(name), name).toBe('task');
    }
    expect(allow).toContain('docker compose ps');
    expect(allow).toContain('go test ./...');
  });

  it.each<readonly [string, Readonly<Record<string, string>>, readonly string[]]>([
    ['uv', { 'pyproject.toml': 'dependencies=["pytest", "mypy"]', 'uv.lock': '' }, ['uv run pytest', 'uv run mypy .']],
    ['poetry without a lock', { 'pyproject.toml': '[tool.poetry]\npytest="*"' }, ['poetry run pytest']],
    ['pdm', { 'pyproject.toml': '[tool.ruff]', 'pdm.lock': '' }, ['pdm run ruff check']],
    [
      'hatch',
      { 'pyproject.toml': '[tool.hatch.envs.default.scripts]\ntest = "pytest {args}"\nserve = "x"\n[tool.ruff]\n' },
      ['hatch run test'],
    ],
    ['pytest.ini', { 'pyproject.toml': '[build-system]', 'pytest.ini': '[pytest]' }, ['pytest']],
    ['yarn', { 'package.json': '{"scripts":{"test":"x","--help":"y"}}', 'yarn.lock': '' }, ['yarn run test']],
    ['bun', { 'package.json': '\ufeff{"scripts":{"test":"x"}}', 'bun.lock': '' }, ['bun run test']],
  ])('knows the tool of %s', async (_tool, files, rules) => {
    for (const [name, text] of Object.entries(files)) scratch.write(name, text);
    expect((await initAndLoad()).allow).toEqual(rules);
  });

  it('writes an example that is good as soon as its comment marks go', async () => {
    const { text } = await initAndLoad();
    const file = join(scratch.path, 'bgjobs.yaml');
    writeFileSync(file, text.replace(/^# (profiles:| {2}.*)$/gm, '$1'));
    const loaded = loadSnapshotFile(file, { PATH: process.env.PATH });
    expect(loaded.ok && [...loaded.value.config.profiles.keys()]).toEqual(['test']);
  });

  it('writes a file that loads for an empty folder and for malformed project files', async () => {
    scratch.write('package.json', '{ "scripts": [');
    const { profiles, allow } = await initAndLoad();
    expect([...profiles]).toEqual([]);
    expect(allow).toEqual([]);
  });

  it('never overwrites', async () => {
    scratch.write('bgjobs.yml', 'mine');
    const run = await runCli(scratch.path, ['init']);
    expect(run.status).toBe(1);
    expect(run.stderr).toContain('bgjobs.yml is there already');
    expect(readFileSync(join(scratch.path, 'bgjobs.yml'), 'utf8')).toBe('mine');
    rmSync(join(scratch.path, 'bgjobs.yml'));
    symlinkSync('nowhere', join(scratch.path, 'bgjobs.yaml'));
    expect((await runCli(scratch.path, ['init'])).stderr).toContain('bgjobs.yaml is there already');
    const printed = await runCli(scratch.path, ['init', '--print']);
    expect(printed.stdout).toContain('version: 1');
  });
});
