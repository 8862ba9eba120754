import type { Finding } from '../evaluation.js';
import { describeHazard } from './describe.js';
import { names } from './grammar.js';
import type { Scan } from './scan.js';

/** Programs that npm installs as `.cmd` files, so that `cmd.exe` reads their arguments once more (CVE-2024-27980). */
const SHIMS = new Set(
  names(`npm npx yarn yarnpkg pnpm pnpx corepack tsc tsx ts-node eslint prettier vitest jest mocha vite webpack rollup next nuxt
    astro turbo nx lerna playwright cypress storybook esbuild swc babel nodemon rimraf serve http-server ng vue svelte-kit biome
    mvn gradle gradlew code flutter dart composer`),
);

/** Programs whose words may hold a colon that belongs to no path: revisions, images, script names. */
const COLONS = new Set(names('git gh docker podman nerdctl npm pnpm yarn bun kubectl helm echo printf'));

const BATCH_SAFE = /^[A-Za-z0-9_./:@,+=-]*$/;
const DEVICE = /^(?:con|prn|aux|nul|com[0-9\u00b9\u00b2\u00b3]|lpt[0-9\u00b9\u00b2\u00b3]|conin\$|conout\$)$/i;

/**
 * The first argument that `cmd.exe` might interpret, when the file that would run is a batch file, by its place in argv; undefined
 * when there is none or the file is something else.
 */
export function batchArgumentProblem(file: string, argv: readonly string[]): Finding | undefined {
  if (!/\.(?:cmd|bat)[. ]*$/i.test(file)) return undefined;
  for (let at = 1; at < argv.length; at++) {
    const word = argv[at] ?? '';
    if (!BATCH_SAFE.test(word)) return batchFinding(word, file, at);
  }
  return undefined;
}

function batchFinding(word: string, label: string, at: number): Finding {
  return describeHazard(
    { code: 'hazard-batch-argument', reason: 'would be interpreted by `cmd.exe`' },
    word,
    label,
    at,
  );
}

/** The first word from a wildcard that Windows, or a batch file, reads as more than it says. */
export function findWindowsHazard(scan: Scan, program: string): Finding | undefined {
  const batch = batchArgumentProblem(program, scan.argv);
  if (batch !== undefined) return batch;
  const name = program.toLowerCase().replace(/\.(?:exe|cmd|bat|com|ps1)$/, '');
  for (let at = 1; at < scan.argv.length; at++) {
    if (scan.wild[at] !== true) continue;
    const word = scan.argv[at] ?? '';
    if (SHIMS.has(name) && !BATCH_SAFE.test(word)) return batchFinding(word, program, at);
    const equals = word.indexOf('=');
    const reason =
      windowsReason(word, COLONS.has(name)) ??
      (equals > 0 ? windowsReason(word.slice(equals + 1), COLONS.has(name)) : undefined);
    if (reason !== undefined) return describeHazard({ code: 'hazard-windows-word', reason }, word, program, at);
  }
  return undefined;
}

function windowsReason(word: string, colons: boolean): string | undefined {
  if (/^[\\/]{2}/.test(word)) return 'is a network or device path';
  if (/^[A-Za-z]:(?![\\/:])/.test(word) && !colons) return 'is relative to a drive';
  const address = /^[A-Za-z][A-Za-z0-9+.-]+:\/\//.test(word);
  if (address) return undefined;
  for (const part of word.split(/[\\/]/)) {
    const stem = part.slice(0, firstOf(part, '.', ':')).trimEnd();
    if (DEVICE.test(stem)) return 'names a device';
    if (/~[0-9]/.test(part) && /^[^.]{1,8}~?[0-9]*(?:\.[^.]{0,3})?$/.test(part))
      return 'is a short name of another file';
    if (!/^\.{1,3}$/.test(part) && /[. ]$/.test(part) && !/\s/.test(part.trimEnd()) && part.trim() !== '') {
      return 'ends in a dot or blank, which Windows drops';
    }
    if (part === '..' && word.includes('\\')) return 'leaves its folder by backslashes';
  }
  if (!colons && isStream(word)) return 'names a stream of a file';
  return undefined;
}

/** `file.txt:stream`; not `C:\x`, `test:unit`, `a.ts:12` or `127.0.0.1:80`. */
function isStream(word: string): boolean {
  const colon = word.indexOf(':', 2);
  if (colon < 0) return false;
  const before = word.slice(0, colon);
  if (!/[.\\/]/.test(before) && !/::?\$data$/i.test(word)) return false;
  return !/^[0-9]*(?::[0-9]+)?$/.test(word.slice(colon + 1)) || /^.*::/.test(word);
}

function firstOf(text: string, ...marks: readonly string[]): number {
  return Math.min(...marks.map((mark) => (text.includes(mark) ? text.indexOf(mark) : text.length)));
}
