// Interleaving: every round measures every contender once, each round beginning with another one, so that a slow
// minute of the machine falls on all of them.
import { summary } from './stats.mjs';
import { watchLoad } from './load.mjs';

/**
 * Runs `sample(contender, round)` for each contender in each round; it returns a number or several.
 * Returns a map from name to `{samples, othersBusy, failure}`. One that throws is out for the remaining rounds.
 */
export async function interleave(rounds, contenders, sample) {
  const results = new Map(contenders.map(({ name }) => [name, { samples: [], loads: [], failure: undefined }]));
  for (let round = 0; round < rounds; round++) {
    for (const contender of rotated(contenders, round)) {
      const result = results.get(contender.name);
      if (result.failure !== undefined) continue;
      const load = watchLoad();
      try {
        result.samples.push(...[await sample(contender, round)].flat());
      } catch (error) {
        result.failure = error.message;
      }
      result.loads.push(load());
    }
  }
  return new Map(
    [...results].map(([name, { samples, loads, failure }]) => [
      name,
      { samples, failure, othersBusy: loads.reduce((sum, load) => sum + load, 0) / loads.length },
    ]),
  );
}

/** One row of results from what `interleave` returned. `extra` is merged in. */
export function toRow(contender, { samples, failure, othersBusy }, extra = {}) {
  return {
    contender: contender.name,
    role: contender.role,
    ...(samples.length > 0 ? summary(samples) : {}),
    othersBusy,
    ...(failure === undefined ? {} : { failure }),
    ...extra,
  };
}

function rotated(list, by) {
  const at = by % Math.max(1, list.length);
  return [...list.slice(at), ...list.slice(0, at)];
}
