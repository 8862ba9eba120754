import { writeFileSync, chmodSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it as plainIt } from 'vitest';
import { createJobs } from '../../src/jobs/createJobs.js';
import { findTerminal } from '../../src/jobs/findTerminal.js';
import { onTerminal } from '../../src/jobs/terminal.js';
import { identify, isAlive } from '../rig/processes.js';
import { placeTest as it, type Place } from './place.js';

const tty = { tty: true } as const;

/** Sends, and fails the test if that is refused. @returns what was written. */
async function send(place: Place, id: string, text: string, more: { keys?: readonly string[]; end?: true } = {}) {
  const sent = await place.jobs.sendInput(id, { text, end: false, waitMs: 0, ...more });
  if (!sent.ok) throw new Error(JSON.stringify(sent.error));
  return sent.value.written;
}

/** Puts a terminal in the mode of full-screen programs and shows each byte that arrives, as octal numbers. */
const RAW = 'stty raw -echo; echo raw; exec od -An -v -w1 -to1';

describe('a job with a terminal', () => {
  it('has a controlling one on all three streams, with a size, and its output in the log', async ({ place }) => {
    const id = await place.sh(
      '[ -t 0 ] && [ -t 1 ] && [ -t 2 ] && echo "three" && stty size < /dev/tty && echo "$TERM ${NO_COLOR-none}"; echo oops >&2',
      tty,
    );
    expect(await place.ended(id)).toMatchObject({ status: 'completed', exit_code: 0, tty: true });
    expect((await place.tail(id)).text).toBe('three\n40 120\nxterm-256color none\noops\n');
  });

  it('has the size that COLUMNS and LINES say, its own SHELL, and its words as they are', async ({ place }) => {
    const words = ["it's", '$HOME `x` "y"', 'a\nb', '', '*', '\\', '-n'];
    const script = 'stty size; echo "$SHELL"; printf "<%s>\\n" "$@"';
    const id = await place.start(['/bin/sh', '-c', script, 'sh', ...words], {
      ...tty,
      env: { COLUMNS: '77', LINES: '11', SHELL: '/bin/my shell', 'odd.name': 'x' },
    });
    await place.ended(id);
    const shown = words.map((word) => `<${word}>\n`).join('');
    expect((await place.tail(id)).text).toBe(`11 77\n/bin/my shell\n${shown}`);
  });

  it.for([
    ['exit 3', 3, 'it exited with code 3'],
    ['kill -KILL $$', 137, 'it exited with code 137, or was ended by SIGKILL'],
  ] as const)('ends with its own exit code: %s', async ([script, code, reason], { place }) => {
    const id = await place.sh(script, tty);
    const end = await place.ended(id);
    expect(end).toMatchObject({ status: 'failed', exit_code: code, outcome: 'exit-code', reason });
    expect(end).not.toHaveProperty('signal');
  });

  it('ends when its program does, whoever still has the terminal open', async ({ place }) => {
    const id = await place.start(['/bin/sh', '-c', 'trap "" HUP; sleep 1000 & echo main; exit 4'], tty);
    expect(await place.ended(id)).toMatchObject({ exit_code: 4, survivors: [{ command: 'sleep 1000' }] });
    expect(await place.jobs.stop(id, { force: true, by: 'the test' })).toMatchObject({ value: { survivors: [] } });
  });

  it('says that its program cannot be executed', async ({ place }) => {
    writeFileSync(join(place.scratch.path, 'broken'), '\x7fELF nonsense');
    chmodSync(join(place.scratch.path, 'broken'), 0o755);
    const broken = await place.start([join(place.scratch.path, 'broken')], tty);
    expect(await place.ended(broken)).toMatchObject({
      outcome: 'spawn-error',
      reason: '`broken` could not be executed',
    });
    const long = await place.start(['/bin/echo', ...Array<string>(20).fill('x'.repeat(10_000))], tty);
    expect(await place.ended(long)).toMatchObject({
      outcome: 'spawn-error',
      reason: expect.stringContaining('larger') as string,
    });
  });

  it('shows what is typed, as terminals do, and takes lines', async ({ place }) => {
    const id = await place.sh('while read -r line; do echo "you said $line"; done; echo bye', tty);
    expect(await send(place, id, 'hello\n')).toBe(6);
    await place.shown(id, 'you said hello');
    expect(await send(place, id, 'again', { keys: ['enter'] })).toBe(6);
    await place.shown(id, 'you said again');
    expect((await place.tail(id)).text).toBe('hello\nyou said hello\nagain\nyou said again\n');
    expect(await send(place, id, '', { end: true })).toBe(1);
    expect(await place.ended(id)).toMatchObject({ status: 'completed' });
    expect((await place.tail(id)).text).toMatch(/bye\n$/);
  });

  it('can be told more than once that its input ends, also within a line', async ({ place }) => {
    const id = await place.sh('cat; echo one; cat; echo two; exec sleep 1000', tty);
    expect(await send(place, id, 'unfinished', { end: true })).toBe(12);
    await place.shown(id, '^unfinishedunfinishedone$');
    expect(await send(place, id, '', { end: true })).toBe(1);
    await place.shown(id, '^two$');
    expect(place.details(id)).toMatchObject({ status: 'running', stdin: 'open' });
  });

  it('has its input at its end from the start when that is closed', async ({ place }) => {
    const id = await place.sh('cat; echo done', { ...tty, stdin: 'closed' });
    expect(await place.ended(id)).toMatchObject({ status: 'completed', stdin: 'closed' });
    expect((await place.tail(id)).text).toContain('done\n');
  });

  it('gets keys: ctrl-c is an interrupt', async ({ place }) => {
    const id = await place.start(place.program.command, tty);
    const run = await place.program.next();
    await run.handle('SIGINT');
    await send(place, id, '', { keys: ['ctrl-c'] });
    await run.signalled('SIGINT');
    await run.exit(0);
    expect(await place.ended(id)).toMatchObject({ status: 'completed' });
  });

  it('has read what was typed before a key that throws away what is not read', async ({ place }) => {
    const id = await place.sh(
      'trap "echo interrupted" INT; echo up; while read -r line; do echo "got $line"; done',
      tty,
    );
    await place.shown(id, 'up');
    expect(await send(place, id, 'hello\n', { keys: ['ctrl-c'] })).toBe(7);
    await place.ended(id);
    expect((await place.tail(id)).text).toMatch(/got hello\n.*interrupted\n/s);
  });

  it('has no line open after a key that throws it away: one end of input is one', async ({ place }) => {
    const id = await place.start(place.program.command, tty);
    const run = await place.program.next();
    await run.handle('SIGINT');
    await send(place, id, 'abc', { keys: ['ctrl-c'] });
    await run.signalled('SIGINT');
    expect(await send(place, id, '', { end: true })).toBe(1);
    await run.exit(0);
    await place.ended(id);
  });

  it('gets keys as its terminal sends them, and cursor keys as it asked for them', async ({ place }) => {
    const id = await place.sh(RAW, tty);
    await place.shown(id, '^raw');
    await send(place, id, 'a', {
      keys: ['Enter', 'tab', 'up', 'f1', 'f12', 'alt-x', 'ctrl-z', 'ctrl-space', 'ctrl-\\', 'end'],
    });
    const bytes = 'a\r\t\x1b[A\x1bOP\x1b[24~\x1bx\x1a\0\x1c\x1b[F';
    await place.shown(id, octal('F'));
    expect(seen((await place.tail(id)).text)).toBe(bytes);
    const asking = await place.sh(`printf '\\033[?1h'; ${RAW}`, tty);
    await place.shown(asking, '^raw');
    await send(place, asking, '', { keys: ['up', 'f2', 'home'] });
    await place.shown(asking, octal('H'));
    expect(seen((await place.tail(asking)).text)).toBe('\x1bOA\x1bOQ\x1bOH');
  });

  it('refuses keys that there are not, before anything is sent', async ({ place }) => {
    const id = await place.sh('cat', tty);
    const sent = await place.jobs.sendInput(id, { text: 'x', keys: ['entr'], end: false, waitMs: 0 });
    expect(sent).toMatchObject({ error: { code: 'unknown-key', key: 'entr', near: ['enter'] } });
    const without = await place.sh('cat');
    expect(await place.jobs.sendInput(without, { text: 'x', keys: ['enter'], end: false, waitMs: 0 })).toMatchObject({
      error: { code: 'no-tty', keys: ['enter'] },
    });
    await send(place, without, '', { end: true });
    await place.ended(without);
    expect((await place.tail(without)).text).toBe('');
    expect((await place.tail(id)).text).toBe('');
  });

  it('gets all of a flood that it reads late, and writes meanwhile', async ({ place }) => {
    const id = await place.start(place.program.command, tty);
    const run = await place.program.next();
    const line = `${'x'.repeat(70)}\n`;
    const sent = await place.jobs.sendInput(id, { text: line.repeat(30_000), end: false, waitMs: 0 });
    expect(sent).toMatchObject({ value: { written: 30_000 * line.length } });
    await run.say('still here\n');
    await place.shown(id, 'still here');
    await run.read();
    await place.jobs.sendInput(id, { text: 'last\n', end: false, waitMs: 20_000 });
    expect((await run.heard('last\n')).length).toBe(30_000 * line.length + 5);
    await run.exit(0);
  });
});

