import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { makeScratch, type Scratch } from '../rig/scratch.js';

const TOP = fileURLToPath(new URL('../..', import.meta.url));
const EXAMPLE = join(TOP, 'examples/library');

function run(command: string, args: readonly string[], cwd: string) {
  return spawnSync(command, args, { cwd, encoding: 'utf8' });
}

describe('the package, packed and installed into an empty folder', () => {
  let scratch: Scratch;
  let tarball: string;
  let place: string;

  beforeAll(() => {
    scratch = makeScratch();
    run(process.execPath, ['scripts/build.mjs', '--if-stale'], TOP);
    const packed = run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', scratch.path], TOP);
    const [{ filename }] = JSON.parse(packed.stdout) as [{ filename: string }];
    tarball = join(scratch.path, filename);
    place = scratch.folder('place');
    scratch.write('place/package.json', '{"name": "place", "private": true, "type": "module"}');
    const installed = run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', tarball], place);
    if (installed.status !== 0) throw new Error(installed.stderr);
    for (const name of ['decide.mjs', 'serve.mjs', 'bgjobs.yaml']) {
      scratch.write(`place/${name}`, readFileSync(join(EXAMPLE, name), 'utf8'));
    }
    return () => scratch.remove();
  }, 240_000);

  it('has a command that runs', () => {
    expect(existsSync(join(place, 'node_modules/.bin/bgjobs'))).toBe(true);
    const { status, stdout } = run('npx', ['--no-install', 'bgjobs', '--version'], place);
    const { version } = JSON.parse(readFileSync(join(TOP, 'package.json'), 'utf8')) as { version: string };
    expect([status, stdout.trim()]).toEqual([0, version]);
    expect(run('npx', ['--no-install', 'bgjobs', 'check'], place).status).toBe(0);
    for (const name of ['index.html', 'page.js', 'page.css'])
      expect(existsSync(join(place, 'node_modules/bgjobs/page', name))).toBe(true);
  });

  it('decides as the example shows', () => {
    const permitted = run(process.execPath, ['decide.mjs', 'bgjobs.yaml', 'node', '--version'], place);
    expect([permitted.status, permitted.stdout]).toEqual([0, 'allow: permitted\n']);
    const refused = run(process.execPath, ['decide.mjs', 'bgjobs.yaml', 'rm', '-rf', '/'], place);
    expect(refused.status).toBe(1);
    expect(refused.stdout).toMatch(/^deny: refused: /);
  });

  it('serves as the example shows', async () => {
    mkdirSync(join(scratch.path, 'home'), { recursive: true });
    const env = { PATH: process.env.PATH ?? '', HOME: join(scratch.path, 'home') };
    const transport = new StdioClientTransport({
      command: process.execPath,
      args: ['serve.mjs'],
      cwd: place,
      env,
      stderr: 'ignore',
    });
    const client = new Client({ name: 'library-test', version: '1.0.0' });
    await client.connect(transport);
    onTestFinished(() => client.close());
    const { structuredContent } = await client.callTool({
      name: 'start_profile',
      arguments: { profile: 'hello', wait_until: 'exited' },
    });
    expect(structuredContent).toMatchObject({ returned: 'exited', output: { text: 'hello\n' } });
  });

  it('has types that a strict project compiles against', () => {
    scratch.write(
      'place/use.ts',
      [
        "import { createServer, evaluate, serveHttp, type Evaluation, type Host, type Jobs, type Result } from 'bgjobs';",
        'export function decision(evaluation: Evaluation): "allow" | "ask" | "deny" { return evaluation.decision; }',
        'export const names: (host: Host) => string[] = (host) => [...host.snapshot().config.profiles.keys()];',
        'export const open: typeof serveHttp = serveHttp;',
        'export const first = (jobs: Jobs): string | undefined => jobs.list({ status: undefined, profile: undefined, tag: undefined })[0]?.id;',
        'export type Opened = Awaited<ReturnType<typeof serveHttp>> extends Result<infer Value, unknown> ? Value : never;',
        'void createServer; void evaluate;',
      ].join('\n'),
    );
    const tsc = join(TOP, 'node_modules/typescript/bin/tsc');
    const flags = ['--noEmit', '--strict', '--module', 'NodeNext', '--target', 'ES2023', '--skipLibCheck'];
    const compiled = run(process.execPath, [tsc, ...flags, 'use.ts'], place);
    expect(compiled.stdout).toBe('');
    expect(compiled.status).toBe(0);
  });

  it('is sound by publint and by attw', () => {
    const publint = run(process.execPath, [join(TOP, 'node_modules/publint/src/cli.js'), tarball, '--strict'], TOP);
    expect(publint.status, publint.stdout + publint.stderr).toBe(0);
    const attw = run(
      process.execPath,
      [join(TOP, 'node_modules/@arethetypeswrong/cli/dist/index.js'), tarball, '--profile', 'esm-only'],
      TOP,
    );
    expect(attw.status, attw.stdout + attw.stderr).toBe(0);
  });
});
