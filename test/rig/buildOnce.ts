import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** What the compiler said when the build failed; empty when dist is good (or nobody needs it). */
    buildProblem: string;
    /** Folder in which the servers of all tests keep compiled code, as those of one user do. */
    codeCache: string;
  }
}

const TOP = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Vitest's global setup: compiles `src` into `dist` once a run, when it is stale and a selected test needs it.
 * A failed build does not end the run: the tests of single modules still tell what they know, and every test that
 * starts the real server fails with the compiler's own words.
 */
export default async function buildOnce(project: TestProject): Promise<() => void> {
  const codeCache = mkdtempSync(join(tmpdir(), 'bgj-code-'));
  project.provide('codeCache', codeCache);
  project.provide('buildProblem', (await needsDist(project)) ? build() : '');
  return () => rmSync(codeCache, { recursive: true, force: true });
}

/** The tests that run the built server are those in these folders, unless `BGJOBS_TEST_CLI` names another build. */
async function needsDist(project: TestProject): Promise<boolean> {
  if (process.env.BGJOBS_TEST_CLI !== undefined) return false;
  // What was given on the command line; undefined for everything.
  const filters = (project.vitest as { readonly filenamePattern?: string[] }).filenamePattern;
  const { testFiles } = await project.globTestFiles(filters);
  return testFiles.some((file) => /\/test\/(e2e|http|load|readme)/.test(file));
}

function build(): string {
  const run = spawnSync(process.execPath, ['scripts/build.mjs', '--if-stale'], { cwd: TOP, encoding: 'utf8' });
  return run.status === 0 ? '' : `the build failed (node scripts/build.mjs):\n${run.stdout}${run.stderr}`;
}
