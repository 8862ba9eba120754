import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseRecord } from '../../src/jobs/registry/jobRecord.js';
import { makeScratch, type Scratch } from '../rig/scratch.js';
import { soakPart, type Plan } from './soakParts.js';

// A soak that cannot fail says nothing: each check is shown what is right, and everything that it is there to see.

const WORK = fileURLToPath(new URL('../../scripts/soak/programs/work.sh', import.meta.url));
const LINE = 64;

const { createByteCheck, checkSums } = await soakPart('checks/bytes');
const { checkEnd, checkRestarts, checkSameEnd } = await soakPart('checks/exits');
const { findOrphans } = await soakPart('checks/orphans');
const { readRecords, checkSettled } = await soakPart('checks/records');
const { bytesOf, choosePlan, expectedText, planWord, streamsOf } = await soakPart('plan');
const { randomFrom } = await soakPart('random');

const PLAN: Plan = {
  key: 'k1',
  lifetime: 'session',
  tty: false,
  streams: 'merged',
  lines: 100,
  errors: 0,
  then: 'exit',
  more: 0,
  code: 7,
  rule: 'none',
  fails: 0,
};
const RESTARTED: Plan = { ...PLAN, rule: 'restart', lines: 2, more: 1, fails: 2 };
const ALL = expectedText(PLAN, 'merged', 0, Infinity);

describe('the programs of the soak', () => {
  it('write what the plan says, byte by byte, and exit as it says', () => {
    const plan: Plan = { ...PLAN, streams: 'separate', lines: 20, errors: 7, then: 'read', more: 5, code: 42 };
    const word = planWord({ ...plan, pieces: 3, tree: 'none' } as Plan);
    const { stdout, stderr, status } = spawnSync('sh', [WORK, word], { input: 'go\n', encoding: 'utf8' });
    expect(stdout).toBe(expectedText(plan, 'stdout', 0, Infinity));
    expect(stderr).toBe(expectedText(plan, 'stderr', 0, Infinity));
    expect([stdout.length, stderr.length]).toEqual([bytesOf(plan, 'stdout'), bytesOf(plan, 'stderr')]);
    expect(status).toBe(42);
  });

  it('go on from run to run as the plan says, and the last of them does not fail', () => {
    const folder = makeScratch();
    const word = planWord({ ...RESTARTED, pieces: 2, tree: 'none' } as Plan);
    const runs = [1, 2, 3].map(() => spawnSync('sh', [WORK, word], { cwd: folder.path, encoding: 'utf8' }));
    folder.remove();
    expect(runs.map(({ status }) => status)).toEqual([7, 7, 0]);
    const [first, second, third] = runs.map(({ stdout }) => stdout);
    const mark = (number: number): string => `[bgjobs] restart ${number}: it exited with code 7\n`;
    const all = `${first ?? ''}${mark(1)}${second ?? ''}${mark(2)}${third ?? ''}`;
    expect(expectedText(RESTARTED, 'merged', 0, Infinity)).toBe(all);
    expect(bytesOf(RESTARTED, 'merged')).toBe(all.length);
  });

  it('are the same for the same seed, and of every kind in the long run', () => {
    const plans = (seed: number): Plan[] => {
      const random = randomFrom(seed);
      return Array.from({ length: 300 }, (_, at) => choosePlan(random, at));
    };
    expect(plans(5)).toEqual(plans(5));
    expect(plans(5)).not.toEqual(plans(6));
    const seen = plans(5);
    expect(new Set(seen.map(({ then }) => then))).toEqual(new Set(['exit', 'nap', 'read', 'die', 'stay']));
    expect(new Set(seen.map(({ rule }) => rule))).toEqual(new Set(['none', 'restart', 'timeout', 'idle']));
    expect(new Set(seen.map(({ fails }) => fails))).toEqual(new Set([0, 1, 2, 3, 4, 5]));
    expect(new Set(seen.map(({ lifetime }) => lifetime)).size).toBe(2);
    expect(new Set(seen.map((plan) => streamsOf(plan).length)).size).toBe(2);
    expect(seen.some(({ tty }) => tty)).toBe(true);
    expect(seen.some(({ lines }) => lines * LINE > 1_000_000)).toBe(true);
  });
});

