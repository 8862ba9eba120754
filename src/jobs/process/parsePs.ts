import type { ProcessInfo } from './processTable.js';

/** A process as `ps` prints it. */
export interface PsRow extends ProcessInfo {
  readonly command: string;
}

/** The columns, in the order in which `parsePs` reads them. Each is an option of its own: BSD's `ps` takes all that follows an `=` for a heading. */
export const PS_COLUMNS = ['pid', 'ppid', 'pgid', 'sess', 'lstart', 'stat', 'time', 'rss', 'command'];

const ROW =
  /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s+[A-Z][a-z]{2} +([A-Z][a-z]{2} +\d+ [\d:]{8} \d{4})\s+(\S+)\s+(\S+)\s+(\d+)(?:\s+(.*))?$/;

/**
 * Reads what `ps` prints in the C locale and in UTC, on Linux (procps) and on macOS and the BSDs. Lines that are none of it are skipped.
 * @see ps(1) of either: `lstart` is `Wed Nov 25 00:36:55 2026`; `time` is `00:00:07` or `1-02:03:04`, and `0:00.07` on macOS; `rss` is in KiB
 */
export function parsePs(text: string): PsRow[] {
  return text.split('\n').flatMap((line) => {
    const [, pid, parent, group, session = '', start = '', stat = '', time = '', rss, command = ''] =
      ROW.exec(line) ?? [];
    if (pid === undefined) return [];
    return {
      pid: Number(pid),
      parent: Number(parent),
      group: Number(group),
      // A pointer into the kernel on macOS, or 0 for who may not see it.
      session: /^\d+$/.test(session) ? Number(session) : 0,
      start: Date.parse(`${start} UTC`) / 1_000,
      zombie: isZombie(stat, command),
      cpuMs: parseTime(time),
      memoryBytes: Number(rss) * 1_024,
      command,
    };
  });
}

/** A process whose first thread has ended and others have not is a zombie to `ps` as well; the `l` of procps says that it has others. */
function isZombie(stat: string, command: string): boolean {
  return !stat.includes('l') && (stat.startsWith('Z') || command.endsWith('<defunct>'));
}

/** `[[days-]hours:]minutes:seconds[.hundredths]` in milliseconds. */
function parseTime(text: string): number {
  const [clock = '', days = '0'] = text.split('-').reverse();
  const seconds = clock.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
  return Math.round((Number(days) * 86_400 + seconds) * 1_000) || 0;
}

/** Reads `pid` and `command` where the latter has the environment behind it. @returns the text by pid. */
export function parsePsEnvironments(text: string): ReadonlyMap<number, string> {
  const rows = text.split('\n').flatMap((line): [number, string][] => {
    const [, pid, rest = ''] = /^\s*(\d+)\s(.*)$/.exec(line) ?? [];
    return pid === undefined ? [] : [[Number(pid), rest]];
  });
  return new Map(rows);
}
