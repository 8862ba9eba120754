import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Reads every record in a state folder.
 * @param parse the product's own reader of records: a record, or a word that says why it is none.
 * @returns `{records, problems}`: the records by job id, and a sentence for each that is torn and for each job put aside.
 */
export function readRecords(stateFolder, parse) {
  const records = new Map();
  const problems = [];
  for (const id of list(join(stateFolder, 'jobs'))) {
    const text = read(join(stateFolder, 'jobs', id, 'job.json'));
    // Its folder is just being made, or was just removed.
    if (text === undefined) continue;
    const record = parse(text);
    if (typeof record === 'string')
      problems.push(`the record of ${id} is ${record}: ${JSON.stringify(text.slice(-200))}`);
    else if (record.id !== id) problems.push(`the record of ${id} says that it is of ${record.id}`);
    else records.set(id, record);
  }
  const aside = join(stateFolder, 'quarantine');
  if (existsSync(aside)) problems.push(`jobs were put aside: ${list(aside).join(', ')}`);
  return { records, problems };
}

/** What is wrong with records when every job has ended and every server is gone, a sentence each. */
export function checkSettled(records) {
  return [...records.values()].flatMap(({ id, name, progress }) => {
    const { state, isTreeGone, survivors } = progress;
    if (state === 'exited' && isTreeGone && survivors.length === 0) return [];
    return [`the record of ${id} (${name}) says ${JSON.stringify({ state, isTreeGone, survivors })} at the end`];
  });
}

function list(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
    throw error;
  }
}
