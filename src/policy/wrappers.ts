import { posix } from 'node:path';
import { parseCommandLine } from './lexer.js';

/** A command that a wrapper would run. */
export interface WrappedCommand {
  readonly argv: readonly string[];
  /** The index in the outer argv that it begins at, or that holds its text. */
  readonly word: number;
  /** The wrapper's name. */
  readonly wrapper: string;
  /** It is the end of a command that was looked at before it. */
  readonly isEnd: boolean;
}

/** The commands behind wrappers. `complete` is false when there were too many to look at. */
export interface WrappedCommands {
  readonly commands: readonly WrappedCommand[];
  readonly complete: boolean;
}

/** How a wrapper's own words are told from the command that it runs. */
interface WrapperSyntax {
  /** Short options that take a value, in the same word or the next. */
  readonly short: string;
  /** Long options that take their value as the next word when it is not glued with `=`. */
  readonly long: readonly string[];
  /** Words of its own that stand before the command. */
  readonly operands: number;
  /** `NAME=value` may stand before the command. */
  readonly assignments: boolean;
}

function syntax(short: string, long: string, operands = 0, assignments = false): WrapperSyntax {
  return { short, long: long === '' ? [] : long.split(' '), operands, assignments };
}

/**
 * From the manual pages env(1), sudo(8), doas(1), nice(1), timeout(1), nohup(1), xargs(1), setsid(1), stdbuf(1),
 * ionice(1) and time(1), with the names that GNU's have on macOS; `command`, `exec` and `builtin` where they exist as
 * programs; busybox(1) and toybox(1).
 */
const WRAPPERS = byName<WrapperSyntax>({
  'env genv': syntax('uCSaP', 'unset chdir split-string argv0', 0, true),
  sudo: syntax(
    'ugphCrtTURDac',
    'user group prompt host close-from role type command-timeout other-user chroot chdir auth-type login-class',
    0,
    true,
  ),
  doas: syntax('uCa', ''),
  'nice gnice': syntax('n', 'adjustment'),
  'timeout gtimeout': syntax('ks', 'kill-after signal', 1),
  'nohup gnohup': syntax('', ''),
  'xargs gxargs': syntax('adEILnPsJRS', 'arg-file delimiter max-args max-procs max-chars process-slot-var'),
  setsid: syntax('', ''),
  'stdbuf gstdbuf': syntax('ioe', 'input output error'),
  ionice: syntax('cnpPu', 'class classdata pid pgid uid'),
  'time gtime': syntax('fo', 'format output'),
  'command builtin': syntax('', ''),
  exec: syntax('a', ''),
  'busybox toybox': syntax('', ''),
});

/**
 * Wrappers whose own words are not told from the command: each of them counts as its beginning, and as a text with one.
 * chrt(1), taskset(1), flock(1), watch(1), strace(1), chroot(1), unshare(1), setpriv(1), su(1), script(1), parallel(1), ...
 */
const LOOSE = new Set(
  `chrt taskset flock watch strace ltrace chroot unshare nsenter setpriv prlimit su runuser script parallel fakeroot
  caffeinate pkexec run0 systemd-run start-stop-daemon unbuffer eval`.split(/\s+/),
);

/** Programs that run what stands behind one of their options: find(1), fd(1). */
const EXEC_OPTIONS = byName<ReadonlySet<string>>({
  'find gfind': new Set(['-exec', '-execdir', '-ok', '-okdir']),
  'fd fdfind': new Set(['-x', '--exec', '-X', '--exec-batch']),
});

const SHELLS = new Set('sh bash dash zsh ksh mksh ash rbash yash posh fish csh tcsh'.split(' '));
/**
 * Commands looked at behind one argv, and their words together; nobody nests so many in earnest, and every rule that begins
 * with a wildcard is held against all of them.
 */
const MOST = 128;
const MOST_WORDS = 5_000;

