import { ownEnd } from '../plan.mjs';

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
    return isSame({ status: own.exit_code === 0 ? 'completed' : 'failed' }, { status: view.status })
      ? undefined
      : `it ended with ${describe(own)}, and its status is ${view.status}`;
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

/** Whether two views of a job that has ended say the same. @returns what is wrong, in a sentence, or undefined. */
export function checkSameEnd(before, now) {
  for (const fact of ['status', 'outcome', 'exit_code', 'signal']) {
    if (before[fact] !== now[fact]) return `its ${fact} was ${before[fact]}, and is ${now[fact]} now`;
  }
  return undefined;
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
