import { ownEnd, runsOf } from '../plan.mjs';
import { LIMIT_MS, TIMED_OUT } from '../rules.mjs';

const ENDED = new Set(['completed', 'failed', 'killed', 'timed_out']);

/** Whether a job as a tool shows it has ended. */
export function hasEnded({ status }) {
  return ENDED.has(status);
}

/**
 * Whether a job has ended as it may have. `entry` is what the soak knows of it (see ledger.mjs), `view` what a tool shows.
 * @returns what is wrong, in a sentence, or undefined.
 */
export function checkEnd(entry, view) {
  const { plan } = entry;
  const own = ownEnd(plan);
  const shown = { outcome: view.outcome, exit_code: view.exit_code, signal: view.signal };
  if (own !== undefined && isSame(own, shown)) {
    if (view.status !== statusOf(plan, own)) return `it ended with ${describe(own)}, and its status is ${view.status}`;
    const isEarly = Object.hasOwn(TIMED_OUT, plan.rule) && view.duration_ms < LIMIT_MS;
    return isEarly ? `it timed out after ${view.duration_ms} ms, and has ${LIMIT_MS}` : undefined;
  }
  const { outcome } = shown;
  if (entry.stopAsked && outcome === 'stopped') return undefined;
  if (plan.lifetime === 'session' && entry.serverEnd === 'closed' && outcome === 'server-shutdown') return undefined;
  if (plan.lifetime === 'session' && entry.serverEnd === 'killed' && outcome === 'lost') return undefined;
  // Its server was killed in the middle of starting it, and nobody was told that it runs.
  if (!entry.isCertain && outcome === 'lost') return undefined;
  const why = `${entry.stopAsked ? 'it was asked to stop' : 'nobody asked it to stop'}, its server ${entry.serverEnd ?? 'lives'}`;
  return `it ended with ${describe(shown)} where ${own === undefined ? 'it stays' : `${describe(own)} was meant`} (${why})`;
}

/** Whether a job that came to its own end was started again as often as it had to be. @returns what is wrong, or undefined. */
export function checkRestarts({ plan }, { restarts }) {
  const wanted = plan.rule === 'restart' ? runsOf(plan) - 1 : undefined;
  return restarts === wanted ? undefined : `it was started again ${restarts} times, and not ${wanted}`;
}

/** Whether two views of a job that has ended say the same. @returns what is wrong, in a sentence, or undefined. */
export function checkSameEnd(before, now) {
  for (const fact of ['status', 'outcome', 'exit_code', 'signal']) {
    if (before[fact] !== now[fact]) return `its ${fact} was ${before[fact]}, and is ${now[fact]} now`;
  }
  return undefined;
}

function statusOf({ rule }, { exit_code: code }) {
  if (Object.hasOwn(TIMED_OUT, rule)) return 'timed_out';
  return code === 0 ? 'completed' : 'failed';
}

function isSame(wanted, shown) {
  return Object.entries(wanted).every(([fact, value]) => shown[fact] === value);
}

function describe(end) {
  return Object.entries(end)
    .filter(([, value]) => value !== undefined)
    .map(([fact, value]) => `${fact} ${value}`)
    .join(', ');
}
