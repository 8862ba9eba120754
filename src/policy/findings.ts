import { basename } from 'node:path';
import type { SourceRange } from '../config/diagnostic.js';
import type { CompiledPolicy, CompiledRule } from './compiledPolicy.js';
import type { Finding, RuleEvidence } from './evaluation.js';
import type { NearMiss } from './grantingRules.js';
import { displayWords } from './quoting.js';
import type { ProgramProblem, SkipReason } from './resolveProgram.js';
import { hazardInCommand } from './ruleHazards.js';
import type { Restraint } from './restrainingRules.js';
import { relativeToRoot, type CwdProblem } from './roots.js';
import type { WordPattern } from './wordPattern.js';

/** The longest quotation of a command or word in a message. */
const CLIP = 90;

/** A text in backticks, cut where it is long. */
export function quoted(text: string): string {
  return `\`${clip(text.replace(/[\n\t]/g, ' '), CLIP + 1)}\``;
}

/** A text of at most so many UTF-16 units, with `…` at its end where it was cut; no character is cut in half. */
export function clip(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…` : text;
}

/** Words as a person would write them, in backticks; no more of them is looked at than is shown. */
export function quotedWords(words: readonly string[]): string {
  const start: string[] = [];
  for (let length = 0, at = 0; at < words.length && length <= CLIP; at++) {
    const word = (words[at] ?? '').slice(0, CLIP + 1);
    start.push(word);
    length += word.length + 1;
  }
  return quoted(displayWords(start));
}

/** `bgjobs.yaml:12`: enough for a person to find a rule. */
export function place(range: SourceRange): string {
  return `${basename(range.file)}:${range.start.line}`;
}

/** What the evidence shows of a rule. */
export function ruleEvidence(rule: CompiledRule): RuleEvidence {
  const { text, range, reason } = rule.source;
  return { decision: rule.decision, text, range, reason };
}

/** A finding without a place in the text; `evaluate` adds the offset. */
export function finding(code: string, message: string, hint?: string, word?: number): Finding {
  return { code, message, hint, offset: undefined, word };
}

/** The finding about a deny rule. */
export function deniedFinding({ rule, word, wrapper }: Restraint, argv: readonly string[]): Finding {
  const { text, range, reason } = rule.source;
  const behind = wrapper === undefined ? '' : `, which \`${wrapper}\` would run,`;
  const command = wrapper === undefined ? argv : argv.slice(word);
  const because = reason === undefined ? '' : `: ${reason}`;
  return finding(
    'denied-by-rule',
    `${quotedWords(command)}${behind} is denied by the rule ${quoted(text)} (${place(range)})${because}`,
    undefined,
    word,
  );
}

/** The finding about an ask rule. */
export function askFinding({ rule, word }: Restraint, argv: readonly string[]): Finding {
  const { text, range, reason } = rule.source;
  const because = reason === undefined ? '' : `: ${reason}`;
  return finding(
    'needs-consent',
    `${quotedWords(argv)} needs a person's consent, by the rule ${quoted(text)} (${place(range)})${because}`,
    'ask your user to run it',
    word,
  );
}

/** What changes the machine for good, or hands it over; a way to permit it is never spelled out to an agent. */
const DRASTIC = new Set(
  `rm rmdir unlink shred dd truncate wipefs fdisk parted mount umount chmod chown chgrp chattr kill killall pkill shutdown
  reboot halt poweroff init telinit useradd userdel usermod passwd visudo iptables nft crontab scp sftp ftp nc ncat socat
  telnet`.split(/\s+/),
);

/**
 * Says who can permit what no rule permits: a person, and never the agent that reads this. The rule itself is named only
 * for commands that are harmless as far as anybody can tell.
 */
export function personDecides(policy: CompiledPolicy, commands: readonly (readonly string[])[]): string {
  const file = `\`${basename(policy.section.file)}\``;
  const isDrastic = commands.some((argv) => {
    const name = basename(argv[0] ?? '');
    return DRASTIC.has(name) || name.startsWith('mkfs') || hazardInCommand(policy, argv, policy.root) !== undefined;
  });
  if (isDrastic) return 'say what you want to achieve; what may run is for a person to decide';
  const [first] = commands;
  if (first === undefined || commands.length > 1) {
    return `whether these become rules in ${file} is for a person to decide, not for an agent`;
  }
  return `whether ${quotedWords(first)} becomes a rule in ${file} is for a person to decide, not for an agent`;
}

/** The finding about a command that no rule grants. */
export function noRuleFinding(policy: CompiledPolicy, argv: readonly string[], near: NearMiss | undefined): Finding {
  const command = quotedWords(argv);
  const needed = personDecides(policy, [argv]);
  if (near === undefined) {
    const program = argv[0] ?? '';
    return finding('no-rule', `${quotedWords([program])} is not permitted: no rule allows ${command}`, needed, 0);
  }
  const { text, range, cwd } = near.rule.source;
  const rule = `the rule ${quoted(text)} (${place(range)})`;
  switch (near.kind) {
    case 'cwd':
      return finding(
        'rule-cwd',
        `${command} is permitted only in other folders, by ${rule}`,
        `run it in a folder that matches ${cwd.map(quoted).join(' or ')}`,
        0,
      );
    case 'env':
      return finding(
        'env-not-permitted',
        `the variable ${quoted(near.name)} may not be set by a call of ${rule}`,
        'leave it out, or start a profile that sets it',
      );
    case 'hazard':
      return hazardFinding(near.hazard, `${rule} does not allow it through a wildcard`);
    case 'words': {
      const word = argv[near.word];
      const difference =
        word === undefined
          ? `${rule} wants more words`
          : `${rule} does not match ${quotedWords([word])}${why(near.rule.patterns[near.word], word)}`;
      return finding(
        'no-rule',
        `${command} is not permitted: ${difference}`,
        needed,
        Math.min(near.word, argv.length - 1),
      );
    }
  }
}

