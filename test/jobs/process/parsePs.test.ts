import { describe, expect, it } from 'vitest';
import { parsePs, parsePsEnvironments } from '../../../src/jobs/process/parsePs.js';

/** As `ps` of macOS 14 prints it in the C locale: `sess` is a pointer, `time` has hundredths, days are padded. */
const MACOS = `    1     0     1      0 Mon Nov  3 08:00:02 2025     Ss     1:02.07  23456 /sbin/launchd
  501     1   501 1a2b3c Wed Nov 25 00:36:55 2026     S    123:45.67 104448 /Applications/Some App.app/Contents/MacOS/Some App --type=renderer
  777   501   501      0 Wed Nov 25 00:36:56 2026     Z      0:00.00      0 <defunct>
`;
/** As procps prints it. */
const LINUX = `      1       0       1       1 Wed Nov 25 00:22:27 2026 Ss   00:00:07  4136 /sbin/init
  31540   31512   31540   31540 Wed Nov 25 00:36:48 2026 Rl+  1-02:03:04  3936 node server.js  --flag
     42       2       0       0 Wed Nov 25 00:22:27 2026 I<   00:00:00     0 [kworker/0:0H]
     43       1      43      43 Wed Nov 25 00:22:27 2026 Z    00:00:00     0 [sh] <defunct>
     44       1      44      44 Wed Nov 25 00:22:27 2026 Zsl  00:00:00     0 [python3] <defunct>
`;

describe('parsePs', () => {
  it('reads what macOS prints', () => {
    const start = Date.UTC(2026, 10, 25, 0, 36, 55) / 1_000;
    expect(parsePs(MACOS)).toEqual([
      {
        ...{ pid: 1, parent: 0, group: 1, session: 0, start: Date.UTC(2025, 10, 3, 8, 0, 2) / 1_000, zombie: false },
        ...{ cpuMs: 62_070, memoryBytes: 24_018_944, command: '/sbin/launchd' },
      },
      {
        ...{ pid: 501, parent: 1, group: 501, session: 0, start, zombie: false },
        ...{ cpuMs: 7_425_670, memoryBytes: 106_954_752 },
        command: '/Applications/Some App.app/Contents/MacOS/Some App --type=renderer',
      },
      {
        ...{ pid: 777, parent: 501, group: 501, session: 0, start: start + 1, zombie: true },
        ...{ cpuMs: 0, memoryBytes: 0, command: '<defunct>' },
      },
    ]);
  });

  it('reads what Linux prints', () => {
    expect(parsePs(LINUX)).toMatchObject([
      { pid: 1, session: 1, cpuMs: 7_000, memoryBytes: 4_235_264, command: '/sbin/init' },
      { pid: 31_540, parent: 31_512, group: 31_540, cpuMs: 93_784_000, command: 'node server.js  --flag' },
      { pid: 42, group: 0, zombie: false, command: '[kworker/0:0H]' },
      { pid: 43, zombie: true },
      // Its first thread has ended, and others have not.
      { pid: 44, zombie: false },
    ]);
  });

  it.each(['', 'error: unsupported SysV option', 'PID PPID', '1 2 3 4 yesterday S 0:00 1 sh'])(
    'takes nothing from %j',
    (text) => expect(parsePs(text)).toEqual([]),
  );
});

describe('parsePsEnvironments', () => {
  it('keeps the text behind the pid as it is', () => {
    const text = '    7 /bin/sh -c  x A=1 B=two words\n  501 node PATH=/bin\n\n';
    expect(parsePsEnvironments(text)).toEqual(
      new Map([
        [7, '/bin/sh -c  x A=1 B=two words'],
        [501, 'node PATH=/bin'],
      ]),
    );
  });
});
