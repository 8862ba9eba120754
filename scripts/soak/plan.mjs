// What one job of the soak will do. All of it is decided before it starts, so that what has to be seen of it is known.

/** Bytes of a line with its newline, see programs/lines.awk. */
export const LINE_BYTES = 64;
const FILLER = 'abcdefghijklmnopqrstuvwxyz0123456789abcdefg';
const LETTERS = { stdout: 'o', stderr: 'e', merged: 'o' };
/** What `sh` makes of SIGKILL. */
const KILLED_CODE = 137;

/**
 * Chooses a job.
 * `key` names it everywhere; `how` is `profile` or `command`; `then` is what it does when it has written its lines: `exit`, `nap` and
 * `read` (a line of input) end by themselves with `code`, `die` ends itself with SIGKILL, and `stay` never ends.
 */
export function choosePlan(random, number) {
  const tty = random.chance(0.1);
  const isApart = !tty && random.chance(0.25);
  const isFlood = !tty && random.chance(0.15);
  const lines = isFlood ? random.int(16_000, 50_000) : random.int(0, 400);
  const then = random.weighted(tty ? { exit: 3, nap: 3, stay: 2 } : { exit: 3, nap: 3, stay: 3, read: 3, die: 1 });
  const isMore = then === 'nap' || then === 'read';
  return {
    key: `k${number}`,
    how: isApart || random.chance(0.5) ? 'profile' : 'command',
    lifetime: random.chance(0.4) ? 'persistent' : 'session',
    tty,
    streams: isApart ? 'separate' : 'merged',
    lines,
    errors: isApart ? random.int(0, isFlood ? 20_000 : 400) : 0,
    pieces: random.int(1, 5),
    tree: random.chance(0.6) ? 'none' : random.pick(['child', 'session', 'orphan', 'double', 'hidden']),
    then,
    more: isMore ? random.int(0, 200) : 0,
    code: then === 'exit' || isMore ? random.pick([0, 0, 0, 1, 2, 7, 42, 125, 126, 127, 200, 255]) : 0,
  };
}

/** The plan as the word that programs/work.sh takes. */
export function planWord({ key, lines, errors, pieces, tree, then, more, code }) {
  return [key, lines, errors, pieces, tree, then, more, code].join(':');
}

/** The streams that can be read, each of which is known byte by byte. */
export function streamsOf({ streams }) {
  return streams === 'separate' ? ['stdout', 'stderr'] : ['merged'];
}

/** How it ends when nobody stops it: `{outcome, exit_code}` or `{outcome, signal}`; undefined for one that stays. */
export function ownEnd({ then, code, lifetime }) {
  if (then === 'stay') return undefined;
  if (then !== 'die') return { outcome: 'exit-code', exit_code: code };
  return lifetime === 'persistent'
    ? { outcome: 'exit-code', exit_code: KILLED_CODE }
    : { outcome: 'signal', signal: 'SIGKILL' };
}

/** Lines of a stream when it is through. */
function linesOf({ lines, more, errors }, stream) {
  return stream === 'stderr' ? errors : lines + more;
}

/** Bytes that it writes to a stream until it is through, as they stand in the log. A terminal puts a return before each newline. */
export function bytesOf(plan, stream) {
  return linesOf(plan, stream) * (LINE_BYTES + (plan.tty ? 1 : 0));
}

/** What readers see of a stream from one of its bytes to before another; of a terminal, without its returns. */
export function expectedText(plan, stream, from, to) {
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
