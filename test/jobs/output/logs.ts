import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { createLogFile, NEW_FILE, openLogFile, type LogFile } from '../../../src/jobs/output/logFile.js';
import { createMasks } from '../../../src/jobs/output/masks.js';
import type { OutputLog } from '../../../src/jobs/output/outputLog.js';
import { punchHole, type PunchHole } from '../../../src/jobs/output/punchHole.js';
import type { PageSource } from '../../../src/jobs/output/pageSource.js';

/** A log of one file, and where that file is. */
export interface TestLog extends LogFile {
  readonly path: string;
}

/** Logs in a folder of its own for each test of the file that calls this. */
export function testLogs(): {
  /** A new folder. */
  folder(): string;
  log(content: string | Buffer, punch?: PunchHole | 'none'): TestLog;
} {
  let top: string;
  let count = 0;
  let logs: LogFile[] = [];
  beforeEach(() => {
    top = mkdtempSync(join(tmpdir(), 'bgj-log-'));
    logs = [];
  });
  afterEach(() => {
    for (const log of logs) log.close();
    rmSync(top, { recursive: true, force: true });
  });
  return {
    folder: () => mkdtempSync(join(top, 'f-')),
    log(content, punch = punchHole) {
      const path = join(top, `log-${count++}`);
      createLogFile(path);
      writeFileSync(path, content, { flag: 'a' });
      const how = { punch: punch === 'none' ? undefined : punch, changed: () => Promise.resolve() };
      const log = openLogFile(path, NEW_FILE, how);
      logs.push(log);
      return { ...log, path };
    },
  };
}

/** A log as it is read: escape sequences stripped, progress bars collapsed, these values masked as `[S0]`, `[S1]`... */
export function pageSourceOf(
  log: OutputLog,
  { isLive = false, secrets = [] }: { isLive?: boolean; secrets?: readonly string[] } = {},
): PageSource {
  const names = secrets.map((_, index) => `S${index}`);
  return {
    log,
    masks: createMasks(names, Object.fromEntries(secrets.map((secret, index) => [`S${index}`, secret]))),
    cleaning: { ansi: 'strip', progress: 'collapse' },
    isLive: () => isLive,
  };
}
