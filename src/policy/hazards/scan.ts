import type { Finding } from '../evaluation.js';
import { describeHazard, missingScript } from './describe.js';
import { names, type Grammar, type OptionForm, type Place, type Refusal } from './grammar.js';
import { findProgram } from './programTable.js';
import { optionTable, type OptionTable } from './optionTable.js';
import { readBundle, readOptions, type OptionUse } from './readOptions.js';

/** A command line on its way through the tables. */
export interface Scan {
  readonly argv: readonly string[];
  /** Whether a wildcard of the rule matched each word. */
  readonly wild: readonly boolean[];
  /** How many characters at the start of each word the author wrote literally. */
  readonly literal: readonly number[];
  readonly place: Place;
  /** The words are those of a rule, stars and all: only what refuses the rule as a whole is looked for. */
  readonly load: boolean;
  /** Words that are found to be no paths. */
  readonly texts: Set<number>;
  /** Values inside of words, which may be paths. */
  readonly values: { readonly word: number; readonly value: string }[];
}

interface Frame {
  /** The options that are accepted here, the innermost first. */
  readonly tables: readonly OptionTable[];
  /** Those of them that subcommands accept too. */
  readonly inherited: readonly OptionTable[];
  readonly grammar: Grammar;
  readonly form: OptionForm;
  /** The program and its subcommands. */
  readonly label: string;
}

const HARMLESS: Grammar = {};

/** Scans the command whose program stands at a word. */
export function scanProgram(scan: Scan, at: number, program: string): Finding | undefined {
  const grammar = findProgram(program, scan.place.platform);
  if (grammar === undefined) return undefined;
  const form = grammar.form ?? 'gnu';
  return scanFrame(
    scan,
    { tables: [optionTable(grammar, form)], inherited: [], grammar, form, label: program },
    at + 1,
  );
}

function scanFrame(scan: Scan, frame: Frame, from: number): Finding | undefined {
  const { argv } = scan;
  const { grammar } = frame;
  const operands: string[] = [];
  const options = new Set<string>();
  const wild: boolean[] = [];
  let optionsOpen = true;
  let hasScript = grammar.script === undefined;
  let at = from;
  while (at < argv.length) {
    const word = argv[at] ?? '';
    const executes = grammar.executor !== undefined && (!hasScript || grammar.script === undefined);
    if (executes && isWild(scan, at)) return executorFinding(scan, frame, at);
    const bundle = grammar.bundledFirstWord === true && at === from && !word.startsWith('-');
    if (bundle || (optionsOpen && word.length > 1 && word.startsWith('-'))) {
      if (word === grammar.endOfOptions) return undefined;
      if (word === '--' && grammar.noEndOfOptions !== true) {
        if (grammar.dashesGoTo !== undefined) return scanProgram(scan, at, grammar.dashesGoTo);
        if (grammar.runs?.afterDashes === true) return scanInner(scan, frame, at + 1);
        optionsOpen = false;
        at++;
        continue;
      }
      const read = bundle ? readBundle(frame.tables, argv, at) : readOptions(frame.tables, frame.form, argv, at);
      let next = read.next;
      for (let own = at + 1; executes && own < read.next && own < argv.length; own++) {
        if (isWild(scan, own)) return executorFinding(scan, frame, own);
      }
      for (const use of read.uses) {
        options.add(use.option.name);
        const finding = judgeOption(scan, frame, use);
        if (finding !== undefined) return finding;
        if (use.option.role === 'code-last') return scanModule(scan, use, next);
        if (use.option.role !== 'plain') hasScript = true;
        if (use.option.role === 'command') {
          const command = scanCommandOption(scan, frame, at + 1);
          if (command.finding !== undefined) return command.finding;
          next = command.next;
        }
      }
      at = next;
      continue;
    }
    if (grammar.runs?.assignments === true && word.includes('=')) {
      at++;
      continue;
    }
    if (grammar.runs !== undefined && grammar.runs.afterDashes !== true && operands.length === grammar.runs.skip) {
      return scanInner(scan, frame, at);
    }
    if (operands.length === 0) {
      const entered = enterSubcommand(scan, frame, at);
      if (entered !== undefined) return entered.finding;
    }
    const finding = judgeOperand(scan, frame, at, operands.length, hasScript);
    if (finding !== undefined) return finding;
    operands.push(word);
    wild.push(isWild(scan, at));
    if (grammar.operandEndsOptions === true) optionsOpen = false;
    if (!hasScript) {
      if (grammar.script?.after === 'free') return undefined;
      hasScript = true;
    }
    at++;
  }
  if (scan.load) return undefined;
  if (!hasScript) return missingScript(frame.label, argv.length - 1);
  const refusal = grammar.atEnd?.({ options, operands, wild }, scan.place);
  return refusal === undefined
    ? undefined
    : describeHazard(refusal, argv[from - 1] ?? '', frame.label, argv.length - 1);
}

/** The command that a wrapper runs. Its program has to be the author's choice. */
function scanInner(scan: Scan, frame: Frame, at: number): Finding | undefined {
  const word = scan.argv[at];
  if (word === undefined) return undefined;
  if (isWild(scan, at)) return executorFinding(scan, frame, at);
  return scanProgram(scan, at, baseName(word));
}

/** `python -m pytest` is pytest; anything else that is named or given as text is the author's, with all that follows. */
function scanModule(scan: Scan, use: OptionUse, next: number): Finding | undefined {
  const isModule = use.option.name === '-m' || use.option.name === '--module';
  return isModule && use.value !== undefined ? scanProgram(scan, next - 1, use.value) : undefined;
}

