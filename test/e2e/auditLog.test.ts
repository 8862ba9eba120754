import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeScratch, type Scratch } from '../rig/scratch.js';

const BUILT = new URL('../../dist/app/auditLog.js', import.meta.url).href;
const MAX_BYTES = 20_000;

/** Writes a thousand lines, as one of the servers of a project: `FOLDER NAME`. */
const WRITER = `
import { createAuditLog } from ${JSON.stringify(BUILT)};
const [folder, client] = process.argv.slice(1);
const log = createAuditLog({ folder, now: () => 0, log: console.error, maxBytes: ${MAX_BYTES} });
for (let at = 0; at < 1_000; at++) log.record({ tool: 't', client, decision: 'allow', commands: [] });
`;

let scratch: Scratch;
beforeEach(() => {
  scratch = makeScratch();
});
afterEach(() => scratch.remove());

it('several servers write whole lines to one audit log, and none replaces a full file by one just begun', async () => {
  const folder = join(scratch.path, 'state');
  const said: string[] = [];
  const writers = ['a', 'b', 'c'].map((name) => {
    const writer = spawn(process.execPath, ['--input-type=module', '-e', WRITER, folder, name], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    writer.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()));
    return once(writer, 'close');
  });
  await Promise.all(writers);
  expect(said).toEqual([]);
  expect(readdirSync(folder).toSorted()).toEqual(['audit.1.jsonl', 'audit.jsonl']);
  for (const name of readdirSync(folder)) {
    const lines = readFileSync(join(folder, name), 'utf8').trimEnd().split('\n');
    for (const line of lines) expect(JSON.parse(line)).toMatchObject({ tool: 't', decision: 'allow' });
  }
  expect(statSync(join(folder, 'audit.1.jsonl')).size).toBeGreaterThan(MAX_BYTES - 200);
});
