import type { Finding } from '../evaluation.js';
import { describeHazard } from './describe.js';
import { names, type Place, type Platform } from './grammar.js';
import { baseName, type Scan } from './scan.js';

/** Files that shells read when they start (bash(1), zsh(1), csh(1), ksh(1), fish(1)). */
const STARTUP = new Set(
  names(`.bashrc .bash_profile .bash_login .bash_logout .bash_aliases .profile .zshrc .zshenv .zprofile .zlogin .zlogout
    .kshrc .mkshrc .cshrc .tcshrc .login .logout .envrc bash.bashrc zshenv zshrc zprofile`),
);

/** Configuration that names programs to run, or holds secrets (npm(1), netrc(5), git-config(1), git-credential-store(1)). */
const CONFIGURATION = new Set(names('.npmrc .gitconfig .git-credentials .netrc _netrc .pypirc'));

/** What of a repository's folder decides what git runs (gitrepository-layout(5)). */
const GIT_PARTS = new Set(['hooks', 'config', 'config.worktree', 'modules']);

/** Programs that write to their operands. */
const WRITERS = new Set(
  names(
    'cp mv ln install rsync rm tee dd chmod chown chgrp truncate touch mkdir tar unzip patch split rimraf del del-cli shx cpx ncp cpy',
  ),
);

/** No protected path is without one of these in it, the files of the policy apart: a word that has none needs no closer look. */
const TELLING = new RegExp(
  [...STARTUP, ...CONFIGURATION, '.ssh', '.git', 'environ', 'mem', 'profile', 'config']
    .map((name) => name.replaceAll('.', '\\.'))
    .join('|'),
);

/** Programs that tell of a file no more than that it is there, and of what kind. */
const LOOKERS = new Set(names('ls dir exa eza lsd test [ stat du basename dirname realpath readlink'));

/** Programs that show what is in a file, and write none. */
const READERS = new Set(
  names(
    'cat head tail nl tac rev wc file grep egrep fgrep rg diff cmp cksum md5sum sha1sum sha256sum sha512sum od hexdump strings bat batcat',
  ),
);

/** What the paths of one command are compared with, in parts. */
interface Base {
  readonly platform: Platform;
  readonly cwd: readonly string[];
  readonly root: readonly string[];
  /** Joined again with `/`. */
  readonly policyFiles: readonly string[];
  /** The program writes to its operands. */
  readonly writes: boolean;
  /** It only shows what is in them. */
  readonly reads: boolean;
}

/** Wild words and the values inside of them that name a protected file: the first one, or undefined. */
export function findProtectedPath(scan: Scan, program: string, policyFiles: readonly string[]): Finding | undefined {
  if (LOOKERS.has(program)) return undefined;
  const reasonFor = wordJudge(scan.place, policyFiles, program);
  for (let at = 1; at < scan.argv.length; at++) {
    if (scan.wild[at] !== true || scan.texts.has(at)) continue;
    const word = scan.argv[at] ?? '';
    const reason = reasonFor(word);
    const known = word.slice(0, scan.literal[at] ?? 0);
    // What stands literally in the rule (`cat .git/hooks/*`) is the author's grant.
    if (reason === undefined || (known !== '' && reasonFor(known) !== undefined)) continue;
    return describeHazard({ code: 'hazard-protected-path', reason }, word, program, at);
  }
  for (const { word, value } of scan.values) {
    if (scan.wild[word] !== true || scan.texts.has(word) || (scan.literal[word] ?? 0) > 0) continue;
    const reason = reasonFor(value);
    if (reason !== undefined) return describeHazard({ code: 'hazard-protected-path', reason }, value, program, word);
  }
  return undefined;
}

