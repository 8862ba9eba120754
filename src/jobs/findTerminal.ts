import { existsSync } from 'node:fs';
import { withPatience } from '../lib/withPatience.js';
import { spawnHelper } from './spawn.js';
import type { Terminal } from './terminal.js';

/** Where `script` is looked for: never on a PATH, which may hold anything. */
const PLACES = ['/usr/bin/script', '/bin/script', '/usr/local/bin/script', '/run/current-system/sw/bin/script'];
/** What a `script` that works exits with. */
const CODE = 7;
const PATIENCE_MS = 10_000;

/**
 * Looks for a `script` that gives a command a pseudo-terminal and hands its exit code on, by trying both ways in which
 * the ones there are take a command.
 */
export async function findTerminal(places: readonly string[] = PLACES): Promise<Terminal | undefined> {
  for (const program of places.filter((place) => existsSync(place))) {
    const text = `[ -t 0 ] && exit ${CODE}`;
    if (await exitsRight(program, ['-qfec', text, '/dev/null'])) return { program, takes: 'text' };
    if (await exitsRight(program, ['-q', '/dev/null', '/bin/sh', '-c', text])) return { program, takes: 'words' };
  }
  return undefined;
}

async function exitsRight(program: string, args: readonly string[]): Promise<boolean> {
  const spawned = spawnHelper(program, args, 'ignore');
  if (!spawned.ok) return false;
  const end = await withPatience(spawned.value.ended, PATIENCE_MS);
  if (end === undefined) process.kill(-spawned.value.pid, 'SIGKILL');
  return end?.code === CODE;
}
