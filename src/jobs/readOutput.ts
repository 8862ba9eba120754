import { compilePattern, type LinearPattern } from '../lib/linearPattern.js';
import { err, ok, type Result } from '../lib/result.js';
import { hasEnded, pageSource, type Job } from './job.js';
import type { OutputPage, ReadError, ReadQuery, UnknownJob } from './jobs.js';
import { formatCursor, parseCursor } from './output/cursor.js';
import { lineStart, readPage, tailStart, type Page } from './output/readPage.js';
import { searchLog } from './output/searchLog.js';

type QueryError = Exclude<ReadError, UnknownJob>;

/** What one call may ask for; more is cut to this. */
const MOST_BYTES = 1024 * 1024;
const MOST_SEARCHED = 8 * 1024 * 1024;
const MOST_LINES = 1_000_000_000;
const MOST_CONTEXT = 1_000;

/** Reads a page of the job's output. */
export async function readOutput(job: Job, query: ReadQuery): Promise<Result<OutputPage, QueryError>> {
  const { stream } = query;
  if (stream !== 'merged' && job.request.settings.log.streams === 'merged') {
    return err({ code: 'no-separate-streams', stream });
  }
  const pattern = query.pattern === undefined ? undefined : compilePattern(query.pattern);
  if (pattern?.ok === false) return err({ code: 'bad-pattern', pattern: query.pattern ?? '', why: pattern.error });
  const start = await startOf(job, query);
  if (!start.ok) return start;
  const maxBytes = within(query.maxBytes, 1, MOST_BYTES);
  const wasEnded = hasEnded(job);
  const page =
    pattern === undefined
      ? await readPage(pageSource(job), start.value.position, start.value.length ?? maxBytes)
      : await search(job, query, pattern.value, start.value.position, maxBytes);
  return ok({
    ...outputPage(job, page, wasEnded),
    lost_bytes: page.lost + start.value.lost,
    truncated: page.isFull || start.value.isCut,
  });
}

/** A page from a position on, for results that carry the output since something. */
export async function outputFrom(job: Job, position: number, maxBytes: number): Promise<OutputPage> {
  const wasEnded = hasEnded(job);
  return outputPage(job, await readPage(pageSource(job), position, maxBytes), wasEnded);
}

/** Reads a cursor for this job. */
export function positionOf(job: Job, cursor: string): Result<number, QueryError> {
  const position = parseCursor(cursor, job.id);
  if (!position.ok) return err({ code: 'bad-cursor', cursor, why: position.error });
  if (position.value > job.log.observe().to) return err({ code: 'bad-cursor', cursor, why: 'it is beyond the output' });
  return position;
}

function outputPage(job: Job, page: Page, wasEnded: boolean): OutputPage {
  return {
    text: page.text,
    next_cursor: formatCursor(job.id, page.to),
    lost_bytes: page.lost,
    truncated: page.isFull,
    end: wasEnded && !page.isFull && page.to >= job.log.observe().to,
  };
}

interface Start {
  readonly position: number;
  /** Bytes to read where they are known already: a tail is read to where its end was. */
  readonly length: number | undefined;
  readonly lost: number;
  /** There were more lines than fit. */
  readonly isCut: boolean;
}

async function startOf(job: Job, query: ReadQuery): Promise<Result<Start, QueryError>> {
  const { from } = query;
  const { log } = job;
  const plain = { length: undefined, lost: 0, isCut: false };
  switch (from.kind) {
    case 'cursor': {
      const position = positionOf(job, from.cursor);
      return position.ok ? ok({ ...plain, position: position.value }) : position;
    }
    case 'line':
      return ok({ ...plain, position: await lineStart(log, within(from.line, 1, MOST_LINES)) });
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
        position: start.position,
        length: Math.max(0, extent.to - start.position),
        lost,
        isCut: start.isCut,
      });
    }
  }
}

function search(job: Job, query: ReadQuery, pattern: LinearPattern, position: number, maxBytes: number): Promise<Page> {
  return searchLog(pageSource(job), position, {
    pattern,
    context: within(query.context, 0, MOST_CONTEXT),
    maxBytes,
    maxSearched: MOST_SEARCHED,
    last: query.from.kind === 'tail' ? within(query.from.lines, 0, MOST_LINES) : undefined,
  });
}

function within(value: number, least: number, most: number): number {
  return Number.isNaN(value) ? least : Math.floor(Math.min(most, Math.max(least, value)));
}