/** Says why a word names a protected file; most words are known to be harmless by their letters alone. */
function wordJudge(
  { platform, cwd, root }: Place,
  policyFiles: readonly string[],
  program: string,
): (word: string) => string | undefined {
  const names = policyFiles.map((file) => foldFor(platform, baseName(file)));
  const isTelling = (path: string): boolean => {
    const folded = foldFor(platform, path);
    return TELLING.test(folded) || names.some((name) => folded.includes(name));
  };
  const isEverywhere = isTelling(cwd);
  let base: Base | undefined;
  return (word) => {
    if (!isEverywhere && !isTelling(word)) return undefined;
    base ??= {
      platform,
      cwd: segments(cwd, platform, []),
      root: segments(root, platform, []),
      policyFiles: policyFiles.map((file) => segments(file, platform, []).join('/')),
      writes: WRITERS.has(program),
      reads: READERS.has(program),
    };
    return wordReason(word, base);
  };
}

function wordReason(word: string, base: Base): string | undefined {
  for (const path of candidates(word)) {
    const reason = protectedReason(path, base);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

/** The places in a word where a path may begin: the word, behind its `=`, behind `@`, before a `:`, in a `file:` address. */
function candidates(word: string): readonly string[] {
  const found = [word];
  const equals = word.indexOf('=');
  if (equals >= 0) found.push(word.slice(equals + 1));
  const at = word.indexOf('@');
  if (at >= 0) found.push(word.slice(at + 1));
  const colon = word.indexOf(':');
  if (colon > 1) found.push(word.slice(0, colon));
  if (word.slice(0, 5).toLowerCase() === 'file:') found.push(word.slice(5));
  return found;
}

function protectedReason(path: string, base: Base): string | undefined {
  const parts = segments(path, base.platform, base.cwd);
  if (base.policyFiles.includes(parts.join('/'))) return 'is the file that holds the policy';
  const from = base.root.every((part, at) => parts[at] === part) ? base.root.length : 0;
  for (let at = from; at < parts.length; at++) {
    const part = parts[at] ?? '';
    if (part === '.ssh') return 'is in the folder of the keys of ssh';
    if (part === '.git' && !(base.reads && parts[at + 1] === 'hooks') && isGitPart(parts, at + 1)) {
      return 'decides what git runs';
    }
  }
  if (parts.length === from) return undefined;
  const last = parts[parts.length - 1] ?? '';
  if (base.writes && last === '.git') return 'holds what git runs';
  if (STARTUP.has(last)) return 'is read by a shell when it starts';
  if (CONFIGURATION.has(last)) return 'holds credentials or the configuration of a program';
  if (parts[0] === 'proc' && (last === 'environ' || last === 'mem')) return 'holds the variables of a process';
  if (parts[0] === 'etc' && (parts[1] === 'profile' || parts[1] === 'profile.d'))
    return 'is read by a shell when it starts';
  const folder = parts[parts.length - 2];
  if (last === 'config.fish' || (folder === 'git' && last === 'config' && parts.includes('.config'))) {
    return 'is the configuration of a program';
  }
  return undefined;
}

/** What of a repository's folder is protected, from its parts below that folder on. */
function isGitPart(parts: readonly string[], at: number): boolean {
  return GIT_PARTS.has(parts[at] ?? '') || (parts[at] === 'worktrees' && at + 2 < parts.length);
}

/** The parts of a path from the file system's root on, as the platform compares them. */
function segments(path: string, platform: Platform, cwd: readonly string[]): readonly string[] {
  const windows = platform === 'win32';
  const plain = windows ? path.replaceAll('\\', '/') : path;
  const absolute = plain.startsWith('/') || (windows && /^[A-Za-z]:/.test(plain));
  const parts: string[] = absolute ? [] : [...cwd];
  for (const part of foldFor(platform, plain).split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') parts.pop();
    else parts.push(part);
  }
  return parts;
}

/** A path as the platform compares it: HFS+ ignores some characters in names (CVE-2014-9390). */
function foldFor(platform: Platform, path: string): string {
  if (platform === 'linux') return path;
  return path
    .replace(/[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/gu, '')
    .normalize('NFC')
    .toLowerCase();
}
