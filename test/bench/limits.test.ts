import { execFileSync } from 'node:child_process';
import { existsSync, lstatSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { PolicySection } from '../../src/config/config.js';
import { loadConfig } from '../../src/config/loadConfig.js';
import { compilePolicy } from '../../src/policy/compilePolicy.js';
import { evaluate } from '../../src/policy/evaluate.js';
import type { PolicyHost } from '../../src/policy/policyHost.js';
import { splitWords } from '../../src/policy/splitWords.js';

// What the benchmark measures and what cannot flake: sizes, counts, and how often something is done. No times: load
// breaks those.

const TOP = fileURLToPath(new URL('../..', import.meta.url));

interface LockedPackage {
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly optional?: boolean;
  readonly link?: boolean;
  readonly hasInstallScript?: boolean;
  readonly resolved?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** Every package of the lock file, by its path. */
function locked(): Readonly<Record<string, LockedPackage>> {
  const lock = JSON.parse(readFileSync(join(TOP, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, LockedPackage>>;
  };
  return lock.packages;
}

/** The packages that an installation of bgjobs brings along, by their path in node_modules. */
function installed(): [path: string, entry: LockedPackage][] {
  return Object.entries(locked()).filter(
    ([path, entry]) =>
      path.startsWith('node_modules/') && entry.dev !== true && entry.devOptional !== true && entry.link !== true,
  );
}

/** Thousands of files are looked at; a loaded machine takes its time. */
const PATIENCE_MS = 300_000;

describe('what an installation brings', { timeout: PATIENCE_MS }, () => {
  it('is at most 40 packages, bgjobs itself among them', () => {
    expect(installed().length + 1).toBeLessThanOrEqual(40);
    // A lock file that was read wrongly has none.
    expect(installed().map(([path]) => path)).toContain('node_modules/yaml');
  });

  it('runs no script', () => {
    expect(installed().filter(([, entry]) => entry.hasInstallScript === true)).toEqual([]);
    const own = JSON.parse(readFileSync(join(TOP, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
    // `prepare` runs in a checkout and when packing, never where a packed package is installed.
    expect(Object.keys(own.scripts)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(pre|post)?install$/)]),
    );
  });

  it('is at most 25 MB with its dependencies', () => {
    const paths = installed().map(([path]) => join(TOP, path));
    const dependencies = paths.filter((path) => existsSync(path)).reduce((sum, path) => sum + bytesIn(path), 0);
    expect(dependencies).toBeGreaterThan(1e6);
    expect(dependencies + packedFiles().unpackedBytes).toBeLessThan(25e6);
  });

  it('is packed in less than 1 MB', () => {
    expect(packedFiles().packedBytes).toBeLessThan(1e6);
  });
});

describe('the lock file', () => {
  // `npm ci` refuses a lock file written by an npm that left out the binaries of other platforms.
  it('names every optional dependency of every platform', () => {
    const packages = locked();
    const missing = Object.entries(packages).flatMap(([path, entry]) =>
      Object.keys(entry.optionalDependencies ?? {}).filter(
        (name) =>
          packages[`node_modules/${name}`] === undefined && packages[`${path}/node_modules/${name}`] === undefined,
      ),
    );
    expect(missing).toEqual([]);
  });

  it('holds no download address', () => {
    const addresses = Object.values(locked()).flatMap(({ resolved, link }) =>
      resolved === undefined || link === true ? [] : [resolved],
    );
    expect(addresses).toEqual([]);
  });
});

describe('cost for 10 and for 1,000', { timeout: PATIENCE_MS }, () => {
  it('a decision asks the machine as often with 1,000 rules as with 10', () => {
    const few = countedDecision(10);
    const many = countedDecision(1_000);
    expect(few.decision).toBe('allow');
    expect(many.decision).toBe('allow');
    expect(many.questions).toBe(few.questions);
  });

  it('compiling asks the machine in proportion to the rules, at most', () => {
    const few = countedCompile(10);
    const many = countedCompile(1_000);
    expect(many).toBeLessThanOrEqual(Math.max(1, few) * 100 * 2);
  });

  it('a file of 1,000 profiles splits as many commands as it has', () => {
    expect(countedLoad(10)).toBe(10);
    expect(countedLoad(1_000)).toBe(1_000);
  });
});

/** A machine that has every program and counts what it is asked. */
function countingHost(): { readonly host: PolicyHost; readonly questions: () => number } {
  let asked = 0;
  const count = <T>(answer: T): T => {
    asked++;
    return answer;
  };
  return {
    host: {
      root: '/project',
      path: ['/usr/bin'],
      platform: 'linux',
      realPath: (path) => count(path),
      isDirectory: () => count(true),
      isExecutable: () => count(true),
      isWritableByOthers: () => count(false),
    },
    questions: () => asked,
  };
}

function countedDecision(rules: number): { readonly decision: string; readonly questions: number } {
  const { host, questions } = countingHost();
  const { policy } = compilePolicy(policySection(rules), host);
  const before = questions();
  const { decision } = evaluate(
    policy,
    { input: { kind: 'argv', argv: ['tool-3', 'action', 'x'] }, cwd: undefined, env: new Map() },
    new Map(),
  );
  return { decision, questions: questions() - before };
}

function countedCompile(rules: number): number {
  const { host, questions } = countingHost();
  compilePolicy(policySection(rules), host);
  return questions();
}

/** How many command texts were split while a file with so many profiles was loaded. */
function countedLoad(profiles: number): number {
  let splits = 0;
  const lines = Array.from({ length: profiles }, (_, at) => `  task-${at}: { command: "run task ${at}" }\n`);
  const bytes = Buffer.from(`version: 1\nprofiles:\n${lines.join('')}`);
  const { config } = loadConfig(
    { file: '/project/bgjobs.yaml', bytes },
    {
      env: {},
      root: '/project',
      splitWords: (text) => {
        splits++;
        return splitWords(text);
      },
    },
  );
  expect(config?.profiles.size).toBe(profiles);
  return splits;
}

function policySection(rules: number): PolicySection {
  const lines = Array.from({ length: rules }, (_, at) => `    - tool-${at} action **\n`);
  const bytes = Buffer.from(`version: 1\npolicy:\n  allow:\n${lines.join('')}`);
  const loaded = loadConfig({ file: '/project/bgjobs.yaml', bytes }, { env: {}, splitWords, root: '/project' });
  if (loaded.policy === undefined) throw new Error(loaded.diagnostics.map(({ message }) => message).join('\n'));
  return loaded.policy;
}

let packed: { readonly packedBytes: number; readonly unpackedBytes: number } | undefined;

/** What `npm pack` would publish. `dist` is whatever was built last; without one the rest is too small to matter. */
function packedFiles(): { readonly packedBytes: number; readonly unpackedBytes: number } {
  if (packed !== undefined) return packed;
  const args = ['pack', '--dry-run', '--ignore-scripts', '--json', '--loglevel=error', '--offline'];
  const output = execFileSync('npm', args, { cwd: TOP, encoding: 'utf8' });
  const [report] = Object.values(JSON.parse(output) as Record<string, { size: number; unpackedSize: number }>);
  if (report === undefined) throw new Error(`npm pack reported nothing: ${output}`);
  packed = { packedBytes: report.size, unpackedBytes: report.unpackedSize };
  return packed;
}

function bytesIn(folder: string): number {
  return readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
    const path = join(folder, entry.name);
    // Packages below this one are counted by themselves.
    if (entry.isDirectory()) return entry.name === 'node_modules' ? sum : sum + bytesIn(path);
    return entry.isFile() ? sum + lstatSync(path).size : sum;
  }, 0);
}