/** The command behind `-exec`: up to `;`, or `+` behind `{}`. */
function scanCommandOption(
  scan: Scan,
  frame: Frame,
  at: number,
): { readonly finding: Finding | undefined; readonly next: number } {
  let end = at;
  while (end < scan.argv.length && !endsCommand(scan.argv, end)) end++;
  const inner = { ...scan, argv: scan.argv.slice(0, end) };
  return { finding: scanInner(inner, { ...frame, label: `${frame.label} -exec` }, at), next: end + 1 };
}

function endsCommand(argv: readonly string[], at: number): boolean {
  return argv[at] === ';' || (argv[at] === '+' && argv[at - 1] === '{}');
}

/** Goes on with the subcommand's own grammar; undefined when the word is none. */
function enterSubcommand(scan: Scan, frame: Frame, at: number): { readonly finding: Finding | undefined } | undefined {
  const { grammar, tables } = frame;
  if (grammar.subcommands === undefined && grammar.unknownSubcommand === undefined) return undefined;
  const word = scan.argv[at] ?? '';
  const found = findSubcommand(grammar, word);
  if (found === undefined) {
    if (grammar.unknownSubcommand === undefined) return undefined;
    if (grammar.unknownSubcommand === 'program') return { finding: scan.load ? undefined : scanInner(scan, frame, at) };
    return { finding: scanProgram(scan, at, baseName(word)) };
  }
  const sub = typeof found === 'string' ? { refusal: found } : found;
  const label = `${frame.label} ${word}`;
  if (sub.refusal !== undefined && isWild(scan, at) && !scan.load) {
    return { finding: describeHazard({ code: 'hazard-subcommand', reason: sub.refusal }, undefined, label, at) };
  }
  const form = sub.form ?? frame.form;
  const inherited = grammar.inherited === true ? tables : frame.inherited;
  const inner = { tables: [optionTable(sub, form), ...inherited], inherited, grammar: sub, form, label };
  return { finding: scanFrame(scan, inner, at + 1) };
}

const subcommandTables = new WeakMap<Grammar, ReadonlyMap<string, Grammar | string>>();

function findSubcommand(grammar: Grammar, word: string): Grammar | string | undefined {
  let table = subcommandTables.get(grammar);
  if (table === undefined) {
    const made = new Map<string, Grammar | string>();
    for (const [key, sub] of Object.entries(grammar.subcommands ?? {})) {
      for (const name of names(key)) made.set(name, sub);
    }
    for (const name of names(grammar.harmlessSubcommands)) made.set(name, HARMLESS);
    table = made;
    subcommandTables.set(grammar, table);
  }
  const exact = table.get(word);
  if (exact !== undefined || grammar.abbreviatedSubcommands !== true || word === '') return exact;
  for (const [name, sub] of table) {
    if (name.startsWith(word) && (typeof sub === 'string' || sub.refusal !== undefined)) return sub;
  }
  return undefined;
}

function judgeOption(scan: Scan, frame: Frame, use: OptionUse): Finding | undefined {
  const { option, value } = use;
  const named = !isWild(scan, use.word) || (scan.literal[use.word] ?? 0) >= use.nameEnd;
  if (option.refusal !== undefined && !named) return report(scan, frame, option.refusal, use.name, use.word);
  if (value === undefined) return undefined;
  const glued = use.valueStart > 0;
  const text = glued && frame.form !== 'gnu' && /^[=:]/.test(value) ? value.slice(1) : value;
  if (option.text) scan.texts.add(use.valueWord);
  else if (glued) scan.values.push({ word: use.word, value: text });
  if (option.check === undefined || (named && !option.always)) return undefined;
  if (named && !isWild(scan, use.valueWord)) return undefined;
  const refusal = option.check(text, scan.place);
  if (refusal === undefined) return undefined;
  // What the author wrote of the value may be what makes it one.
  const known = value.slice(0, Math.max(0, (scan.literal[use.valueWord] ?? 0) - use.valueStart));
  if (named && known !== '' && option.check(known, scan.place) !== undefined) return undefined;
  return report(scan, frame, refusal, `${use.name} ${text}`, use.valueWord);
}

function judgeOperand(scan: Scan, frame: Frame, at: number, index: number, hasScript: boolean): Finding | undefined {
  const { grammar } = frame;
  const word = scan.argv[at] ?? '';
  if (grammar.textOperands === 'all' || (grammar.textOperands === 'first' && index === 0)) scan.texts.add(at);
  if (!isWild(scan, at) || scan.load) return undefined;
  const known = word.slice(0, scan.literal[at] ?? 0);
  const judge = (text: string): Refusal | undefined => {
    if (grammar.responseFiles === true && text.startsWith('@')) {
      return { code: 'hazard-response-file', reason: 'is read as more options' };
    }
    if (!hasScript && text === '-')
      return { code: 'hazard-script-missing', reason: 'reads the program from standard input' };
    const script = hasScript ? undefined : grammar.script?.check?.(text, scan.place);
    return script ?? grammar.operand?.(text, index, scan.place);
  };
  const refusal = judge(word);
  if (refusal === undefined || (known !== '' && judge(known) !== undefined)) return undefined;
  return report(scan, frame, refusal, word, at);
}

function report(scan: Scan, frame: Frame, refusal: Refusal, shown: string, at: number): Finding | undefined {
  return scan.load ? undefined : describeHazard(refusal, shown, frame.label, at);
}

function executorFinding(scan: Scan, frame: Frame, at: number): Finding {
  const reason = frame.grammar.executor ?? 'runs other programs';
  return describeHazard({ code: 'hazard-executor', reason }, scan.argv[at] ?? '', frame.label, at);
}

function isWild(scan: Scan, at: number): boolean {
  return scan.wild[at] === true;
}

/** The last part of a path, with either kind of slash. */
export function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}