function byName<T>(entries: Readonly<Record<string, T>>): ReadonlyMap<string, T> {
  return new Map(
    Object.entries(entries).flatMap(([names, entry]) => names.split(' ').map((name): [string, T] => [name, entry])),
  );
}

/** A command as the end of a list of words, so that a thousand wrappers in a row cost a thousand steps. */
interface Tail {
  readonly words: readonly string[];
  readonly from: number;
}

interface Candidate extends Tail {
  /** Where it stands in the outer argv: a fixed word for the commands of a text. */
  readonly textWord: number | undefined;
}

/**
 * Every command that an argv would run through wrappers (`env`, `sudo`, `nice`, `timeout`, `nohup`, `xargs` and the like,
 * `find -exec`, `sh -c` with a text that parses), at any depth. Where a wrapper's options are not understood, each of the words behind
 * them counts as a possible start, so that a deny rule is not stepped around.
 */
export function wrappedCommands(argv: readonly string[]): WrappedCommands {
  const commands: WrappedCommand[] = [];
  const seen = new Map<readonly string[], Set<number>>();
  const queue: Candidate[] = [{ words: argv, from: 0, textWord: undefined }];
  const texts = new Set<string>();
  let looked = 0;
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const { words, from, textWord } = next;
    const wrapper = posix.basename(words[from] ?? '');
    for (const inner of tailsBehind(wrapper, next, texts)) {
      const starts = seen.get(inner.words) ?? new Set();
      if (starts.has(inner.from)) continue;
      seen.set(inner.words, starts.add(inner.from));
      looked += inner.words.length - inner.from;
      if (commands.length === MOST || looked > MOST_WORDS) return { commands, complete: false };
      const innerTextWord = textWord ?? inner.textAt;
      const isEnd = inner.from > 0;
      commands.push({ argv: inner.words.slice(inner.from), word: innerTextWord ?? inner.from, wrapper, isEnd });
      queue.push({ words: inner.words, from: inner.from, textWord: innerTextWord });
    }
  }
  return { commands, complete: true };
}

interface InnerTail extends Tail {
  /** The word whose text it was read from; undefined when it is made of the words themselves. */
  readonly textAt: number | undefined;
}

/** `texts` are those that were looked into already, which wrappers in wrappers would have read again and again. */
function tailsBehind(wrapper: string, tail: Tail, texts: Set<string>): InnerTail[] {
  if (SHELLS.has(wrapper)) return inShellText(tail);
  if (LOOSE.has(wrapper)) return behindLooseWrapper(tail, texts);
  const options = EXEC_OPTIONS.get(wrapper);
  if (options !== undefined) return behindOptions(options, tail);
  const rules = WRAPPERS.get(wrapper);
  return rules === undefined ? [] : behindWrapper(wrapper, rules, tail);
}

function behindLooseWrapper({ words, from }: Tail, texts: Set<string>): InnerTail[] {
  const tails = everyTail(words, from + 1);
  for (let at = from + 1; at < words.length; at++) {
    const word = words[at] ?? '';
    if (!/\s/.test(word) || texts.has(word)) continue;
    texts.add(word);
    tails.push(...textTails(word, at));
  }
  return tails;
}

/** The commands of a text that some shell will read; where it does not parse, each of its words may begin one. */
function textTails(text: string, textAt: number): InnerTail[] {
  const parsed = parseCommandLine(text);
  if (!parsed.ok) return everyTail(text.trim().split(/\s+/), 0, textAt);
  return parsed.value.map((command) => ({ words: command.words.map((part) => part.value), from: 0, textAt }));
}

function behindOptions(options: ReadonlySet<string>, { words, from }: Tail): InnerTail[] {
  return words.flatMap((word, at) =>
    at > from && options.has(word) && at + 1 < words.length ? [{ words, from: at + 1, textAt: undefined }] : [],
  );
}

