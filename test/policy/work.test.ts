import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findHazard } from '../../src/policy/hazards/hazards.js';
import { names } from '../../src/policy/hazards/grammar.js';
import { FAMILIES } from '../../src/policy/hazards/programTable.js';
import { findRestraints, meetsRule } from '../../src/policy/restrainingRules.js';
import { matchWords, wordPattern } from '../../src/policy/wordPattern.js';
import { wrappedCommands } from '../../src/policy/wrappers.js';
import { policy } from './support.js';

// What a long command costs, as a count of the words that are read: load changes no count.

/** Words that count how often one of them is read, in them and in every part that is cut out of them. */
function counted(words: readonly string[]): { readonly words: readonly string[]; readonly reads: () => number } {
  let reads = 0;
  const watch = (watched: readonly string[]): readonly string[] =>
    new Proxy(watched, {
      get(target, key) {
        if (key === 'slice') return (from?: number, to?: number) => watch(target.slice(from, to));
        if (typeof key === 'string' && /^\d+$/.test(key)) reads++;
        return Reflect.get(target, key) as unknown;
      },
    });
  return { words: watch(words), reads: () => reads };
}

/** How often words are read for a command of so many units. */
function readsOf(start: readonly string[], unit: readonly string[], count: number, work: Work): number {
  const { words, reads } = counted([...start, ...Array.from({ length: count }, () => unit).flat()]);
  work(words);
  return reads();
}

type Work = (words: readonly string[]) => unknown;

const scan =
  (program: string): Work =>
  (argv) =>
    findHazard({
      argv,
      wild: undefined,
      program,
      platform: 'linux',
      root: '/repo',
      cwd: '/repo',
      policyFiles: ['/repo/bgjobs.yaml'],
    });

const UNITS = [
  ['a'],
  ['-a'],
  ['--f'],
  ['--x=y'],
  ['--x', 'y'],
  ['--'],
  ['-'],
  ['A=b'],
  ['@a'],
  ['../a'],
  ['-exec', 'a', ';'],
  ['-exec'],
  ['-exec', 'find', '.'],
  ['env'],
];

describe('twice the words', () => {
  it('are at most three times the work to look for hazards in, for each program of the table', () => {
    const programs = FAMILIES.flat().flatMap(({ programs }) => names(programs));
    expect(programs.length).toBeGreaterThan(500);
    const slow = programs.flatMap((program) =>
      [...UNITS, [program]].flatMap((unit) => {
        const once = readsOf([program], unit, 100, scan(program));
        const twice = readsOf([program], unit, 200, scan(program));
        return twice > Math.max(20, once) * 3 ? [`${program} ${unit.join(' ')}: ${once} and ${twice}`] : [];
      }),
    );
    expect(slow).toEqual([]);
  });

  it.each([
    ['a **', 'a'],
    ['a * **', 'b'],
    ['** b ** c ** d **', 'b'],
    ['** a*a*a*b ** a*a*b **', 'aaaa'],
    ['* ** x', 'a'],
  ])('are at most three times the work for the rule `%s`', (rule, word) => {
    const patterns = rule.split(' ').map(wordPattern);
    const match: Work = (words) => matchWords(patterns, words, 'wide');
    const once = readsOf(['a'], [word], 200, match);
    expect(readsOf(['a'], [word], 400, match)).toBeLessThanOrEqual(Math.max(20, once) * 3);
  });

  it.each(['env', 'xargs', 'find', 'fd', 'timeout', 'sudo'])(
    'are at most three times the work behind `%s`',
    (wrapper) => {
      for (const unit of [...UNITS, [wrapper]]) {
        const once = readsOf([wrapper], unit, 100, wrappedCommands);
        expect(readsOf([wrapper], unit, 200, wrappedCommands), unit.join(' ')).toBeLessThanOrEqual(
          Math.max(100, once) * 4,
        );
      }
    },
  );

  it('are never looked at behind more wrappers than a bound', () => {
    const looked = (count: number): number =>
      wrappedCommands(['watch', ...Array.from({ length: count }, () => 'a')]).commands.reduce(
        (sum, { argv }) => sum + argv.length,
        0,
      );
    expect(looked(1_000)).toBeLessThanOrEqual(5_000);
    expect(looked(500)).toBeLessThanOrEqual(5_000);
  });
});

describe('the ends of a command', () => {
  const word = fc.constantFrom('a', 'b', 'watch', 'env', 'sh', '-c', 'a b', 'watch b a', '--', 'x');
  const pattern = fc.constantFrom('a', 'b', '*', '**', 'a*', '*b', 'watch');

  it('are left out of the search for a rule only where all of the command has met it', () => {
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 7 }),
        fc.array(pattern, { minLength: 1, maxLength: 4 }),
        (argv, run) => {
          const denying = policy({ adhoc: 'any', deny: [{ run }] });
          const rule = denying.rules.deny.all[0];
          if (rule === undefined) throw new Error('the rule does not compile');
          const every = [argv, ...wrappedCommands(argv).commands.map((command) => command.argv)];
          const { deny } = findRestraints(denying, argv, '/repo');
          expect(deny !== undefined).toBe(every.some((words) => meetsRule(denying, rule, words, '/repo')));
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
