import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { chromium, type BrowserContext } from 'playwright-core';

/** Chromium as the system has it. */
const CHROMIUM = (process.env.PATH ?? '')
  .split(delimiter)
  .flatMap((folder) => ['chromium', 'chromium-browser', 'google-chrome'].map((name) => join(folder, name)))
  .find((path) => existsSync(path));

/** The tests of a machine without a browser are not run there; CI has one. */
export const HAS_NO_BROWSER = CHROMIUM === undefined && process.env.CI === undefined;

const ARGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  // Every name of the attacker is this machine: what a rebound name looks like to the browser.
  '--host-resolver-rules=MAP *.example 127.0.0.1',
];

/** A real browser with a profile of its own. */
export async function openBrowser(): Promise<{
  readonly context: BrowserContext;
  readonly close: () => Promise<void>;
}> {
  const folder = mkdtempSync(join(tmpdir(), 'bgj-browser-'));
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: CHROMIUM ?? 'chromium',
    args: ARGS,
  });
  return {
    context,
    async close() {
      await context.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
