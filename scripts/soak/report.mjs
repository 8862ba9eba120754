import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A violation, for people: where it was, which job, what was seen, and how to see it again. */
export function describeViolation(world, seed) {
  const { violation, step, project } = world;
  const { entry } = violation;
  return [
    `VIOLATION at step ${step}, seed ${seed}: ${violation.message}`,
    ...(entry === undefined ? [] : describeJob(entry, project.stateFolder())),
    ...(violation.name === 'Violation' ? [] : [violation.stack]),
    `its folder is kept: ${project.scratch}`,
    `repeat it with \`npm run soak -- --seed ${seed}\` (the same choices, not the same moments)`,
  ].join('\n');
}

function describeJob({ plan, id, step, stopAsked, serverEnd, server, end }, stateFolder) {
  const known = { id, started_at_step: step, stopAsked, serverEnd, server: server.pid };
  return [
    `  plan:   ${JSON.stringify(plan)}`,
    `  known:  ${JSON.stringify(known)}`,
    `  end:    ${end === undefined ? 'none was seen' : JSON.stringify(end)}`,
    ...(id === undefined ? [] : [`  record: ${recordText(stateFolder, id)}`]),
  ];
}

function recordText(stateFolder, id) {
  try {
    return readFileSync(join(stateFolder, 'jobs', id, 'job.json'), 'utf8').trim();
  } catch (error) {
    return error.message;
  }
}
