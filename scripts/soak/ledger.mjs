import { checkEnd, checkSameEnd, hasEnded } from './checks/exits.mjs';
import { ownEnd, streamsOf } from './plan.mjs';
import { createByteCheck } from './checks/bytes.mjs';
import { TIMED_OUT } from './rules.mjs';
import { Violation } from './violation.mjs';

/** How long something may take that is to happen at once, and what a killed server's jobs may, grace included. Milliseconds. */
const AT_ONCE_MS = 5_000;
const REAPED_MS = 45_000;
/** How much longer than it should a job may take to come to its end, on a loaded machine. Milliseconds. */
const LATE_MS = 30_000;

/**
 * What the soak knows of every job that it started, and what follows from that. An entry has
 * - `plan` and `step`, and the `id` once it is known;
 * - `server`, the one that it was started on;
 * - `isCertain`: the server said that it started it;
 * - `isOrphaned`: its server has ended, so that it waits for the next one;
 * - `stopAsked`: somebody may have asked for its end; `serverEnd`: `killed` or `closed`, for what that means to it;
 * - `end`: how it was seen to end first; `goneBy`: by when nothing of it may be left;
 * - `checks`: those of the reader that follows it from its beginning, with its cursor, by stream.
 */
export function createLedger() {
  const entries = new Map();

  /** Whether it should have come to its own end by now, which needs its server alone. */
  function isOverdue({ plan, isOrphaned }, { duration_ms: lasted }) {
    return !isOrphaned && plan.then !== 'read' && ownEnd(plan) !== undefined && lasted > LATE_MS;
  }

  function bound(entry, until) {
    entry.goneBy = Math.min(entry.goneBy ?? Infinity, until);
  }

  return {
    all: () => [...entries.values()],
    find: (key) => entries.get(key),
    /** A job is about to be started. */
    begin(plan, server, step) {
      const checks = new Map(streamsOf(plan).map((stream) => [stream, { check: createByteCheck(plan, stream) }]));
      const entry = { plan, server, step, checks, isCertain: false, stopAsked: false };
      entries.set(plan.key, entry);
      return entry;
    },
    /** It is shown by what was asked at `askedAt`. @throws a Violation when it is shown as it cannot be. */
    show(entry, view, askedAt) {
      entry.id ??= view.id;
      if (entry.id !== view.id) throw new Violation(`it is shown as ${entry.id} and as ${view.id}`, entry);
      if (!hasEnded(view)) {
        // What was asked before and is heard after is no contradiction.
        if (entry.endedAt < askedAt) throw new Violation(`it had ended, and is ${view.status} now`, entry);
        if (isOverdue(entry, view)) throw new Violation(`it is ${view.status} after ${view.duration_ms} ms`, entry);
        return;
      }
      const problem = entry.end === undefined ? checkEnd(entry, view) : checkSameEnd(entry.end, view);
      if (problem !== undefined) throw new Violation(problem, entry);
      entry.end ??= view;
      entry.endedAt ??= performance.now();
      // What it leaves behind is stopped when it is looked through; see `stopped`.
      if (entry.plan.tree === 'none') bound(entry, Date.now() + AT_ONCE_MS);
      // A server that has just been killed leaves the rest to the next one.
      if (view.status === 'timed_out') bound(entry, Date.now() + LATE_MS);
    },
    /** A stop of it was answered: nothing is left. */
    stopped: (entry) => bound(entry, Date.now() + AT_ONCE_MS),
    /** A server is about to end. `how`: `killed` or `closed`. */
    serverEnds(server, how) {
      for (const entry of entries.values()) {
        if (entry.server !== server) continue;
        entry.isOrphaned = true;
        if (entry.plan.lifetime === 'session') {
          entry.serverEnd ??= entry.end === undefined ? how : undefined;
          bound(entry, Date.now() + REAPED_MS);
        }
      }
    },
    /** It was looked through when it had ended, and need not be known any more. */
    forget: (entry) => (entry.isDone = true),
    goneBy: () => new Map([...entries].flatMap(([key, { goneBy }]) => (goneBy === undefined ? [] : [[key, goneBy]]))),
    /** Those that are running as far as is known. */
    running: () => [...entries.values()].filter(({ id, end }) => id !== undefined && end === undefined),
    /** Those that have ended and were not looked through. */
    ended: () => [...entries.values()].filter(({ end, isDone }) => end !== undefined && isDone !== true),
    /** Those of which nobody knows yet whether they were started. */
    uncertain: () => [...entries.values()].filter(({ id, isCertain }) => id === undefined && !isCertain),
    /** Whether it came to its own end, so that it wrote all it had to. */
    isWhole({ plan, end, stopAsked }) {
      const own = ownEnd(plan);
      if (own === undefined || Object.hasOwn(TIMED_OUT, plan.rule) || (stopAsked && plan.then === 'die')) return false;
      return own.outcome === end.outcome && own.exit_code === end.exit_code;
    },
  };
}