/** What an agent can do about a hazard; the author's ways out are for the author alone. */
const INSTEAD: Readonly<Record<string, string>> = {
  'hazard-subcommand': 'use another subcommand, or start a profile that does it',
  'hazard-interpreter': 'name a script file',
  'hazard-script-missing': 'name a script file',
  'hazard-executor': 'give the command itself, without this program in front of it',
  'hazard-url': 'use a plain http address',
  'hazard-response-file': 'write the options out',
  'hazard-protected-path': 'work on another file',
  'hazard-windows-word': 'write a plain relative path',
  'hazard-batch-argument': 'use letters, digits and `_ . / : @ , + = -` only',
};

/** A hazard as a refusal; `rule` says which rule it stands in the way of. */
export function hazardFinding(hazard: Finding, rule: string): Finding {
  const hint = INSTEAD[hazard.code] ?? 'leave it out, or start a profile that does it';
  return { ...hazard, message: `${hazard.message}; ${rule}`, hint };
}

function why(pattern: WordPattern | undefined, word: string): string {
  if (pattern?.kind === 'word' && word.startsWith('-')) return ', as `*` takes no option';
  if (pattern?.kind === 'pieces' && word.includes('..')) return ', as a `*` inside a word reaches no `..`';
  return '';
}

const SKIPPED: Readonly<Record<SkipReason, string>> = {
  empty: 'an empty entry of the PATH means the current folder',
  relative: 'a relative entry of the PATH',
  'inside-roots': 'a folder inside the roots, where an agent can put files',
  'writable-by-others': 'a folder that other users of the machine may write to',
};

/** The finding about a program that cannot run. */
export function programFinding(policy: CompiledPolicy, problem: ProgramProblem): Finding {
  const name = quotedWords([problem.name]);
  switch (problem.code) {
    case 'program-not-found': {
      if (problem.name.includes('/')) {
        return finding(problem.code, `${name} does not exist`, 'correct the path, or install what belongs there', 0);
      }
      const hint =
        problem.local === undefined
          ? 'install it, or give the PATH that has it in `policy.path`'
          : `spell it ${quoted(problem.local)}`;
      const skipped = problem.skipped.length === 0 ? '' : ` (${skippedEntries(policy, problem.skipped)})`;
      return finding(problem.code, `${name} was not found on the PATH${skipped}`, hint, 0);
    }
    case 'program-shadowed':
      return finding(
        problem.code,
        `${name} is found first as ${quoted(relativeToRoot(problem.shadow, policy.root))}, in ${SKIPPED[problem.reason]}`,
        problem.reason === 'inside-roots'
          ? 'spell the path in the command and in the rule, or set `policy.path`'
          : 'take that entry out of the PATH, or set `policy.path`',
        0,
      );
    case 'program-outside-roots':
      return finding(
        problem.code,
        `${name} leads to ${quoted(problem.real)}, outside the roots`,
        'give the bare name of a program on the PATH, or a path inside the roots',
        0,
      );
    case 'program-inside-roots':
      return finding(
        problem.code,
        `${name} on the PATH is a link to ${quoted(relativeToRoot(problem.real, policy.root))}, inside the roots, where an agent can change it`,
        'spell the path in the command and in the rule',
        0,
      );
    case 'program-writable':
      return finding(
        problem.code,
        `${name} leads to ${quoted(problem.real)}, which other users of the machine may change`,
        'tell the person who runs the server: its mode, its owner or those of a folder above it have to change',
        0,
      );
    case 'program-not-executable':
      return finding(problem.code, `${name} is not an executable file`, 'make it executable, or name another', 0);
  }
}

function skippedEntries(
  policy: CompiledPolicy,
  entries: readonly { entry: string; skipped: SkipReason | undefined }[],
): string {
  const [first] = entries;
  if (first?.skipped === undefined) return '';
  const more = entries.length > 1 ? ` and ${entries.length - 1} more` : '';
  return `${quoted(relativeToRoot(first.entry, policy.root))}${more} skipped: ${SKIPPED[first.skipped]}`;
}

/** The finding about a folder that nothing may run in. */
export function cwdFinding(policy: CompiledPolicy, problem: CwdProblem): Finding {
  const cwd = quoted(problem.cwd);
  const roots = policy.programs.roots.map((root) => quoted(root)).join(', ');
  switch (problem.code) {
    case 'cwd-not-literal':
      return finding(
        problem.code,
        `the folder ${cwd} holds ${problem.what}, and a folder is taken as it is spelled`,
        'give a plain path, relative to the root or absolute',
      );
    case 'cwd-outside-roots':
      return finding(problem.code, `the folder ${cwd} is outside the roots`, `commands run below ${roots}`);
    case 'cwd-missing':
      return finding(problem.code, `the folder ${cwd} does not exist`, `give a folder below ${roots}`);
    case 'cwd-not-a-folder':
      return finding(problem.code, `${cwd} is not a folder`, `give a folder below ${roots}`);
  }
}
