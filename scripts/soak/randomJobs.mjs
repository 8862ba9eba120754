import { setTimeout as delay } from 'node:timers/promises';
import { ACTIONS, WEIGHTS } from './actions.mjs';
import { finish } from './finish.mjs';
import { createLedger } from './ledger.mjs';
import { killMarked } from './processes.mjs';
import { LIMITS, makeProject } from './project.mjs';
import { randomFrom } from './random.mjs';
import { describeViolation } from './report.mjs';
import { checkNow } from './watch.mjs';
import { makeWorld } from './world.mjs';

/** Actions that are under way at a time. */
const MOST_AT_ONCE = 10;
const WATCH_MS = 250;
const SHORTEST_PAUSE_MS = 5;
const LONGEST_PAUSE_MS = 80;
const TELL_MS = 60_000;
/** Several dead servers may have left theirs to one. */
const MOST_KEPT = LIMITS.keepFinished * 2;

/**
 * Does random things with jobs for so many seconds, and then brings them to an end.
 * @param tell gets a line for people now and then.
 * @returns the text of the violation, or undefined when everything held.
 */
export async function soakRandomJobs({ seed, seconds, parseRecord, tell }) {
  const project = makeProject();
  const world = makeWorld(project, randomFrom(seed), createLedger());
  const isOver = watch(world, parseRecord, tell);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.once(signal, () => world.fail(new Error(`got ${signal}`)));
  try {
    await act(world, seed, performance.now() + seconds * 1_000);
    if (world.violation === undefined) await finish(world, parseRecord);
  } catch (error) {
    world.fail(error);
  }
  isOver();
  killMarked(project.scratch);
  tell(summary(world));
  if (world.violation !== undefined) return describeViolation(world, seed);
  project.remove();
  return undefined;
}

/** Each step has choices of its own, that do not depend on what others came before. */
function worldOf(world, seed, step) {
  return Object.assign(Object.create(world), { step, random: randomFrom(Math.imul(seed, 0x9e3779b1) + step) });
}

async function act(world, seed, end) {
  const going = new Set();
  while (performance.now() < end && world.violation === undefined) {
    world.step++;
    const own = worldOf(world, seed, world.step);
    const action = ACTIONS[own.random.weighted(WEIGHTS)](own).catch((error) => world.fail(error));
    going.add(action);
    void action.then(() => going.delete(action));
    if (going.size >= MOST_AT_ONCE) await Promise.race(going);
    await delay(own.random.int(SHORTEST_PAUSE_MS, LONGEST_PAUSE_MS));
  }
  if (world.violation === undefined) await Promise.all(going);
}

/** Looks again and again at what must hold at any time. @returns the way to stop. */
function watch(world, parseRecord, tell) {
  const looking = setInterval(() => {
    try {
      checkNow(world, parseRecord, MOST_KEPT);
    } catch (error) {
      world.fail(error);
    }
  }, WATCH_MS);
  const telling = setInterval(() => tell(summary(world)), TELL_MS);
  return () => {
    clearInterval(looking);
    clearInterval(telling);
  };
}

function summary({ step, counts, ledger }) {
  const all = ledger.all();
  const ends = {};
  for (const { end } of all) ends[end?.outcome ?? 'not seen'] = (ends[end?.outcome ?? 'not seen'] ?? 0) + 1;
  const list = (facts) =>
    Object.entries(facts)
      .map(([what, count]) => `${what} ${count}`)
      .join(', ');
  return `step ${step}: ${list(counts)}; of ${all.length} jobs ended with: ${list(ends)}`;
}
