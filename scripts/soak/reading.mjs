import { checkSums, createByteCheck } from './checks/bytes.mjs';
import { checkRestarts } from './checks/exits.mjs';
import { streamsOf } from './plan.mjs';
import { Violation } from './violation.mjs';

const MOST_BYTES = 32_768;
/** A log of the largest size that is kept, in pages of the smallest size that is used here, many times over. */
const MOST_PAGES = 10_000;
/** The last drop of a log comes a moment after the end of its job, and changes what is lost. */
const MOST_LOOKS = 20;

/** Goes on reading a stream of a job where its reader stands. @returns the page, or undefined when the server was ended. */
export async function readOn(world, server, entry, reader, stream, maxBytes) {
  const from = reader.cursor === undefined ? { from_line: 1 } : { cursor: reader.cursor };
  const page = await world.demand(
    server,
    'read_output',
    { job: entry.id, stream, ...from, max_bytes: maxBytes },
    entry,
  );
  if (page === undefined) return undefined;
  const problem = reader.check.page(page);
  if (problem !== undefined) throw new Violation(`${problem} (read from ${reader.cursor ?? 'line 1'})`, entry);
  reader.cursor = page.next_cursor;
  world.ledger.show(entry, page.job, page.askedAt);
  return page;
}

/**
 * Reads all that is left of a job that has ended, and holds it against what it wrote and what is said to be lost.
 * @returns whether it came to an end: not when the server was ended meanwhile.
 */
export async function readThrough(world, server, entry) {
  const isWhole = world.ledger.isWhole(entry);
  for (let look = 0; ; look++) {
    const before = await world.demand(server, 'get_job', { job: entry.id }, entry);
    if (before === undefined) return false;
    world.ledger.show(entry, before.job, before.askedAt);
    const wrong = isWhole ? checkRestarts(entry, before.job) : undefined;
    if (wrong !== undefined) throw new Violation(wrong, entry);
    const isFresh = look > 0 || world.random.chance(0.5);
    const readers = streamsOf(entry.plan).map((stream) => ({
      stream,
      reader: isFresh ? { check: createByteCheck(entry.plan, stream) } : entry.checks.get(stream),
    }));
    for (const { stream, reader } of readers) {
      if (!(await readToEnd(world, server, entry, reader, stream))) return false;
      const problem = reader.check.atEnd(isWhole);
      if (problem !== undefined) throw new Violation(problem, entry);
    }
    const merged = entry.plan.streams === 'separate' ? await readMerged(world, server, entry) : undefined;
    if (entry.plan.streams === 'separate' && merged === undefined) return false;
    const after = await world.demand(server, 'get_job', { job: entry.id }, entry);
    if (after === undefined) return false;
    if (after.job.lost_bytes !== before.job.lost_bytes && look < MOST_LOOKS) continue;
    // A reader that came before something was dropped has seen more than what is left.
    const checks = readers.map(({ reader }) => reader.check);
    const problem = isFresh ? checkSums(after.job, checks, merged) : undefined;
    if (problem !== undefined) throw new Violation(problem, entry);
    return true;
  }
}

async function readToEnd(world, server, entry, reader, stream) {
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const page = await readOn(world, server, entry, reader, stream, MOST_BYTES);
    if (page === undefined) return false;
    if (page.end) return true;
  }
  throw new Violation(`${stream} has no end`, entry);
}

/** Both streams put together: `{bytes, lost}`. */
async function readMerged(world, server, entry) {
  let [bytes, lost, cursor] = [0, 0, undefined];
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const from = cursor === undefined ? { from_line: 1 } : { cursor };
    const args = { job: entry.id, stream: 'merged', ...from, max_bytes: MOST_BYTES };
    const page = await world.demand(server, 'read_output', args, entry);
    if (page === undefined) return undefined;
    bytes += page.text.length;
    lost += page.lost_bytes;
    cursor = page.next_cursor;
    if (page.end) return { bytes, lost };
  }
  throw new Violation('both streams put together have no end', entry);
}
