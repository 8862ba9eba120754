import { nearest } from '../lib/nearest.js';
import { err, ok, type Result } from '../lib/result.js';

/**
 * What a terminal of the kind `xterm-256color` sends for a key, by the key's name.
 * @see "Xterm Control Sequences", PC-Style Function Keys; terminfo(5)
 */
const KEYS: Readonly<Record<string, string>> = {
  enter: '\r',
  tab: '\t',
  'shift-tab': '\x1b[Z',
  escape: '\x1b',
  space: ' ',
  backspace: '\x7f',
  delete: '\x1b[3~',
  insert: '\x1b[2~',
  up: '\x1b[A',
  down: '\x1b[B',
  right: '\x1b[C',
  left: '\x1b[D',
  home: '\x1b[H',
  end: '\x1b[F',
  'page-up': '\x1b[5~',
  'page-down': '\x1b[6~',
  f1: '\x1bOP',
  f2: '\x1bOQ',
  f3: '\x1bOR',
  f4: '\x1bOS',
  f5: '\x1b[15~',
  f6: '\x1b[17~',
  f7: '\x1b[18~',
  f8: '\x1b[19~',
  f9: '\x1b[20~',
  f10: '\x1b[21~',
  f11: '\x1b[23~',
  f12: '\x1b[24~',
  'ctrl-space': '\0',
  'ctrl-backslash': '\x1c',
  'ctrl-\\': '\x1c',
};
/** Sent as `ESC O x` instead of `ESC [ x` while the program has asked for application cursor keys (DECCKM). */
const CURSOR_KEYS = new Set(['up', 'down', 'right', 'left', 'home', 'end']);

/** There is no key of this name; `near` are names that were perhaps meant. */
export interface UnknownKey {
  readonly key: string;
  readonly near: readonly string[];
}

/** Whether what a key sends depends on whether the program has asked for application cursor keys. */
export function isCursorKey(name: string): boolean {
  return CURSOR_KEYS.has(name);
}

/** What the terminal sends for keys that are pressed one after another. Case does not matter. */
export function keyText(names: readonly string[], isApplication: boolean): Result<string, UnknownKey> {
  let text = '';
  for (const name of names) {
    const sent = oneKey(name.toLowerCase(), isApplication);
    if (sent === undefined) return err({ key: name, near: nearest(name, allNames()) });
    text += sent;
  }
  return ok(text);
}

function oneKey(name: string, isApplication: boolean): string | undefined {
  const letter = /^(ctrl|alt)-([a-z])$/.exec(name);
  if (letter?.[2] !== undefined) {
    return letter[1] === 'alt' ? `\x1b${letter[2]}` : String.fromCharCode(letter[2].charCodeAt(0) & 0x1f);
  }
  const sent = Object.hasOwn(KEYS, name) ? KEYS[name] : undefined;
  return isApplication && CURSOR_KEYS.has(name) ? sent?.replace('[', 'O') : sent;
}

function allNames(): string[] {
  const letters = Array.from('abcdefghijklmnopqrstuvwxyz');
  return [...Object.keys(KEYS), ...letters.flatMap((letter) => [`ctrl-${letter}`, `alt-${letter}`])];
}
