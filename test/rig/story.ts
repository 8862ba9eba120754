import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Rig } from './rig.js';
import type { ServerProcess } from './server.js';

/** Longer texts are cut in the middle. */
const LONGEST = 4_000;

/** Everything that happened in a test that failed, for its reader. */
export function story({ rig, servers }: { readonly rig: Rig; readonly servers: readonly ServerProcess[] }): string {
  const parts = [
    `===== what happened (the folder is kept: ${rig.scratch.path}) =====`,
    part('bgjobs.yaml', readText(rig.file) ?? '(none)'),
    ...servers.flatMap((server, index) => [
      part(`server ${String(index + 1)}, on the wire`, server.wire.map(wireLine).join('\n')),
      part(`server ${String(index + 1)}, stderr`, server.stderr()),
      part(`server ${String(index + 1)}, end`, JSON.stringify(server.exit() ?? 'it still runs')),
    ]),
    ...filesBelow(join(rig.scratch.path, 'state'))
      .filter((path) => /\.(log|json)$|exit$/.test(path))
      .map((path) => part(path, readText(path) ?? '(gone)')),
    part(
      'processes left',
      rig
        .processes()
        .map(({ pid, command }) => `${String(pid)} ${command}`)
        .join('\n'),
    ),
    '=====',
  ];
  return `\n${parts.join('\n')}\n`;
}

function part(title: string, text: string): string {
  return `--- ${title}\n${shorten(text, 10 * LONGEST) || '(nothing)'}`;
}

function wireLine({ from, text }: ServerProcess['wire'][number]): string {
  return `${from === 'client' ? '-->' : '<--'} ${shorten(text, LONGEST)}`;
}

function shorten(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const half = Math.floor(longest / 2);
  return `${text.slice(0, half)} [... ${String(text.length - longest)} more ...] ${text.slice(-half)}`;
}

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true)
    .sort();
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
