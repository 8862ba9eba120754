import { canonicalAddress } from './canonicalAddress.js';
import type { Listener } from './processTable.js';

/** One file that a process has open, in the letters of `lsof -F`: `p` process, `f` descriptor, `a` access, `n` name. */
interface OpenFile {
  readonly pid: number;
  readonly access: string;
  readonly name: string;
}

/** Reads `lsof -F pfan`: a letter and a value a line; `p` begins a process, `f` a file of it. */
function parseFields(text: string): OpenFile[] {
  const files: OpenFile[] = [];
  let pid = 0;
  let file: { access: string; name: string } | undefined;
  const finish = (): void => {
    if (file !== undefined) files.push({ pid, ...file });
    file = undefined;
  };
  for (const line of text.split('\n')) {
    const value = line.slice(1);
    switch (line.charAt(0)) {
      case 'p':
        finish();
        pid = Number(value);
        break;
      case 'f':
        finish();
        file = { access: '', name: '' };
        break;
      case 'a':
        if (file !== undefined) file.access = value.trim();
        break;
      case 'n':
        if (file !== undefined) file.name = value;
        break;
    }
  }
  finish();
  return files;
}

/** Reads `lsof -nP -iTCP -sTCP:LISTEN -F pfan`. A socket is known by who holds it and its port; one that several hold comes several times. */
export function parseLsofListeners(text: string): Listener[] {
  return parseFields(text).flatMap(({ pid, name }) => {
    const [, host = '', port] = /^(.*):(\d+)(?: \(LISTEN\))?$/.exec(name) ?? [];
    if (port === undefined) return [];
    return { address: canonicalAddress(host) ?? host, port: Number(port), socket: `${pid}:${port}` };
  });
}

/** Reads `lsof -F pfan -- FILE`: who has the file open for writing. */
export function parseLsofWriters(text: string): ReadonlySet<number> {
  const writers = parseFields(text).filter(({ access }) => access === 'w' || access === 'u');
  return new Set(writers.map(({ pid }) => pid));
}
