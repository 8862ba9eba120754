import { readFileSync } from 'node:fs';
import { describe, expect, it as plainIt } from 'vitest';
import { blockedRead } from '../../src/jobs/process/blockedRead.js';
import { eventually } from '../rig/eventually.js';
import { placeTest as it, type Place } from './place.js';

/** Whether this system tells at all: our own thread is running while it looks. */
const tells = canTell();
const waits = (place: Place, id: string) => () => place.details(id).waiting_for_input === true;

describe.runIf(tells)('a job that waits for input', () => {
  it.for([
    ['a shell that reads', false, 'read -r line; echo "$line"; exec sleep 1000'],
    ['a shell that reads from its terminal', true, 'read -r line; echo "$line"; exec sleep 1000'],
    ['a child', false, 'cat; echo end; exec sleep 1000'],
    ['a password prompt that opens /dev/tty', true, 'exec 3</dev/tty; read -r line <&3; exec sleep 1000'],
    ['Python with `input`', false, 'python3 -c "import time; input(); time.sleep(1000)"'],
    ['Python with `input` on a terminal', true, 'python3 -c "import time; input(); time.sleep(1000)"'],
    ['select', false, 'python3 -c "import select, sys, time; select.select([sys.stdin], [], []); time.sleep(1000)"'],
    [
      'poll',
      false,
      'python3 -c "import select, time; p = select.poll(); p.register(0, select.POLLIN); p.poll(); time.sleep(1000)"',
    ],
    [
      'a thread that is not the main one',
      false,
      'python3 -c "import sys, threading; t = threading.Thread(target=sys.stdin.readline); t.start(); t.join(); threading.Event().wait()"',
    ],
  ] as const)('is known to: %s', async ([, tty, script], { place }) => {
    const id = await place.sh(script, { tty });
    await eventually('it to wait for input', waits(place, id));
    const waited = await place.wait(id, { kind: 'exited' }, 1);
    expect(waited.jobs).toMatchObject([{ waiting_for_input: true }]);
    await place.jobs.sendInput(id, { text: 'x\n', end: false, waitMs: 0 });
    if (script.startsWith('cat')) await place.jobs.sendInput(id, { text: '', end: true, waitMs: 0 });
    await eventually('it to go on', () => !waits(place, id)());
  });

  it('is not one that only keeps its input open, or looks at it besides other things', async ({ place }) => {
    const server = await place.start(place.program.command);
    const run = await place.program.next();
    await run.listen(0);
    // Reads its input whenever some comes, as development servers do, and does other things.
    const reader = await place.start(place.helper.command, { name: 'reader' });
    const other = await place.helper.next();
    await other.read();
    const closed = await place.sh('cat; echo end; exec sleep 1000', { name: 'closed', stdin: 'closed' });
    await place.shown(closed, 'end');
    const another = await place.sh('mkfifo f 2>/dev/null; echo go; cat < f', { name: 'another', tty: true });
    await place.shown(another, 'go');
    const bounded = await place.sh(
      'exec python3 -c "import select, sys\nprint(1, flush=True)\nwhile True: select.select([sys.stdin], [], [], 5)"',
      { name: 'bounded' },
    );
    await place.shown(bounded, '1');
    for (const id of [server, reader, closed, another, bounded]) {
      expect(place.details(id), id).not.toHaveProperty('waiting_for_input');
    }
  });

  it('is none any more when it has ended', async ({ place }) => {
    const id = await place.sh('read -r line');
    await eventually('it to wait for input', waits(place, id));
    await place.jobs.stop(id, { force: true, by: 'the test' });
    expect(place.details(id)).not.toHaveProperty('waiting_for_input');
  });
});

describe('blockedRead', () => {
  const line = (call: number, ...args: readonly string[]): string =>
    `${call} ${[...args, ...Array<string>(6).fill('0x0')].slice(0, 6).join(' ')} 0x7ffd 0x7f00\n`;
  const pollfd = (fd: number, events: number): Buffer => {
    const entry = Buffer.alloc(8);
    entry.writeInt32LE(fd, 0);
    entry.writeInt16LE(events, 4);
    return entry;
  };
  const nothing = (): undefined => undefined;

  plainIt('knows what is blocked, and on what', () => {
    expect(blockedRead(line(0, '0x3', '0x7f', '0x400'), 'x64', nothing)).toBe(3);
    expect(blockedRead(line(63, '0x0'), 'arm64', nothing)).toBe(0);
    expect(blockedRead(line(270, '0x1', '0x7f'), 'x64', nothing)).toBe(0);
    expect(blockedRead(line(7, '0x10', '0x1', '0xffffffff'), 'x64', () => pollfd(5, 1))).toBe(5);
    expect(blockedRead(line(73, '0x10', '0x1'), 'arm64', () => pollfd(0, 3))).toBe(0);
  });

  plainIt('says nothing of what may end by itself, waits for more, or is not known', () => {
    // A time limit; several descriptors; to write and not to read; memory that cannot be read.
    expect(blockedRead(line(270, '0x1', '0x7f', '0x0', '0x0', '0x7f'), 'x64', nothing)).toBeUndefined();
    expect(blockedRead(line(270, '0x4', '0x7f'), 'x64', nothing)).toBeUndefined();
    expect(blockedRead(line(7, '0x10', '0x2', '0xffffffff'), 'x64', () => pollfd(0, 1))).toBeUndefined();
    expect(blockedRead(line(7, '0x10', '0x1', '0x64'), 'x64', () => pollfd(0, 1))).toBeUndefined();
    expect(blockedRead(line(7, '0x10', '0x1', '0xffffffff'), 'x64', () => pollfd(0, 4))).toBeUndefined();
    expect(blockedRead(line(7, '0x10', '0x1', '0xffffffff'), 'x64', nothing)).toBeUndefined();
    for (const odd of ['running\n', '-1 0x7ffd 0x7f00\n', '', '0', 'x 1 2 3 4 5 6 7 8']) {
      expect(blockedRead(odd, 'x64', nothing), odd).toBeUndefined();
    }
    expect(blockedRead(line(0, '0x0'), 's390x', nothing)).toBeUndefined();
  });
});

function canTell(): boolean {
  try {
    readFileSync('/proc/self/syscall');
    return process.arch === 'x64' || process.arch === 'arm64';
  } catch {
    return false;
  }
}