describe('a stop of a job with a terminal', () => {
  it('signals the program, and not what carries its terminal', async ({ place }) => {
    const id = await place.start(place.program.command, { ...tty, stop: { signal: 'SIGINT' } });
    const run = await place.program.next();
    await run.handle('SIGINT');
    await run.handle('SIGTERM');
    const stopped = place.jobs.stop(id, { force: false, by: 'a person' });
    await run.signalled('SIGINT');
    await run.say('last words\n');
    await run.exit(9);
    expect(await stopped).toMatchObject({ value: { job: { status: 'killed', exit_code: 9, outcome: 'stopped' } } });
    expect((await place.tail(id)).text).toMatch(/last words\n$/);
  });

  it.for([
    ['deaf to SIGTERM', 'trap "" TERM; node "$@" & wait'],
    ['a session of its own', 'setsid node "$@" & wait'],
    ['a daemon, twice forked', '(setsid sh -c \'node "$@" & exit 0\' sh "$@" &) ; sleep 1000'],
    ['an emptied environment, still a child', 'env -i "$(command -v node)" "$@" & wait'],
  ] as const)('leaves nothing of its tree: %s', async ([, script], { place }) => {
    const words = place.program.command.slice(1);
    const id = await place.start(['/bin/sh', '-c', script, 'sh', ...words], { ...tty, stop: { graceMs: 200 } });
    const run = await place.program.next();
    const identity = identify(run.pid);
    expect(await place.jobs.stop(id, { force: false, by: 'the test' })).toMatchObject({ value: { survivors: [] } });
    expect(identity !== undefined && isAlive(identity)).toBe(false);
  });

  it('kills with force, and by a timeout', async ({ place }) => {
    const id = await place.sh("trap '' TERM HUP; echo up; exec sleep 1000", tty);
    await place.shown(id, 'up');
    expect(await place.jobs.stop(id, { force: true, by: 'the test' })).toMatchObject({
      value: { job: { status: 'killed' }, survivors: [] },
    });
    const late = await place.sh('exec sleep 1000', { ...tty, timeoutMs: 100 });
    expect(await place.ended(late)).toMatchObject({ status: 'timed_out', exit_code: 143 });
  });

  it('is followed by another start with a terminal, when it is restarted', async ({ place }) => {
    const restart = { on: 'failure', max: 1, backoffMs: 10, maxBackoffMs: 10, resetAfterMs: 60_000 } as const;
    const id = await place.start(place.program.command, { ...tty, restart });
    await (await place.program.next()).exit(1);
    const again = await place.program.next();
    await again.read();
    await send(place, id, 'hello\n');
    await again.heard('hello\n');
    await again.exit(0);
    expect(await place.ended(id)).toMatchObject({ restarts: 1, status: 'completed' });
  });
});

