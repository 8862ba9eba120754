import { isInside } from '../roots.js';
import type { Check, HazardCode, OptionCheck, Place, Refusal } from './grammar.js';

/** The paths of the null device and of the standard streams: writing there keeps nothing. */
const NOWHERE = new Set(['-', '/dev/null', '/dev/stdout', '/dev/stderr', 'NUL', 'nul']);

/** A refusal as data. */
export function refuse(code: HazardCode, reason: string): Refusal {
  return { code, reason };
}

/** Refuses a file to write to, unless it is the null device or standard output. */
export const writesFile: Check = (value) =>
  NOWHERE.has(value) ? undefined : refuse('hazard-option', "writes to a file of the call's choice");

/** Refuses a path that leaves the root. */
export const outsideRoot: Check = (value, place) =>
  isOutside(value, place) ? refuse('hazard-option', 'leads out of the root') : undefined;

/** Refuses a value that is not one of the program's own names: anything else is loaded as code. */
export function onlyNames(allowed: string, reason: string): Check {
  const known = new Set(allowed.split(' '));
  return (value) => (value.split(',').every((name) => known.has(name)) ? undefined : refuse('hazard-option', reason));
}

/**
 * An option with which a wildcard may name the configuration that the program takes by itself where it finds it, and no
 * other: the reason why another one is refused.
 */
export function ownConfiguration(options: string, files: string, reason: string): OptionCheck {
  return { options, check: onlyNames(files, reason) };
}

/** Refuses values `NAME=value` (or bare names) whose name is listed; a `*` at the end of a listed name stands for anything. */
export function refusedKeys(listed: string, reason: string, separator = '='): Check {
  const exact = new Set<string>();
  const prefixes: string[] = [];
  for (const name of listed.toLowerCase().split(/\s+/)) {
    if (name.endsWith('*')) prefixes.push(name.slice(0, -1));
    else exact.add(name);
  }
  return (value) => {
    const end = value.indexOf(separator);
    const key = (end < 0 ? value : value.slice(0, end)).trim().toLowerCase();
    const bad = exact.has(key) || prefixes.some((prefix) => key.startsWith(prefix));
    return bad ? refuse('hazard-option', reason) : undefined;
  };
}

/** Refuses a value that begins with `@`: the file behind it is read, and sent or interpreted. */
export const atFile: Check = (value) =>
  value.startsWith('@') && value !== '@-' ? refuse('hazard-option', "sends a file of the call's choice") : undefined;

/** Refuses an operand that leaves the root. */
export const outsideOperand = (value: string, _index: number, place: Place): Refusal | undefined =>
  isOutside(value, place) ? refuse('hazard-operand', 'leads out of the root') : undefined;

/** Refuses what names a file or code as a module: a bare name is one that the project has installed. */
export const noModulePath: Check = (value) =>
  value
    .split(',')
    .some(
      (name) =>
        /^[./~\\]|[\\/]\.\.?[\\/]|^[A-Za-z]:|^(?:file|data|https?):|^[{[]/.test(name) || /\.[cm]?[jt]s$/.test(name),
    )
    ? refuse('hazard-option', 'loads code')
    : undefined;

/** Whether a path, normalised as text, lies outside of the root. */
export function isOutside(path: string, place: Place): boolean {
  const windows = place.platform === 'win32';
  const plain = windows ? path.replaceAll('\\', '/') : path;
  if (plain.startsWith('~')) return true;
  const absolute = plain.startsWith('/') || (windows && /^[A-Za-z]:/.test(plain));
  // Most values stay where they are, and a long command has many.
  if (!absolute && !plain.includes('..') && isInside(place.cwd, place.root)) return false;
  const parts = normal(absolute ? plain : `${place.cwd}/${plain}`, windows);
  return !normal(place.root, windows).every((part, at) => parts[at] === part);
}

/** Whether a path, normalised as text, is the root or a folder that the root lies in. */
export function holdsRoot(path: string, place: Place): boolean {
  const windows = place.platform === 'win32';
  const root = normal(place.root, windows);
  return normal(path.startsWith('/') ? path : `${place.cwd}/${path}`, windows).every((part, at) => root[at] === part);
}

function normal(path: string, windows: boolean): readonly string[] {
  const parts: string[] = [];
  for (const part of (windows ? path.replaceAll('\\', '/').toLowerCase() : path).split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') parts.pop();
    else parts.push(part);
  }
  return parts;
}

/** An address that names the program that fetches it (gitremote-helpers(7)): `ext::sh -c ...`. */
export const gitAddress: Check = (value) =>
  /^[A-Za-z0-9][A-Za-z0-9+.-]*::/.test(value)
    ? refuse('hazard-url', 'starts a program to reach the address')
    : undefined;
