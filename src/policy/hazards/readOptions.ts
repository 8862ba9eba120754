import type { OptionForm } from './grammar.js';
import { findLong, findShort, type Option, type OptionTable } from './optionTable.js';

/** One use of a declared option in a command line. */
export interface OptionUse {
  readonly option: Option;
  /** As written: `--outp`, `-o`. */
  readonly name: string;
  /** The word that it stands in, and where its name ends there. */
  readonly word: number;
  readonly nameEnd: number;
  /** undefined when it has none, or the command line ends before it. */
  readonly value: string | undefined;
  readonly valueWord: number;
  readonly valueStart: number;
}

/** The options of one word, and the word that comes after them and their values. */
export interface OptionWord {
  readonly uses: readonly OptionUse[];
  readonly next: number;
}

/** Reads the options that one word begins. The word begins with a dash and is neither `-` nor `--`. */
export function readOptions(
  tables: readonly OptionTable[],
  form: OptionForm,
  argv: readonly string[],
  at: number,
): OptionWord {
  const word = argv[at] ?? '';
  if (form === 'single' || form === 'caseless' || word.startsWith('--')) return readLong(tables, form, argv, at, word);
  // A name of several letters behind one dash, declared as such (`-pe` of node).
  const whole = word.length > 2 ? findShort(tables, word) : undefined;
  if (whole !== undefined) return separate(form, argv, at, whole, word);
  return readCluster(tables, form, argv, at, word, 1);
}

function readLong(
  tables: readonly OptionTable[],
  form: OptionForm,
  argv: readonly string[],
  at: number,
  word: string,
): OptionWord {
  let equals = word.indexOf('=');
  let name = equals < 0 ? word : word.slice(0, equals);
  let option = findLong(tables, name);
  const colon = option === undefined ? word.indexOf(':') : -1;
  if (colon > 0) {
    // Java writes `-javaagent:file`, MSBuild `--property:Name=value`.
    equals = colon;
    name = word.slice(0, colon);
    option = findLong(tables, name);
  }
  if (option === undefined) return { uses: [], next: at + 1 };
  if (option.value === 'optional' && option.name.endsWith('*')) {
    const end = option.name.length - 1;
    return { uses: [glued(option, word.slice(0, end), at, end, word, end)], next: at + 1 };
  }
  if (equals < 0) return separate(form, argv, at, option, name);
  return { uses: [glued(option, name, at, equals, word, equals + 1)], next: at + 1 };
}

/** A use whose value, if it has one, stands in the same word. */
function glued(
  option: Option,
  name: string,
  at: number,
  nameEnd: number,
  word: string,
  valueStart: number | undefined,
): OptionUse {
  const value = valueStart === undefined ? undefined : word.slice(valueStart);
  return { option, name, word: at, nameEnd, value, valueWord: at, valueStart: valueStart ?? nameEnd };
}

/** Some parsers take no word with a dash for a value: what stands there is the next option. */
function mayBeValue(form: OptionForm, word: string | undefined): boolean {
  return (form !== 'folded' && form !== 'nopt') || word?.startsWith('-') !== true || word === '-';
}

/** The value, if there is one, is the next word. */
function separate(form: OptionForm, argv: readonly string[], at: number, option: Option, name: string): OptionWord {
  const takes = option.value === 'required' && mayBeValue(form, argv[at + 1]);
  const value = takes ? argv[at + 1] : undefined;
  const use = { option, name, word: at, nameEnd: name.length, value, valueWord: at + 1, valueStart: 0 };
  return { uses: [use], next: takes ? at + 2 : at + 1 };
}

/** Reads `-abc` from a letter on. */
function readCluster(
  tables: readonly OptionTable[],
  form: OptionForm,
  argv: readonly string[],
  at: number,
  word: string,
  from: number,
): OptionWord {
  const uses: OptionUse[] = [];
  for (let index = from; index < word.length; index++) {
    const name = `-${word[index] ?? ''}`;
    const option = findShort(tables, name);
    // What follows a colon belongs to the letter before it (`ruby -W:no-deprecated`).
    if (option === undefined && word[index] === ':') break;
    if (option === undefined) continue;
    const rest = index + 1;
    if (option.value === 'none') {
      uses.push(glued(option, name, at, rest, word, undefined));
    } else if (rest < word.length || option.value === 'optional') {
      uses.push(glued(option, name, at, rest, word, rest < word.length ? rest : undefined));
      return { uses, next: at + 1 };
    } else {
      const takes = mayBeValue(form, argv[at + 1]);
      const value = takes ? argv[at + 1] : undefined;
      uses.push({ option, name, word: at, nameEnd: rest, value, valueWord: at + 1, valueStart: 0 });
      return { uses, next: takes ? at + 2 : at + 1 };
    }
  }
  return { uses, next: at + 1 };
}

/** Reads a cluster without its dash (`tar xfI a.tar prog`): the values are the words after it, in the order of the letters. */
export function readBundle(tables: readonly OptionTable[], argv: readonly string[], at: number): OptionWord {
  const word = argv[at] ?? '';
  const uses: OptionUse[] = [];
  let next = at + 1;
  for (let index = 0; index < word.length; index++) {
    const name = `-${word[index] ?? ''}`;
    const option = findShort(tables, name);
    if (option === undefined) continue;
    const takes = option.value === 'required';
    const value = takes ? argv[next] : undefined;
    uses.push({ option, name, word: at, nameEnd: index + 1, value, valueWord: next, valueStart: 0 });
    if (takes) next++;
  }
  return { uses, next };
}