describe('the check of bytes', () => {
  it('takes pages of any size, and a gap that is said to be there', () => {
    const check = createByteCheck(PLAN, 'merged');
    expect(check.page({ text: ALL.slice(0, 100), lost_bytes: 0 })).toBeUndefined();
    expect(check.page({ text: ALL.slice(100, 128) })).toBeUndefined();
    expect(check.page({ text: ALL.slice(10 * LINE), lost_bytes: 8 * LINE })).toBeUndefined();
    expect(check.atEnd(true)).toBeUndefined();
    expect(checkSums({ output_bytes: ALL.length, lost_bytes: 8 * LINE }, [check])).toBeUndefined();
  });

  it.each([
    ['a line that is missing', [{ text: ALL.slice(0, LINE) + ALL.slice(2 * LINE) }]],
    ['a byte that is missing between pages', [{ text: ALL.slice(0, 100) }, { text: ALL.slice(101) }]],
    ['a page that comes twice', [{ text: ALL.slice(0, LINE) }, { text: ALL.slice(0, LINE) }]],
    ['lines in another order', [{ text: ALL.slice(LINE, 2 * LINE) + ALL.slice(0, LINE) }]],
    ['a hole that shows as zeros', [{ text: `${'\0'.repeat(LINE)}${ALL.slice(LINE)}` }]],
    ['output of another job', [{ text: expectedText({ ...PLAN, key: 'k2' }, 'merged', 0, LINE) }]],
    ['more than was written', [{ text: `${ALL}${ALL.slice(-LINE)}` }]],
    ['a gap that is larger than what is said', [{ text: ALL.slice(10 * LINE), lost_bytes: 9 * LINE }]],
    ['a gap that ends in the middle of a line', [{ text: ALL.slice(10), lost_bytes: 10 }]],
  ])('sees %s', (_, pages) => {
    const check = createByteCheck(PLAN, 'merged');
    expect(pages.map((page) => check.page(page)).find((problem) => problem !== undefined)).toBeDefined();
  });

  it('takes what the server writes between two runs, and sees what is missing of it', () => {
    const text = expectedText(RESTARTED, 'merged', 0, Infinity);
    const check = createByteCheck(RESTARTED, 'merged');
    expect(check.page({ text: text.slice(0, 3 * LINE + 10) })).toBeUndefined();
    expect(check.page({ text: text.slice(3 * LINE + 10) })).toBeUndefined();
    expect(check.atEnd(true)).toBeUndefined();
    const blind = createByteCheck(RESTARTED, 'merged');
    expect(blind.page({ text: text.replaceAll(/^\[bgjobs\].*\n/gm, '') })).toBeDefined();
  });

  it('sees an end that came too early, where the job came to its own', () => {
    const check = createByteCheck(PLAN, 'merged');
    check.page({ text: ALL.slice(0, -LINE) });
    expect(check.atEnd(true)).toMatch(/6336 bytes .* 6400 were written/);
    expect(check.atEnd(false)).toBeUndefined();
  });

  it('sees sums that do not fit', () => {
    const check = createByteCheck(PLAN, 'merged');
    check.page({ text: ALL });
    expect(checkSums({ output_bytes: ALL.length - 1, lost_bytes: 0 }, [check])).toBeDefined();
    expect(checkSums({ output_bytes: ALL.length, lost_bytes: 1_000 }, [check])).toBeDefined();
    const merged = { bytes: ALL.length - 1, lost: 0 };
    expect(checkSums({ output_bytes: ALL.length, lost_bytes: 0 }, [check], merged)).toBeDefined();
  });

  it('counts the returns of a terminal', () => {
    const plan = { ...PLAN, tty: true };
    const check = createByteCheck(plan, 'merged');
    expect(check.page({ text: ALL })).toBeUndefined();
    expect(check.accounted()).toBe(ALL.length + plan.lines);
    expect(check.atEnd(true)).toBeUndefined();
  });
});

