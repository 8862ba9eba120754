import type { Stream } from '../config/config.js';
import { compilePattern } from '../lib/linearPattern.js';
import { err, ok, type Result } from '../lib/result.js';
import { hasEnded, pageSource, type Job } from './job.js';
import type { OutputPage, ReadError, ReadQuery, UnknownJob } from './jobs.js';
import { formatCursor, parseCursor } from './output/cursor.js';
import type { LinePlace } from './output/lineIndex.js';
import type { OutputLog } from './output/outputLog.js';
import { readPage, tailStart, type Page } from './output/readPage.js';
import { searchLog } from './output/searchLog.js';

type QueryError = Exclude<ReadError, UnknownJob>;

/** What one call may ask for; more is cut to this. */
const MOST_BYTES = 1024 * 1024;
const MOST_SEARCHED = 8 * 1024 * 1024;
const MOST_LINES = 1_000_000_000;
const MOST_CONTEXT = 1_000;

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
  const start = await startOf(job, view.value, query);
  if (!start.ok) return start;
  const { position, length, lost, isCut, notice } = start.value;
  const maxBytes = within(query.maxBytes, 1, MOST_BYTES);
  const wasEnded = hasEnded(job);
  const source = pageSource(job, view.value.log);
  const page =
    pattern === undefined
      ? await readPage(source, position, length ?? maxBytes)
      : await searchLog(source, position, {
          pattern: pattern.value,
          context: within(query.context, 0, MOST_CONTEXT),
          maxBytes,
          maxSearched: MOST_SEARCHED,
          last: query.from.kind === 'tail' ? within(query.from.lines, 0, MOST_LINES) : undefined,
        });
  return ok({
    ...outputPage(job, view.value, page, wasEnded, notice),
    lost_bytes: page.lost + lost,
    truncated: page.isFull || isCut,
  });
}

/** A page from a position on, for results that carry the output since something. */
export async function outputFrom(
  job: Job,
  position: number,
  maxBytes: number,
  view: StreamView = { stream: 'merged', log: job.log },
): Promise<OutputPage> {
  const wasEnded = hasEnded(job);
  return outputPage(job, view, await readPage(pageSource(job, view.log), position, maxBytes), wasEnded);
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

function outputPage(job: Job, { stream, log }: StreamView, page: Page, wasEnded: boolean, notice?: string): OutputPage {
  const isPutTogether = stream === 'merged' && job.log.of('stderr') !== undefined;
  const notices = [
    ...(notice === undefined ? [] : [notice]),
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
  /** Bytes to read where they are known already: a tail is read to where its end was. */
  readonly length: number | undefined;
  readonly lost: number;
  /** There were more lines than fit. */
  readonly isCut: boolean;
  /** What the reader has to know about where it begins. */
  readonly notice: string | undefined;
}

async function startOf(job: Job, view: StreamView, query: ReadQuery): Promise<Result<Start, QueryError>> {
  const { from } = query;
  const { log } = view;
  const plain = { length: undefined, lost: 0, isCut: false, notice: undefined };
  switch (from.kind) {
    case 'cursor': {
      const position = positionOf(job, view, from.cursor);
      return position.ok ? ok({ ...plain, position: position.value }) : position;
    }
    case 'line': {
      const line = within(from.line, 1, MOST_LINES);
      const place = await job.log.linesOf(view.stream)?.find(line);
      if (place === undefined) return err({ code: 'no-separate-streams', stream: view.stream });
      const { position } = place;
      const isGone = place.line !== undefined && (place.line > line || !place.isFromStart);
      return ok({ ...plain, position, lost: isGone ? position : 0, notice: lineNotice(line, place) });
    }
    case 'tail': {
      const extent = log.observe();
      if (query.pattern !== undefined) {
        const position = Math.max(extent.from, extent.to - MOST_SEARCHED);
        return ok({ ...plain, position, isCut: position > extent.from });
      }
      const lines = within(from.lines, 0, MOST_LINES);
      const start = await tailStart(log, lines, within(query.maxBytes, 1, MOST_BYTES));
      const lost = lines > 0 && start.position === extent.from ? extent.from : 0;
      return ok({
        ...plain,
        position: start.position,
        length: Math.max(0, extent.to - start.position),
        lost,
        isCut: start.isCut,
      });
    }
  }
}

function lineNotice(asked: number, { line, isFromStart }: LinePlace): string | undefined {
  if (!isFromStart) {
    return 'the oldest lines were dropped before they could be counted: lines are numbered from the oldest that is kept';
  }
  if (line === undefined) return `there is no line ${asked} yet`;
  if (line === asked) return undefined;
  return `lines 1 to ${line - 1} are gone, since the log holds no more: this begins at line ${line}`;
}

function within(value: number, least: number, most: number): number {
  return Number.isNaN(value) ? least : Math.floor(Math.min(most, Math.max(least, value)));
}