function behindWrapper(wrapper: string, rules: WrapperSyntax, { words, from }: Tail): InnerTail[] {
  let at = from + 1;
  let operands = rules.operands;
  while (at < words.length) {
    const word = words[at] ?? '';
    if (word === '--') {
      at++;
      break;
    }
    if (word.startsWith('-') && word !== '-') {
      const split = wrapper === 'env' ? splitString(words, at) : undefined;
      if (split !== undefined) return split;
      const taken = optionLength(rules, word);
      if (taken === undefined) return everyTail(words, at + 1);
      at += taken;
    } else if (word === '-' || (rules.assignments && isAssignment(word))) {
      at++;
    } else if (operands > 0) {
      operands--;
      at++;
    } else {
      break;
    }
  }
  // Behind `--`: `env -- A=b rm x`, `timeout -- 5 rm x`.
  while (rules.assignments && isAssignment(words[at] ?? '')) at++;
  at += operands;
  return at < words.length ? [{ words, from: at, textAt: undefined }] : [];
}

function isAssignment(word: string): boolean {
  return word.indexOf('=') > 0;
}

/** How many words an option takes; undefined for an abbreviation that may or may not take one. */
function optionLength(rules: WrapperSyntax, word: string): number | undefined {
  if (word.startsWith('--')) {
    const name = word.slice(2);
    const candidates = name.includes('=') ? [] : rules.long.filter((option) => option.startsWith(name));
    if (candidates.length === 0) return 1;
    return candidates.includes(name) ? 2 : undefined;
  }
  for (let at = 1; at < word.length; at++) {
    // The rest of the word is the option's value; when nothing is left, the next word is.
    if (rules.short.includes(word.charAt(at))) return at === word.length - 1 ? 2 : 1;
  }
  return 1;
}

/** `env -S 'rm x'`: one word that env splits itself. */
function splitString(words: readonly string[], at: number): InnerTail[] | undefined {
  const word = words[at] ?? '';
  const glued = /^(?:-[a-zA-Z]*?S|--s[a-z-]*=)(.*)$/s.exec(word)?.[1];
  const isLong = /^--s[a-z-]*$/.test(word) && '--split-string'.startsWith(word);
  if (glued === undefined && !isLong) return undefined;
  const isNext = isLong || glued === '';
  const text = isNext ? (words[at + 1] ?? '') : (glued ?? '');
  const rest = words.slice(at + (isNext ? 2 : 1));
  const parsed = parseCommandLine(`env ${text}`);
  if (parsed.ok) {
    const inner = parsed.value.flatMap((command) => command.words.map((part) => part.value));
    return [{ words: [...inner, ...rest], from: 0, textAt: at }];
  }
  // What env would split in a way of its own is looked at word by word.
  return everyTail([...text.split(/\s+/), ...rest], 0, at);
}

/** `sh -ec 'text'`: the commands of a text that parses. */
function inShellText({ words, from }: Tail): InnerTail[] {
  let wantsText = false;
  for (let at = from + 1; at < words.length; at++) {
    const word = words[at] ?? '';
    if (!/^[-+]./.test(word) || word === '--') {
      if (!wantsText) return [];
      const textAt = word === '--' || word === '-' ? at + 1 : at;
      const parsed = parseCommandLine(words[textAt] ?? '');
      if (!parsed.ok) return [];
      return parsed.value.map((command) => ({ words: command.words.map((part) => part.value), from: 0, textAt }));
    }
    if (word.startsWith('--')) {
      if (/^--(?:init-file|rcfile)$/.test(word)) at++;
    } else {
      if (word.startsWith('-') && word.includes('c')) wantsText = true;
      if (/[oO]$/.test(word)) at++;
    }
  }
  return [];
}

function everyTail(words: readonly string[], first: number, textAt?: number): InnerTail[] {
  // One more than are looked at, so that it shows when there are too many.
  const count = Math.min(Math.max(0, words.length - first), MOST + 1);
  return Array.from({ length: count }, (_, index) => ({ words, from: first + index, textAt }));
}