describe('the check of exits', () => {
  const entry = { plan: PLAN, isCertain: true, stopAsked: false };
  const stays = { ...entry, plan: { ...PLAN, then: 'stay' } as Plan };
  const persistent = { ...entry, plan: { ...PLAN, lifetime: 'persistent' } as Plan };
  const own = { status: 'failed', outcome: 'exit-code', exit_code: 7 };
  const stopped = { status: 'killed', outcome: 'stopped' };
  const lost = { status: 'failed', outcome: 'lost' };
  const loops = { ...entry, plan: { ...RESTARTED, fails: 4 } };
  const limited = { ...entry, plan: { ...PLAN, then: 'stay', rule: 'timeout' } as Plan };
  const timedOut = { status: 'timed_out', outcome: 'timeout', signal: 'SIGTERM', duration_ms: 1_600 };

  it.each([
    ['its own end', entry, own],
    ['its own end in the moment of a stop', { ...entry, stopAsked: true }, own],
    ['a stop', { ...stays, stopAsked: true }, stopped],
    ['the death of its server', { ...stays, serverEnd: 'killed' as const }, lost],
    [
      'the end of its server',
      { ...stays, serverEnd: 'closed' as const },
      { status: 'killed', outcome: 'server-shutdown' },
    ],
    ['a start that was never answered', { ...persistent, isCertain: false }, lost],
    [
      'an end after restarts',
      { ...entry, plan: RESTARTED },
      { status: 'completed', outcome: 'exit-code', exit_code: 0 },
    ],
    ['restarts that did not help', loops, { status: 'failed', outcome: 'crash-loop', exit_code: 7 }],
    ['the end of its time', limited, timedOut],
    ['its own end after the death of its server', { ...persistent, serverEnd: 'killed' as const }, own],
  ])('takes %s', (_, known, view) => {
    expect(checkEnd(known, view)).toBeUndefined();
  });

  it.each([
    ['another exit code', entry, { ...own, exit_code: 0 }],
    ['a status that does not fit', entry, { ...own, status: 'completed' }],
    ['a code that is lost', persistent, { status: 'failed', outcome: 'lost' }],
    ['one that is lost with its server', { ...persistent, serverEnd: 'killed' as const }, lost],
    ['an end without a reason', stays, { status: 'completed', outcome: 'exit-code', exit_code: 0 }],
    ['a stop that nobody asked for', stays, stopped],
    [
      'a stop that is a failure',
      { ...stays, stopAsked: true },
      { status: 'failed', outcome: 'exit-code', exit_code: 143 },
    ],
    ['restarts that were not made', { ...entry, plan: RESTARTED }, own],
    [
      'a crash loop that is none',
      { ...entry, plan: RESTARTED },
      { status: 'failed', outcome: 'crash-loop', exit_code: 7 },
    ],
    ['restarts without an end', loops, own],
    ['the end of its time, too early', limited, { ...timedOut, duration_ms: 1_400 }],
    ['the end of another time', limited, { ...timedOut, outcome: 'idle-timeout' }],
    ['the end of its time as a stop', limited, stopped],
    ['a limit that nobody reached', entry, { status: 'failed', outcome: 'log-limit' }],
  ])('sees %s', (_, known, view) => {
    expect(checkEnd(known, view)).toBeDefined();
  });

  it('counts restarts', () => {
    expect(checkRestarts(entry, {})).toBeUndefined();
    expect(checkRestarts({ plan: RESTARTED }, { restarts: 2 })).toBeUndefined();
    expect(checkRestarts({ plan: RESTARTED }, { restarts: 1 })).toMatch(/1 times, and not 2/);
    expect(checkRestarts(loops, { restarts: 4 })).toMatch(/4 times, and not 3/);
  });

  it('sees an end that changes', () => {
    expect(checkSameEnd(own, { ...own })).toBeUndefined();
    expect(checkSameEnd(own, { ...own, exit_code: 0 })).toMatch(/exit_code was 7, and is 0 now/);
    expect(checkSameEnd(own, lost)).toBeDefined();
  });
});

describe('the check of processes', () => {
  it('sees what should be gone, and leaves alone what may still run', () => {
    const processes = [
      { pid: 1, key: 'k1' },
      { pid: 2, key: 'k2' },
      { pid: 3, key: 'k3' },
      { pid: 4, key: undefined },
    ];
    const goneBy = new Map([
      ['k1', 1_000],
      ['k2', 3_000],
    ]);
    expect(findOrphans(processes, goneBy, 2_000).map(({ pid }) => pid)).toEqual([1]);
  });
});

describe('the check of records', () => {
  let scratch: Scratch;
  beforeEach(() => (scratch = makeScratch()));
  afterEach(() => scratch.remove());

  const write = (id: string, text: string): string => scratch.write(join('jobs', id, 'job.json'), text);
  const problems = (): readonly string[] => readRecords(scratch.path, parseRecord).problems;

  it('sees a record that is torn or empty, and leaves alone a folder without one', () => {
    scratch.folder('jobs/web-1');
    expect(problems()).toEqual([]);
    write('web-2', '{"schema":1,"id":"web-2"');
    write('web-3', '');
    expect(problems()).toEqual([
      expect.stringContaining('the record of web-2 is broken'),
      expect.stringContaining('the record of web-3 is broken'),
    ]);
  });

  it('sees a job that was put aside', () => {
    scratch.folder('quarantine/web-1');
    expect(problems()).toEqual(['jobs were put aside: web-1']);
  });

  it('sees what has not come to an end when everything has', () => {
    const done = { state: 'exited', isTreeGone: true, survivors: [] };
    const record = (progress: object): [string, object] => ['web-1', { id: 'web-1', name: 'web', progress }];
    expect(checkSettled(new Map([record(done)]))).toEqual([]);
    expect(checkSettled(new Map([record({ ...done, state: 'running' })]))).toHaveLength(1);
    expect(checkSettled(new Map([record({ ...done, isTreeGone: false })]))).toHaveLength(1);
  });
});