describe('a machine without `script`', () => {
  it('starts no job with a terminal, and every other', async ({ place }) => {
    const jobs = createJobs({
      stateFolder: join(place.scratch.path, 'other'),
      limits: { maxJobs: 20, keepFinished: 100, keepFinishedForMs: 3_600_000 },
      serverEnv: process.env,
      scriptPlaces: ['/nowhere/script'],
    });
    expect(await jobs.start(place.request(['/bin/true'], tty))).toEqual({ ok: false, error: { code: 'no-terminal' } });
    expect(await jobs.start(place.request(['/bin/true']))).toMatchObject({ ok: true });
    await jobs.close('the test');
  });

  it('is told from one whose `script` takes words, as on BSD, or hands no exit code on', async ({ place }) => {
    const other = (name: string, text: string): string => {
      const file = join(place.scratch.path, name);
      writeFileSync(file, `#!/bin/sh\n${text}\n`);
      chmodSync(file, 0o755);
      return file;
    };
    const bsd = other(
      'bsd',
      '[ "$1 $2" = "-q /dev/null" ] || exit 1; shift 2; for word; do set -- "$@" "\'$(printf %s "$1" | sed "s/\'/\'\\\\\\\\\'\'/g")\'"; shift; done; exec /usr/bin/script -qfec "exec $*" /dev/null',
    );
    const deaf = other('deaf', 'exit 0');
    expect(await findTerminal([deaf])).toBeUndefined();
    expect(await findTerminal([deaf, bsd])).toEqual({ program: bsd, takes: 'words' });
    const jobs = createJobs({
      stateFolder: join(place.scratch.path, 'other'),
      limits: { maxJobs: 20, keepFinished: 100, keepFinishedForMs: 3_600_000 },
      serverEnv: process.env,
      scriptPlaces: [bsd],
    });
    const script = 'stty size; echo "it\'s $1"; exit 5';
    const started = await jobs.start(place.request(['/bin/sh', '-c', script, 'sh', 'a  b'], tty));
    if (!started.ok) throw new Error(JSON.stringify(started.error));
    const { id } = started.value;
    const wish = { jobs: [id], mode: 'any', until: { kind: 'exited' }, timeoutMs: 20_000 } as const;
    const end = await jobs.wait({ ...wish, cursor: `${id}.0`, signal: undefined });
    expect(end).toMatchObject({
      value: { returned: 'exited', jobs: [{ exit_code: 5 }], output: { text: "40 120\nit's a  b\n" } },
    });
    await jobs.close('the test');
  });
});

describe('onTerminal', () => {
  plainIt('takes sizes that are sizes, and programs that are paths', () => {
    const script = { program: '/usr/bin/script', takes: 'text' } as const;
    const text = (env: Record<string, string>): string =>
      onTerminal(script, ['/bin/true'], env, '/f')?.words.join(' ') ?? '';
    expect(text({ COLUMNS: '80', LINES: '9999' })).toContain('rows 9999 columns 80');
    for (const odd of ['0', '-1', '1e3', '99999', '', '; rm', '80 ']) {
      expect(text({ COLUMNS: odd, LINES: odd })).toContain('rows 40 columns 120');
    }
    expect(() => onTerminal(script, ['true'], {}, '/f')).toThrow(/absolute/);
  });
});

/** A line of `od` that shows this character. */
function octal(character: string): string {
  return `^ ${character.charCodeAt(0).toString(8).padStart(3, '0')}`;
}

/** The bytes that `od` has shown. */
function seen(text: string): string {
  return [...text.matchAll(/^ +([0-7]{3})\s*$/gm)]
    .map(([, byte]) => String.fromCharCode(parseInt(byte ?? '', 8)))
    .join('');
}
