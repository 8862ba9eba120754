import { once } from 'node:events';
import type { Jobs, OutputPage, ReadQuery } from '../../jobs/jobs.js';
import { EXIT_FAILED, EXIT_OK, EXIT_USAGE, type Command, type CommandIo } from '../command.js';
import { PROJECT_OPTIONS, projectJobs, sayUnknown } from '../projectJobs.js';

const PAGE_BYTES = 256 * 1024;
const STANDARD_LINES = 100;
/** How long one wait for more output is; the next one follows, milliseconds. */
const WAIT_MS = 60_000;

/** `bgjobs logs`: what a job wrote, and what it writes. */
export const logs: Command = {
  name: 'logs',
  summary: 'print the output of a job, and follow it',
  usage: 'bgjobs logs [-f] [-n LINES] [--stream stdout|stderr] [--config FILE] JOB',
  help: [
    'JOB is an id or a name. Without -n the last 100 lines, with `-n all` everything that is kept; -f goes on until the job has ended.',
    'Secrets are shown as `[NAME]`. --stream reads one stream of a job with `log: {streams: separate}`.',
  ].join('\n'),
  options: {
    follow: { type: 'boolean', short: 'f' },
    lines: { type: 'string', short: 'n' },
    stream: { type: 'string' },
    ...PROJECT_OPTIONS,
  },
  positionals: 1,
  async run(values, [ref], io) {
    const lines = readLines(values.lines as string | undefined);
    const stream = (values.stream ?? 'merged') as string;
    if (ref === undefined) return usage(io, 'says no job: name one, by its id or its name');
    if (lines === undefined) return usage(io, '`-n` takes a number of lines, or `all`');
    if (!isStream(stream)) return usage(io, '`--stream` takes `stdout` or `stderr`');
    const jobs = projectJobs(values, io);
    const job = jobs.view(ref);
    if (!job.ok) {
      sayUnknown('logs', jobs, job.error, { values, io });
      return EXIT_FAILED;
    }
    const { id } = job.value;
    const from = lines === 'all' ? ({ kind: 'line', line: 1 } as const) : ({ kind: 'tail', lines } as const);
    const query = { stream, maxBytes: PAGE_BYTES, pattern: undefined, context: 0 } as const;
    return follow(jobs, id, { ...query, from }, io, values.follow === true);
  },
};

async function follow(jobs: Jobs, id: string, first: ReadQuery, io: CommandIo, isFollowing: boolean): Promise<number> {
  let noticed: string | undefined;
  for (let query = first; ;) {
    // Begun before the look, so that nothing comes in between.
    const rest = new AbortController();
    const more = isFollowing ? somethingNew(jobs, id, query.stream, rest.signal) : undefined;
    const read = await jobs.read(id, query);
    if (!read.ok) {
      rest.abort();
      const { error } = read;
      const why =
        error.code === 'no-separate-streams' ? 'its streams are not kept apart; leave `--stream` out' : error.code;
      io.stderr.write(`bgjobs logs: \`${id}\`: ${why}\n`);
      return EXIT_FAILED;
    }
    const page = read.value;
    await print(page, io);
    if (page.notice !== undefined && page.notice !== noticed) io.stderr.write(`bgjobs logs: ${page.notice}\n`);
    noticed = page.notice;
    query = { ...query, from: { kind: 'cursor', cursor: page.next_cursor } };
    if (page.truncated || page.end || !isFollowing) rest.abort();
    if (page.truncated) continue;
    if (page.end || !isFollowing) return EXIT_OK;
    await more;
  }
}

async function print(page: OutputPage, io: CommandIo): Promise<void> {
  if (page.lost_bytes > 0) io.stderr.write(`bgjobs logs: ${page.lost_bytes} bytes before this are gone\n`);
  // Who reads slowly is waited for.
  if (!io.stdout.write(page.text)) await once(io.stdout, 'drain');
}

/** Waits for output that comes from now on, or for the end. */
async function somethingNew(jobs: Jobs, id: string, stream: ReadQuery['stream'], signal: AbortSignal): Promise<void> {
  const until = { kind: 'output', pattern: '' } as const;
  await jobs.wait({ jobs: [id], mode: 'any', until, timeoutMs: WAIT_MS, stream, cursor: undefined, signal });
}

function readLines(text: string | undefined): number | 'all' | undefined {
  if (text === undefined) return STANDARD_LINES;
  if (text === 'all') return 'all';
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

function isStream(text: string): text is ReadQuery['stream'] {
  return text === 'stdout' || text === 'stderr' || text === 'merged';
}

function usage(io: CommandIo, why: string): number {
  io.stderr.write(`bgjobs logs: ${why}\nusage: ${logs.usage}\n`);
  return EXIT_USAGE;
}
