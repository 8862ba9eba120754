import type { Stream } from '../config/config.js';
import { compilePattern } from '../lib/linearPattern.js';
import { err, ok, type Result } from '../lib/result.js';
import { hasEnded, pageSource, type Job } from './job.js';
import type { OutputPage, ReadError, ReadQuery, UnknownJob } from './jobs.js';
import { formatCursor, parseCursor } from './output/cursor.js';
import type { LinePlace } from './output/lineIndex.js';
import type { OutputLog } from './output/outputLog.js';
import { fewer, readPage, readStretch, tailStart, type Page } from './output/readPage.js';
import type { PageSource } from './output/pageSource.js';
import { searchLog, type SearchPage, type SearchRequest } from './output/searchLog.js';

type QueryError = Exclude<ReadError, UnknownJob>;

/** What one call may ask for; more is cut to this. */
const MOST_BYTES = 1024 * 1024;
const MOST_SEARCHED = 8 * 1024 * 1024;
const MOST_LINES = 1_000_000_000;
const MOST_CONTEXT = 1_000;
/** So much is read for a tail at most where next to nothing of it is shown, as of a progress bar. */
const MOST_DRAWN_OVER = 1024 * 1024;

/** One stream of a job's output, or all of it. */
export interface StreamView {
  readonly stream: Stream;
  readonly log: OutputLog;
}

/** The stream of that name, where the job has it. */
export function streamView(job: Job, stream: Stream): Result<StreamView, QueryError> {
  const log = job.log.of(stream);
  return log === undefined ? err({ code: 'no-separate-streams', stream }) : ok({ stream, log });
}

/** Reads a page of the job's output. */
export async function readOutput(job: Job, query: ReadQuery): Promise<Result<OutputPage, QueryError>> {
  const view = streamView(job, query.stream);
  if (!view.ok) return view;
  const pattern = query.pattern === undefined ? undefined : compilePattern(query.pattern);
  if (pattern?.ok === false) return err({ code: 'bad-pattern', pattern: query.pattern ?? '', why: pattern.error });
  const read: Read = {
    job,
    view: view.value,
    source: pageSource(job, view.value.log),
    maxBytes: within(query.maxBytes, 1, MOST_BYTES),
    wasEnded: hasEnded(job),
  };
  const search = pattern && { pattern: pattern.value, context: within(query.context, 0, MOST_CONTEXT) };
  const { from } = query;
  if (from.kind === 'tail') {
    const lines = within(from.lines, 0, MOST_LINES);
    return ok(await (search === undefined ? plainTail(read, lines) : searchTail(read, lines, search)));
  }
  const start = await startOf(job, view.value, from);
  if (!start.ok) return start;
  const { position, lost, notice } = start.value;
  if (search === undefined) {
    const page = await readPage(read.source, position, read.maxBytes);
    return ok({ ...outputPage(read, page, [notice]), lost_bytes: page.lost + lost });
  }
  const limits = { maxBytes: read.maxBytes, maxSearched: MOST_SEARCHED, last: undefined };
  const page = await searchLog(read.source, position, { ...search, ...limits });
  return ok({ ...outputPage(read, page, [notice, cutNotice(read, page)]), lost_bytes: page.lost + lost });
}

/** What is read, and how much of it. */
interface Read {
  readonly job: Job;
  readonly view: StreamView;
  readonly source: PageSource;
  /** Of text. */
  readonly maxBytes: number;
  readonly wasEnded: boolean;
}

async function plainTail(read: Read, lines: number): Promise<OutputPage> {
  const { maxBytes } = read;
  let best: Tail | undefined;
  let isTooLong = false;
  for (let most = maxBytes; ;) {
    const tail = await readTail(read, lines, most);
    if (tail.size > maxBytes && most > 1) {
      isTooLong = true;
      most = fewer(most, tail.size, maxBytes);
      continue;
    }
    if (best === undefined || tail.size > best.size) best = tail;
    // A line that begins farther back may be short as it is shown: a progress bar that was drawn over a thousand times.
    const mayShowMore = tail.isCut && 2 * tail.size < maxBytes && most < MOST_DRAWN_OVER;
    if (!mayShowMore || isTooLong) return best.page;
    most = Math.min(MOST_DRAWN_OVER, 4 * most);
  }
}

interface Tail {
  readonly page: OutputPage;
  /** Of its text, bytes. */
  readonly size: number;
  /** There is more before it. */
  readonly isCut: boolean;
}

/** The last lines, from as much of the log at most. */
async function readTail(read: Read, lines: number, most: number): Promise<Tail> {
  const { view, source } = read;
  const { from, to } = view.log.observe();
  const { position, isCut } = await tailStart(view.log, lines, most);
  const page = await readStretch(source, position, Math.max(0, to - position));
  const lost = lines > 0 && position === from ? from : 0;
  return {
    page: { ...outputPage(read, page), lost_bytes: page.lost + lost, truncated: page.isFull || isCut },
    size: Buffer.byteLength(page.text),
    isCut,
  };
}

