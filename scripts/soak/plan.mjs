// What one job of the soak will do. All of it is decided before it starts, so that what has to be seen of it is known.

import { MOST_RESTARTS, TIMED_OUT } from './rules.mjs';

/** Bytes of a line with its newline, see programs/lines.awk. */
export const LINE_BYTES = 64;
const FILLER = 'abcdefghijklmnopqrstuvwxyz0123456789abcdefg';
const LETTERS = { stdout: 'o', stderr: 'e', merged: 'o' };
/** What `sh` makes of SIGKILL. */
const KILLED_CODE = 137;
const FAILURES = [1, 2, 7, 42, 125, 126, 127, 200, 255];
/** What a job does in the end, by its rule. */
const DEEDS = {
  none: { exit: 3, nap: 3, stay: 3, read: 3, die: 1 },
  restart: { exit: 3, nap: 1 },
  timeout: { stay: 1 },
  idle: { stay: 1 },
};

/**
 * Chooses a job.
 * `key` names it everywhere; `how` is `profile` or `command`; `then` is what it does when it has written its lines: `exit`, `nap` and
 * `read` (a line of input) end by themselves with `code`, `die` ends itself with SIGKILL, and `stay` never ends. `rule` is what its
 * profile says of its end, see rules.mjs: the first `fails` runs of one that is started again end with `code`, and the next with 0.
 */
export function choosePlan(random, number) {
  const tty = random.chance(0.1);
  const isApart = !tty && random.chance(0.25);
  const rule = random.weighted({ none: 14, timeout: 1.5, idle: 1.5, ...(tty ? {} : { restart: 3 }) });
  const isFlood = !tty && rule === 'none' && random.chance(0.15);
  const lines = isFlood ? random.int(16_000, 50_000) : random.int(0, 400);
  const then = random.weighted(tty && rule === 'none' ? { exit: 3, nap: 3, stay: 2 } : DEEDS[rule]);
  const isMore = then === 'nap' || then === 'read';
  return {
    key: `k${number}`,
    how: isApart || rule !== 'none' || random.chance(0.5) ? 'profile' : 'command',
    lifetime: random.chance(0.4) ? 'persistent' : 'session',
    tty,
    streams: isApart ? 'separate' : 'merged',
    lines,
    errors: isApart ? random.int(0, isFlood ? 20_000 : 400) : 0,
    pieces: random.int(1, 5),
    tree: random.chance(0.6) ? 'none' : random.pick(['child', 'session', 'orphan', 'double', 'hidden']),
    then,
    more: isMore ? random.int(0, 200) : 0,
    code: then === 'exit' || isMore ? random.pick(rule === 'restart' ? FAILURES : [0, 0, 0, ...FAILURES]) : 0,
    rule,
    fails: rule === 'restart' ? random.int(1, MOST_RESTARTS + 2) : 0,
  };
}

/** The plan as the word that programs/work.sh takes. */
export function planWord({ key, lines, errors, pieces, tree, then, more, code, fails }) {
  return [key, lines, errors, pieces, tree, then, more, code, fails].join(':');
}

/** The streams that can be read, each of which is known byte by byte. */
export function streamsOf({ streams }) {
  return streams === 'separate' ? ['stdout', 'stderr'] : ['merged'];
}

/** How often its program is run when nobody stops it. */
export function runsOf({ fails }) {
  return Math.min(fails, MOST_RESTARTS) + 1;
}

/** How it ends when nobody stops it: `{outcome}`, with `exit_code` or `signal` where it has one; undefined for one that stays. */
export function ownEnd({ then, code, lifetime, rule, fails }) {
  if (Object.hasOwn(TIMED_OUT, rule)) return { outcome: TIMED_OUT[rule] };
  if (then === 'stay') return undefined;
  if (fails > MOST_RESTARTS) return { outcome: 'crash-loop', exit_code: code };
  if (fails > 0) return { outcome: 'exit-code', exit_code: 0 };
  if (then !== 'die') return { outcome: 'exit-code', exit_code: code };
  return lifetime === 'persistent'
    ? { outcome: 'exit-code', exit_code: KILLED_CODE }
    : { outcome: 'signal', signal: 'SIGKILL' };
}

/** Lines of a stream that one run of the program writes. */
function linesOf({ lines, more, errors }, stream) {
  return stream === 'stderr' ? errors : lines + more;
}

/** Bytes in a stream when it is through, as they stand in the log. A terminal puts a return before each newline. */
export function bytesOf(plan, stream) {
  const marks = marksOf(plan, stream).reduce((sum, mark) => sum + mark.length, 0);
  return runsOf(plan) * linesOf(plan, stream) * (LINE_BYTES + (plan.tty ? 1 : 0)) + marks;
}

/** What the server writes to a stream before each run but the first. */
function marksOf(plan, stream) {
  const where = plan.streams === 'separate' ? `, ${stream}` : '';
  return Array.from(
    { length: runsOf(plan) - 1 },
    (_, run) => `[bgjobs] restart ${run + 1}${where}: it exited with code ${plan.code}\n`,
  );
}

/** What readers see of a stream from one of its bytes to before another; of a terminal, without its returns. */
export function expectedText(plan, stream, from, to) {
  return runsOf(plan) > 1 ? allText(plan, stream).slice(from, to) : linesText(plan, stream, from, to);
}

/** Of several runs: the number of a line goes on from one to the next. */
function allText(plan, stream) {
  const count = linesOf(plan, stream);
  return ['', ...marksOf(plan, stream)]
    .map(
      (mark, run) => mark + Array.from({ length: count }, (_, at) => line(plan, stream, run * count + at + 1)).join(''),
    )
    .join('');
}

/** Of one run, which may be a flood: no more of it is made than is asked for. */
function linesText(plan, stream, from, to) {
  const end = Math.min(to, linesOf(plan, stream) * LINE_BYTES);
  if (from >= end) return '';
  const first = Math.floor(from / LINE_BYTES);
  const last = Math.ceil(end / LINE_BYTES);
  let text = '';
  for (let at = first; at < last; at++) text += line(plan, stream, at + 1);
  return text.slice(from - first * LINE_BYTES, end - first * LINE_BYTES);
}

function line({ key }, stream, number) {
  return `${String(number).padStart(8, '0')} ${LETTERS[stream]} ${key.padEnd(8)} ${FILLER}\n`;
}
