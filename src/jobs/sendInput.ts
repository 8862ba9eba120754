import { err, ok, type Result } from '../lib/result.js';
import { hasEnded, observeOutput, payAttention, type Job, type JobContext } from './job.js';
import { isCursorKey, keyText } from './keys.js';
import type { InputError, InputRequest, InputResult, UnknownJob } from './jobs.js';
import type { Writable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { whenEnded } from './stopJob.js';
import { outputFrom } from './readOutput.js';
import { jobView } from './view.js';

/** Handed to the system in pieces, so that what a job does not read is never more than one piece here. */
const PIECE = 16 * 1024;
/** How long a job may take to read what it was sent, at least, milliseconds. */
const PATIENCE_MS = 2_000;
/** Output that has been quiet for so long is taken as the whole answer, milliseconds. */
const QUIET_MS = 200;
const OUTPUT_BYTES = 16 * 1024;
const ENDING_MS = 100;

/** What a terminal makes a signal of: ctrl-c, ctrl-z, ctrl-\. It throws away what was typed and not read yet (termios(3), NOFLSH). */
const SIGNALS = [0x03, 0x1a, 0x1c];
/** What ends a line of input at a terminal, by handing it over or by throwing it away. */
const LINE_ENDS = [0x0a, 0x0d, 0x04, ...SIGNALS];
/** What was typed has so long to be read before a signal follows, milliseconds. */
const BEFORE_SIGNAL_MS = 150;
/** How far back a program's wish for application cursor keys is looked for, bytes of its output. */
const MODE_BYTES = 1024 * 1024;

/**
 * Writes to the job's standard input and collects the output that follows: until `waitMs` is over, the job ends, or
 * there was output and then none for 200 ms.
 * To end input that has ended is no error. A terminal never ends: there `end` is ctrl-d, and the job may read on.
 */
export async function sendInput(
  job: Job,
  context: JobContext,
  request: InputRequest,
): Promise<Result<InputResult, Exclude<InputError, UnknownJob>>> {
  // Its end is being written down, and then it is told.
  if (job.unsavedEnd !== undefined) await whenEnded(job);
  if (hasEnded(job)) return err({ code: 'job-ended', job: jobView(job, context) });
  const { keys = [] } = request;
  if (keys.length > 0 && job.terminal === undefined) {
    return err({ code: 'no-tty', job: jobView(job, context), keys });
  }
  const input = await inputBytes(job, request);
  if (!input.ok) return input;
  const bytes = input.value;
  const start = observeOutput(job, context);
  const stdin = job.process?.stdin;
  if (stdin === undefined || !job.isStdinOpen) {
    const isEndAgain = request.end && bytes.length === 0;
    if (!isEndAgain) return err({ code: 'stdin-closed', job: jobView(job, context) });
    await answer(job, context, start, request.waitMs);
    return ok({ written: 0, output: await outputFrom(job, start, OUTPUT_BYTES) });
  }
  const written = await typeAll(job, stdin, bytes, Math.max(PATIENCE_MS, request.waitMs));
  if (written === 'broken') {
    job.isStdinOpen = false;
    // The pipe of a job that ends breaks a moment before its end is known.
    await Promise.race([whenEnded(job), delay(ENDING_MS)]);
    return err({ code: hasEnded(job) ? 'job-ended' : 'stdin-closed', job: jobView(job, context) });
  }
  if (written < bytes.length) return err({ code: 'stdin-full', job: jobView(job, context), written });
  if (request.end && job.terminal === undefined) {
    job.isStdinOpen = false;
    stdin.end();
  }
  await answer(job, context, start, request.waitMs);
  return ok({ written, output: await outputFrom(job, start, OUTPUT_BYTES) });
}

/** What is typed, and ctrl-d where that is how input ends. */
async function inputBytes(
  job: Job,
  { text, keys = [], end }: InputRequest,
): Promise<Result<Buffer, Extract<InputError, { code: 'unknown-key' }>>> {
  const isApplication = keys.some((key) => isCursorKey(key.toLowerCase())) && (await wantsApplicationKeys(job));
  const pressed = keyText(keys, isApplication);
  if (!pressed.ok) return err({ code: 'unknown-key', ...pressed.error });
  const typed = Buffer.from(text + pressed.value);
  const last = typed.at(-1);
  if (last !== undefined) job.isInputLineOpen = !LINE_ENDS.includes(last);
  if (!end || job.terminal === undefined) return ok(typed);
  // Within a line, the first ctrl-d only hands over what was typed of it (termios(3), VEOF).
  const eof = job.isInputLineOpen ? '\x04\x04' : '\x04';
  job.isInputLineOpen = false;
  return ok(Buffer.concat([typed, Buffer.from(eof)]));
}

/** Whether the program's last word about it was that it wants application cursor keys (DECCKM set). */
async function wantsApplicationKeys({ log }: Job): Promise<boolean> {
  const { from, to } = log.observe();
  const start = Math.max(from, to - MODE_BYTES);
  const output = await log.read(start, to - start);
  return output.lastIndexOf('\x1b[?1h') > output.lastIndexOf('\x1b[?1l');
}

/** Writes everything; at a terminal with a pause before each key that would throw away what is not read yet. */
async function typeAll(job: Job, stdin: Writable, bytes: Buffer, patienceMs: number): Promise<number | 'broken'> {
  if (job.terminal === undefined) return writeAll(job, stdin, bytes, patienceMs);
  let at = 0;
  for (let end = 1; end <= bytes.length; end++) {
    if (end < bytes.length && !SIGNALS.includes(bytes[end] ?? 0)) continue;
    const written = await writeAll(job, stdin, bytes.subarray(at, end), patienceMs);
    if (written === 'broken') return written;
    at += written;
    if (at < end) return at;
    if (end < bytes.length) await delay(BEFORE_SIGNAL_MS);
  }
  return at;
}

/** @returns how many bytes the job was given or will be, or that it has closed its end. */
async function writeAll(job: Job, stdin: Writable, bytes: Buffer, patienceMs: number): Promise<number | 'broken'> {
  const deadline = performance.now() + patienceMs;
  for (let at = 0; ; at += PIECE) {
    // A piece that the job has not read yet is in the way of the next.
    if (!(await untilTaken(job, deadline))) return at;
    if (isBroken(stdin)) return 'broken';
    if (at >= bytes.length) return bytes.length;
    const piece = bytes.subarray(at, at + PIECE);
    job.pendingInput += piece.length;
    stdin.write(piece, () => {
      job.pendingInput -= piece.length;
      job.changed.emit();
    });
    // The last piece counts as written: it is on its way and cannot be taken back.
    if (at + PIECE >= bytes.length) {
      await untilTaken(job, deadline);
      return isBroken(stdin) ? 'broken' : bytes.length;
    }
  }
}

/** The job has closed its end, or is gone. */
function isBroken(stdin: Writable): boolean {
  return stdin.destroyed || stdin.errored !== null || !stdin.writable;
}

/** Waits until the system has taken everything. @returns false when it did not in time. */
function untilTaken(job: Job, deadline: number): Promise<boolean> {
  return new Promise((resolve) => {
    const settle = (isTaken: boolean): void => {
      clearTimeout(timer);
      forget();
      resolve(isTaken);
    };
    const look = (): void => {
      if (job.pendingInput === 0 || hasEnded(job)) settle(true);
    };
    const timer = setTimeout(() => settle(false), Math.max(0, deadline - performance.now()));
    const forget = job.changed.listen(look);
    look();
  });
}

function answer(job: Job, context: JobContext, start: number, waitMs: number): Promise<void> {
  return new Promise((resolve) => {
    const release = payAttention(job);
    const settle = (): void => {
      clearTimeout(timer);
      forget();
      release();
      resolve();
    };
    const look = (): void => {
      const hasAnswer = observeOutput(job, context) > start;
      if (hasEnded(job) || (hasAnswer && context.clock.monotonic() - job.outputGrewAt >= QUIET_MS)) settle();
    };
    const timer = setTimeout(settle, Math.min(Math.max(0, waitMs), 2 ** 31 - 1));
    const forget = job.changed.listen(look);
    look();
  });
}
