import { names, type Check, type Grammar, type OptionForm, type Refusal } from './grammar.js';

/** What is known about one option. */
export interface Option {
  /** As declared. */
  readonly name: string;
  readonly value: 'none' | 'required' | 'optional';
  readonly refusal: Refusal | undefined;
  readonly check: Check | undefined;
  readonly always: boolean;
  readonly text: boolean;
  readonly role: 'plain' | 'code' | 'code-last' | 'file' | 'info' | 'command';
}

/** The options of one grammar, ready to be looked up. */
export interface OptionTable {
  readonly form: OptionForm;
  readonly exact: ReadonlyMap<string, Option>;
  /** Long names in order, for abbreviations; empty where there are none. */
  readonly sorted: readonly string[];
  /** Long names that begin so. */
  readonly prefixes: readonly (readonly [string, Option])[];
}

const tables = new WeakMap<Grammar, OptionTable>();

/** The table of a grammar whose options are written in this form; made when it is first needed. */
export function optionTable(grammar: Grammar, form: OptionForm): OptionTable {
  const known = tables.get(grammar);
  if (known !== undefined) return known;
  const made = compile(grammar, form);
  tables.set(grammar, made);
  return made;
}

const PLAIN = { refusal: undefined, check: undefined, always: false, text: false, role: 'plain' } as const;
const STDIN_CODE = 'gives the interpreter other code than a script';

function compile(grammar: Grammar, form: OptionForm): OptionTable {
  const exact = new Map<string, Option>();
  const prefixes: [string, Option][] = [];
  const add = (declared: string | undefined, rest: Omit<Option, 'name' | 'value'>): void => {
    for (const token of names(declared)) {
      const last = token[token.length - 1];
      const name = last === '=' || last === '?' ? token.slice(0, -1) : token;
      const value = last === '=' ? 'required' : last === '?' ? 'optional' : 'none';
      if (name.endsWith('*')) prefixes.push([foldName(form, name.slice(0, -1)), { name, value, ...rest }]);
      else exact.set(foldName(form, name), { name, value, ...rest });
    }
  };
  const interpreter = grammar.script !== undefined && grammar.executor === undefined;
  const refusal = (reason: string): Refusal => ({ code: interpreter ? 'hazard-interpreter' : 'hazard-option', reason });
  add(grammar.harmless, PLAIN);
  add(grammar.texts, { ...PLAIN, text: true });
  add(grammar.script?.info, { ...PLAIN, role: 'info' });
  add(grammar.script?.file, { ...PLAIN, role: 'file' });
  add(grammar.script?.code, { ...PLAIN, role: 'code', refusal: refusal(STDIN_CODE), text: true });
  add(grammar.script?.codeLast, { ...PLAIN, role: 'code-last', refusal: refusal(STDIN_CODE), text: true });
  for (const [reason, declared] of Object.entries(grammar.refused ?? {})) {
    add(declared, { ...PLAIN, refusal: refusal(reason) });
  }
  for (const { options, check, always, text } of grammar.checked ?? []) {
    add(options, { ...PLAIN, check, always: always === true, text: text === true });
  }
  add(grammar.commandOptions, { ...PLAIN, role: 'command', refusal: refusal('runs a program') });
  return {
    form,
    exact,
    prefixes,
    sorted: form === 'gnu' || form === 'nopt' ? [...exact.keys()].filter((name) => name.startsWith('--')).sort() : [],
  };
}

/** The spelling under which an option is kept: `--fooBar` and `--foo-bar` are one where the program says so. */
export function foldName(form: OptionForm, name: string): string {
  switch (form) {
    case 'folded':
      return name.startsWith('--') ? '--' + name.slice(2).replaceAll('-', '').replaceAll('_', '').toLowerCase() : name;
    case 'single':
      return name.startsWith('--') ? name.slice(1) : name;
    case 'caseless':
      return foldName('single', name).toLowerCase();
    case 'gnu':
    case 'nopt':
    case 'exact':
      return name;
  }
}

/**
 * Looks a long option up in the tables, the innermost first. An abbreviation counts as the option that would be refused, if it
 * could be one: where it is ambiguous the program stops by itself.
 */
export function findLong(tables: readonly OptionTable[], name: string): Option | undefined {
  for (const table of tables) {
    const folded = foldName(table.form, name);
    const option = table.exact.get(folded) ?? table.prefixes.find(([prefix]) => folded.startsWith(prefix))?.[1];
    if (option !== undefined) return option;
  }
  if (name.length < 3) return undefined;
  let found: Option | undefined;
  for (const table of tables) {
    for (let at = lowerBound(table.sorted, name); at < table.sorted.length; at++) {
      const candidate = table.sorted[at] ?? '';
      if (!candidate.startsWith(name)) break;
      const option = table.exact.get(candidate);
      if (option?.refusal !== undefined) return option;
      if (found === undefined || option?.check !== undefined) found = option;
    }
  }
  return found;
}

/** Looks a short option (`-o`) up in the tables, the innermost first. */
export function findShort(tables: readonly OptionTable[], name: string): Option | undefined {
  for (const table of tables) {
    const option = table.exact.get(name);
    if (option !== undefined) return option;
  }
  return undefined;
}

function lowerBound(sorted: readonly string[], name: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? '') < name) low = middle + 1;
    else high = middle;
  }
  return low;
}
