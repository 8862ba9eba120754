/* eslint-disable no-control-regex -- escape sequences and control characters are what this file is about */
import { asOnTerminal } from './asOnTerminal.js';
import { escapeByte } from './decodeUtf8.js';

export interface Cleaning {
  readonly ansi: 'strip' | 'keep';
  readonly progress: 'collapse' | 'keep';
}

/**
 * Escape sequences: CSI, the string kinds (OSC, DCS, SOS, PM, APC) with their terminator, and the short ones.
 * Each alternative stops at the next escape character, so that the search is linear. None goes over the end of a line: one
 * that is never ended would hide all that follows.
 * @see ECMA-48, 5.4 and 5.6
 */
const SEQUENCE = /\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_][^\x07\x1b\n]*(?:\x07|\x1b\\)|[ -/]*[0-OQ-WYZ`-~\\])/;
const ESCAPES = new RegExp(String.raw`${SEQUENCE.source}|\x9b[0-?]*[ -/]*[@-~]`, 'g');
/** What is not shown of bytes that are read as Latin-1: escape sequences, bells and backspaces. */
const UNSHOWN = new RegExp(String.raw`${SEQUENCE.source}|[\x07\x08]`, 'g');
const CONTROLS = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/g;
const ANY_CONTROL = /[\x00-\x08\x0b-\x1f\x7f\x9b]/;

/** What a reader sees of decoded output: escape sequences gone, progress bars as they last stood, control characters shown. */
export function cleanText(text: string, cleaning: Cleaning): string {
  if (!ANY_CONTROL.test(text)) return text;
  const isCollapsed = cleaning.progress === 'collapse';
  if (cleaning.ansi === 'keep') return isCollapsed && text.includes('\r') ? lastOfLines(text) : text;
  return showControls(isCollapsed ? asOnTerminal(stripOthers(text)) : stripEscapes(text));
}

/** Removes ANSI escape sequences. */
export function stripEscapes(text: string): string {
  return text.includes('\x1b') || text.includes('\x9b') ? text.replace(ESCAPES, '') : text;
}

/** Removes them but for those that move the cursor within what progress bars are drawn in, or erase. */
function stripOthers(text: string): string {
  return text.includes('\x1b') || text.includes('\x9b')
    ? text.replace(ESCAPES, (sequence) => (/^\x1b\[\d*[A-GK]$/.test(sequence) ? sequence : ''))
    : text;
}

/** Keeps of every line what was written after its last carriage return that something followed. */
function lastOfLines(text: string): string {
  return text
    .split('\n')
    .map((line) => {
      let end = line.length;
      while (end > 0 && line[end - 1] === '\r') end--;
      return line.slice(line.lastIndexOf('\r', end - 1) + 1, end);
    })
    .join('\n');
}

/** Bells and backspaces say nothing on paper; other control characters are shown as `\xNN`. */
function showControls(text: string): string {
  return text.replace(CONTROLS, (character) =>
    character === '\x07' || character === '\b' ? '' : escapeByte(character.charCodeAt(0)),
  );
}

/** The stretches of bytes that are not shown when escape sequences are stripped, in order. */
export function unshownStretches(bytes: Buffer): readonly { readonly start: number; readonly end: number }[] {
  if (![0x1b, 0x07, 0x08].some((byte) => bytes.includes(byte))) return [];
  return [...bytes.toString('latin1').matchAll(UNSHOWN)].map(({ index, 0: text }) => ({
    start: index,
    end: index + text.length,
  }));
}

/** One that is longer is none, bytes. */
export const LONGEST_ESCAPE = 4_096;

/** How many bytes at the end are the beginning of an escape sequence that is not complete yet. */
export function unfinishedEscape(bytes: Buffer): number {
  const at = bytes.lastIndexOf(0x1b);
  if (at === -1 || bytes.length - at > LONGEST_ESCAPE) return 0;
  const tail = bytes.toString('latin1', at);
  // The terminator of a string sequence begins with an escape character of its own.
  if (tail === '\x1b') {
    const before = bytes.subarray(Math.max(0, at - LONGEST_ESCAPE), at);
    const opened = before.lastIndexOf(0x1b);
    const isInString = opened !== -1 && unfinishedEscape(before) > 0;
    return isInString ? before.length - opened + 1 : 1;
  }
  return stripEscapes(tail).startsWith('\x1b') && isOpen(tail) ? tail.length : 0;
}

/** Whether more bytes could still complete it. */
function isOpen(tail: string): boolean {
  return /^\x1b(?:\[[0-?]*[ -/]*|[\]PX^_][^\x07\n]*|[ -/]*)$/.test(tail);
}
