import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Config } from '../../src/config/config.js';
import type { Diagnostic } from '../../src/config/diagnostic.js';
import { loadConfig, type LoadResult } from '../../src/config/loadConfig.js';
import { renderDiagnostics } from '../../src/config/renderDiagnostics.js';
import { splitWords } from '../../src/policy/splitWords.js';

/** The environment that files of tests are loaded in. */
const ENV: Readonly<Record<string, string | undefined>> = {
  HOME: '/home/ann',
  NODE_ENV: 'test',
  API_URL: 'http://localhost:8080',
};

/** A repository of its own: `.git`, `packages/web`, and nothing else. */
export interface Sandbox {
  /** Real path. */
  readonly root: string;
  /** Where its bgjobs.yaml would be. */
  readonly file: string;
  load(text: string | Uint8Array): LoadResult;
  /** The content of a file that has to be good. */
  config(text: string): Config;
  /** The codes of everything that is found. */
  codes(text: string | Uint8Array): string[];
  /** What people see, the sandbox's own path shown as /repo. */
  render(diagnostics: readonly Diagnostic[], text?: string): string;
  remove(): void;
}

/** Makes a repository in the system's folder for temporary files. */
export function createSandbox(): Sandbox {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'bgjobs-config-')));
  for (const folder of ['.git', 'packages/web']) mkdirSync(join(root, folder), { recursive: true });
  const file = join(root, 'bgjobs.yaml');
  const load = (text: string | Uint8Array): LoadResult =>
    loadConfig({ file, bytes: typeof text === 'string' ? Buffer.from(text) : text }, { env: ENV, splitWords, root });
  const render = (diagnostics: readonly Diagnostic[], text?: string): string =>
    renderDiagnostics(diagnostics, {
      sources: new Map(text === undefined ? [] : [[file, text]]),
      color: false,
      base: root,
    }).replaceAll(root, '/repo');
  return {
    root,
    file,
    load,
    render,
    config(text) {
      const { config, diagnostics } = load(text);
      if (config === undefined) throw new Error(`the file is not good:\n${render(diagnostics, text)}`);
      return config;
    },
    codes: (text) => load(text).diagnostics.map((diagnostic) => diagnostic.code),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
