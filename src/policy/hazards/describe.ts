import type { Finding } from '../evaluation.js';
import type { HazardCode, Refusal } from './grammar.js';

const HINTS: Readonly<Record<HazardCode, string>> = {
  'hazard-option': 'leave it out; or let a rule write it literally, or mark the rule `unsafe: true`',
  'hazard-subcommand': 'let a rule name the subcommand literally, or mark the rule `unsafe: true`',
  'hazard-interpreter': 'name a script; or let a rule write the option literally, or mark the rule `unsafe: true`',
  'hazard-script-missing': 'name a script file',
  'hazard-executor':
    'write the command that it runs literally, allow that command itself, or mark the rule `unsafe: true`',
  'hazard-operand': 'leave it out; or let a rule write it literally, or mark the rule `unsafe: true`',
  'hazard-assignment': 'leave it out; or let a rule write it literally, or mark the rule `unsafe: true`',
  'hazard-url': 'use a plain http address; or let a rule write it literally, or mark the rule `unsafe: true`',
  'hazard-response-file': 'write the options out',
  'hazard-protected-path': 'work on another file; or let a rule name this one literally',
  'hazard-windows-word': 'write a plain relative path',
  'hazard-batch-argument': 'use letters, digits and `_ . / : @ , + = -` only, or run the script with `node`',
};

/** The finding on one word. `shown` is the part of it that matters, `label` the program and its subcommands. */
export function describeHazard(refusal: Refusal, shown: string | undefined, label: string, word: number): Finding {
  const subject = shown === undefined ? `\`${clip(label)}\`` : `\`${clip(shown)}\` of \`${clip(label)}\``;
  return {
    code: refusal.code,
    message: `${subject} ${refusal.reason}`,
    hint: HINTS[refusal.code],
    offset: undefined,
    word,
  };
}

/** An interpreter that is given no script. */
export function missingScript(label: string, word: number): Finding {
  const reason = 'without a script reads its program from standard input';
  return describeHazard({ code: 'hazard-script-missing', reason }, undefined, label, word);
}

const LONGEST = 60;

function clip(text: string): string {
  const plain = text.replace(/[\p{Cc}`]/gu, ' ');
  return plain.length > LONGEST ? `${plain.slice(0, LONGEST)}...` : plain;
}
