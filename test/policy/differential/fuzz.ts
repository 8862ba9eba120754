import { parseCommandLine, type ParsedList } from '../../../src/policy/lexer.js';
import { isFitForBash, runInBash, type BashRun } from './bashOracle.js';
import { generateInputs } from './generateInputs.js';
import { AT_THE_EDGE, FOOLED_OTHERS } from './knownInputs.js';
import { readWithUnbash } from './unbashOracle.js';

/** An input that the lexer accepts and an oracle reads in another way. */
export interface Difference {
  readonly oracle: 'bash, all succeeding' | 'bash, all failing' | 'unbash';
  readonly input: string;
  readonly ours: readonly (readonly string[])[];
  readonly theirs: readonly (readonly string[])[] | undefined;
}

/** What a run of the fuzzer did. */
export interface FuzzReport {
  readonly generated: number;
  /** Different inputs that the lexer accepted and that were compared. */
  readonly accepted: number;
  readonly differences: readonly Difference[];
}

export interface FuzzOptions {
  readonly seed: number;
  /** How many inputs to generate. */
  readonly inputs: number;
  /** Inputs to mutate, beside those that are known to be hard. */
  readonly corpus: readonly string[];
  /** Called after each batch. */
  readonly onProgress?: (report: FuzzReport) => void;
}

const BATCH = 2_000;

/**
 * Holds the lexer against real bash and against unbash: whatever it accepts, they read as exactly the same words, and
 * bash runs nothing else. Needs bash, and setpriv when run as root. No program is ever run.
 */
export function fuzzLexer({ seed, inputs, corpus, onProgress }: FuzzOptions): FuzzReport {
  const source = generateInputs(seed, [...corpus, ...FOOLED_OTHERS, ...AT_THE_EDGE]);
  const seen = new Set<string>();
  const differences: Difference[] = [];
  let generated = 0;
  let accepted = 0;
  let batch: string[] = [];
  while (generated < inputs) {
    const { value } = source.next() as { readonly value: string };
    generated++;
    if (!seen.has(value) && isComparable(value)) batch.push(value);
    seen.add(value);
    if (batch.length === BATCH || generated === inputs) {
      differences.push(...compare(batch));
      accepted += batch.length;
      batch = [];
      onProgress?.({ generated, accepted, differences });
    }
  }
  return { generated, accepted, differences };
}

/** Holds accepted inputs against both oracles. */
export function compare(inputs: readonly string[]): Difference[] {
  const runs = runInBash(inputs);
  return inputs.flatMap((input, at): Difference[] => {
    const parsed = parseCommandLine(input);
    if (!parsed.ok) throw new Error(`not accepted: ${JSON.stringify(input)}`);
    const run = runs[at] ?? { whenSucceeding: [], whenFailing: [] };
    return [...compareWithBash(input, parsed.value, run), ...compareWithUnbash(input, parsed.value)];
  });
}

/**
 * Whether an input is accepted and can be compared at all. A first word that begins with `%` names a job to bash (`fg %1`), and runs
 * nothing; we would run a program of that name.
 */
export function isComparable(input: string): boolean {
  const parsed = parseCommandLine(input);
  return (
    isFitForBash(input) && parsed.ok && parsed.value.every(({ words }) => words[0]?.value.startsWith('%') === false)
  );
}

function compareWithBash(input: string, list: ParsedList, run: BashRun): Difference[] {
  const differences: Difference[] = [];
  for (const [oracle, theirs, succeeds] of [
    ['bash, all succeeding', run.whenSucceeding, true],
    ['bash, all failing', run.whenFailing, false],
  ] as const) {
    const ours = wouldRun(list, succeeds);
    if (!isSame(ours, theirs)) differences.push({ oracle, input, ours, theirs });
  }
  return differences;
}

function compareWithUnbash(input: string, list: ParsedList): Difference[] {
  const ours = list.map(({ words }) => words.map((word) => word.value));
  const theirs = readWithUnbash(input);
  return theirs !== undefined && isSame(ours, theirs) ? [] : [{ oracle: 'unbash', input, ours, theirs }];
}

/** The commands of a list that run when every one of them succeeds, or every one fails. */
export function wouldRun(list: ParsedList, succeeds: boolean): readonly (readonly string[])[] {
  const ran: (readonly string[])[] = [];
  let runs = true;
  // Until something ran, `&&` and `||` look at the last pipeline that did; before the first there is none.
  for (const { operator, words } of list) {
    if (operator === ';' || operator === undefined) runs = true;
    else if (operator !== '|') runs = operator === '&&' ? succeeds : !succeeds;
    if (runs) ran.push(words.map((word) => word.value));
  }
  return ran;
}

/** The commands of a pipeline are recorded in any order. */
function isSame(a: readonly (readonly string[])[], b: readonly (readonly string[])[]): boolean {
  const sorted = (list: readonly (readonly string[])[]): string =>
    JSON.stringify(list.map((argv) => JSON.stringify(argv)).sort());
  return a.length === b.length && sorted(a) === sorted(b);
}
