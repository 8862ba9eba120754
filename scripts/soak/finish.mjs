import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ACTIONS, lookAround, stopOne } from './actions.mjs';
import { checkSettled, readRecords } from './checks/records.mjs';
import { markedProcesses } from './processes.mjs';
import { Violation } from './violation.mjs';

const PATIENCE_MS = 60_000;
const GLANCE_MS = 50;

/**
 * Brings the soak to its end, and checks that nothing is left of it: every job is stopped and looked through, every server leaves,
 * and one more comes and goes to see what they left.
 * @throws a Violation.
 */
export async function finish(world, parseRecord) {
  const { ledger, project } = world;
  const last = await world.server();
  await lookAround(world, last);
  for (const server of world.up()) await lookAround(world, server);
  await Promise.all(ledger.running().map((entry) => stopOne(world, last, entry, false)));
  await lookAround(world, last);
  await until('every job to have ended', ledger.running, async () => lookAround(world, last));
  await until('every job to be looked through', ledger.ended, async () => ACTIONS.readThrough(world));
  for (const server of world.up()) await world.end(server, 'closed');
  const heir = await world.open();
  await lookAround(world, heir);
  await world.end(heir, 'closed');
  await until('every process to be gone', () => markedProcesses(project.scratch).map(({ command }) => command));

  const stateFolder = project.stateFolder();
  const { records, problems } = readRecords(stateFolder, parseRecord);
  const wrong = [...problems, ...checkSettled(records), ...unread(stateFolder)];
  if (wrong.length > 0) throw new Violation(wrong.join('; '));
}

/** Requests for stops that nobody took note of. */
function unread(stateFolder) {
  try {
    return readdirSync(join(stateFolder, 'requests')).map((name) => `the request ${name} was never taken note of`);
  } catch {
    return [];
  }
}

/** Waits until there are none of what `list` gives, and does something for it meanwhile. */
async function until(what, list, act = () => undefined) {
  const deadline = performance.now() + PATIENCE_MS;
  while (list().length > 0) {
    if (performance.now() > deadline) {
      const [first] = list();
      const shown = typeof first === 'string' ? list().join('\n') : first.plan.key;
      throw new Violation(`waited ${PATIENCE_MS / 1_000} s in vain for ${what}: ${shown}`, first.plan && first);
    }
    await act();
    await delay(GLANCE_MS);
  }
}