/** The last lines that match. */
async function searchTail(
  read: Read,
  lines: number,
  search: Pick<SearchRequest, 'pattern' | 'context'>,
): Promise<OutputPage> {
  const { from, to } = read.view.log.observe();
  const position = Math.max(from, to - MOST_SEARCHED);
  const page = await searchLog(read.source, position, {
    ...search,
    maxBytes: read.maxBytes,
    maxSearched: to - position,
    last: lines,
  });
  const lost = page.lost + (position === from ? from : 0);
  return {
    ...outputPage(read, page, [cutNotice(read, page)]),
    // Nothing that was asked for is missing where as many were found.
    lost_bytes: page.isEnough ? 0 : lost,
    truncated: page.isFull || page.isCut || (position > from && !page.isEnough),
  };
}

function cutNotice({ job, view, maxBytes }: Read, { cut }: SearchPage): string | undefined {
  if (cut === undefined) return undefined;
  const cursor = formatCursor(job.id, view.stream, cut.start);
  return `a line of ${cut.bytes} bytes is cut to ${maxBytes}: to read all of it, read on from cursor \`${cursor}\` without a pattern`;
}

/** A page from a position on, for results that carry the output since something. */
export async function outputFrom(
  job: Job,
  position: number,
  maxBytes: number,
  view: StreamView = { stream: 'merged', log: job.log },
): Promise<OutputPage> {
  const wasEnded = hasEnded(job);
  return outputPage({ job, view, wasEnded }, await readPage(pageSource(job, view.log), position, maxBytes));
}

/** Reads a cursor for a stream of this job. */
export function positionOf(job: Job, { stream, log }: StreamView, cursor: string): Result<number, QueryError> {
  const position = parseCursor(cursor, job.id, stream);
  if (!position.ok) return err({ code: 'bad-cursor', cursor, why: position.error });
  if (position.value > log.observe().to) return err({ code: 'bad-cursor', cursor, why: 'it is beyond the output' });
  return position;
}

const PUT_TOGETHER =
  'stdout and stderr of this job are kept apart and were put together in steps of 50 ms: within a step stdout comes first, whatever the job wrote first';

function outputPage(
  { job, view: { stream, log }, wasEnded }: Pick<Read, 'job' | 'view' | 'wasEnded'>,
  page: Page,
  facts: readonly (string | undefined)[] = [],
): OutputPage {
  const isPutTogether = stream === 'merged' && job.log.of('stderr') !== undefined;
  const notices = [
    ...facts.filter((fact) => fact !== undefined),
    ...(isPutTogether && page.text !== '' ? [PUT_TOGETHER] : []),
    ...job.log.notices(),
  ];
  return {
    text: page.text,
    next_cursor: formatCursor(job.id, stream, page.to),
    lost_bytes: page.lost,
    truncated: page.isFull,
    end: wasEnded && !page.isFull && page.to >= log.observe().to,
    ...(notices.length === 0 ? {} : { notice: notices.join('; ') }),
  };
}

interface Start {
  readonly position: number;
  readonly lost: number;
  /** What the reader has to know about where it begins. */
  readonly notice: string | undefined;
}

async function startOf(
  job: Job,
  view: StreamView,
  from: Exclude<ReadQuery['from'], { readonly kind: 'tail' }>,
): Promise<Result<Start, QueryError>> {
  if (from.kind === 'cursor') {
    const position = positionOf(job, view, from.cursor);
    return position.ok ? ok({ position: position.value, lost: 0, notice: undefined }) : position;
  }
  const line = within(from.line, 1, MOST_LINES);
  const wasEnded = hasEnded(job);
  const place = await job.log.linesOf(view.stream)?.find(line);
  if (place === undefined) return err({ code: 'no-separate-streams', stream: view.stream });
  const { position } = place;
  const isGone = place.line !== undefined && (place.line > line || !place.isFromStart);
  return ok({ position, lost: isGone ? position : 0, notice: lineNotice(line, place, wasEnded) });
}

function lineNotice(asked: number, { line, isFromStart }: LinePlace, wasEnded: boolean): string | undefined {
  if (!isFromStart) {
    return 'the oldest lines were dropped before they could be counted: lines are numbered from the oldest that is kept';
  }
  if (line === undefined) return `there is no line ${asked}${wasEnded ? '' : ' yet'}`;
  if (line === asked) return undefined;
  return `lines 1 to ${line - 1} are gone, since the log holds no more: this begins at line ${line}`;
}

function within(value: number, least: number, most: number): number {
  return Number.isNaN(value) ? least : Math.floor(Math.min(most, Math.max(least, value)));
}
